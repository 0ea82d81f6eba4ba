// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.server.Program;
import argine.server.access.Session;
import argine.server.access.Sessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Who is logged in to Dovecot ({@code doveadm who}); {@code doveadm kick} ends them all. */
final class DovecotSessions implements Sessions {
    private static final int NOBODY = 68;
    private static final int COLUMNS = 4;

    private final Doveadm doveadm;

    DovecotSessions(Doveadm doveadm) {
        this.doveadm = doveadm;
    }

    @Override
    public String what() {
        return "Dovecot";
    }

    @Override
    public List<Session> of(String account) throws IOException {
        Program who = doveadm.run("", "-f", "tab", "who", "-1", account);
        if (who.exit() != 0) {
            throw new IOException("doveadm who: " + who.why());
        }
        List<Session> sessions = new ArrayList<>();
        who.said()
                .lines()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .filter(words -> words.length >= COLUMNS && words[0].equalsIgnoreCase(account))
                .forEach(words -> sessions.add(new Session(words[1], words[3], true, words[2])));
        return sessions;
    }

    @Override
    public void end(String account, List<Session> sessions) throws IOException {
        Program kick = doveadm.run("", "kick", account);
        if (kick.exit() != 0 && kick.exit() != NOBODY) {
            throw new IOException("doveadm kick: " + kick.why());
        }
    }

    @Override
    public String byHand(String account) {
        return "doveadm kick " + account;
    }
}
