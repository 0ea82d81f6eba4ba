// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;
import java.util.List;

/**
 * A server whose own program gave no answer: in place of what it would tell, why that is not known.
 *
 * @param server its name
 * @param said which program said what
 * @param left what is not done or not known therefore
 * @param toType what leads to an answer
 * @param kick how its sessions are ended by hand
 */
record Unheard(String server, String said, String left, String toType, String kick)
        implements Sessions {
    private static final String PORTS = "'( sport = :25 or sport = :465 or sport = :587 )'";

    static Unheard postfix(IOException why) {
        return new Unheard(
                "Postfix",
                String.valueOf(why.getMessage()),
                "its sessions and what it is delivering go on, its doors are not tried, and aliases"
                        + " are not read",
                "name the folder of main.cf and master.cf: --config DIR",
                "ss -K dst CLIENT " + PORTS);
    }

    static Unheard dovecot(IOException why) {
        return new Unheard(
                "Dovecot",
                String.valueOf(why.getMessage()),
                "nothing is locked there and no password is set in its files, its sessions go on,"
                        + " Sieve rules are not read, and nothing is proved",
                "name its configuration: --dovecot FILE",
                "doveadm kick ");
    }

    /** Nothing here ends its sessions, whether it can be asked or not. */
    static Unheard icewarp(IOException why) {
        return new Unheard(
                "IceWarp",
                String.valueOf(why.getMessage()),
                "the account is not locked, gets no new password, and its sessions go on",
                "on the IceWarp host, in its folder, type  ./tool.sh set account NAME u_localdomain"
                        + " 1   (sends nothing outside), or  u_accountdisabled 1   (nobody logs in;"
                        + " never 3), or set the account's state to disabled for login in the"
                        + " administration (Management > Users)",
                "end them under Status > Sessions");
    }

    /** In one line. */
    String advice() {
        return refusal() + ": " + left + ". To have it done, " + toType + ".";
    }

    String refusal() {
        return server + " could not be asked (" + said + ")";
    }

    private IOException trouble() {
        return new IOException(refusal() + "; " + toType);
    }

    @Override
    public String what() {
        return server;
    }

    @Override
    public List<Session> of(String account) throws IOException {
        throw trouble();
    }

    @Override
    public void end(String account, List<Session> sessions) throws IOException {
        throw trouble();
    }

    @Override
    public String byHand(String account) {
        return kick.endsWith(" ") ? kick + account : kick;
    }

    Footholds footholds() {
        return _ -> {
            throw trouble();
        };
    }
}
