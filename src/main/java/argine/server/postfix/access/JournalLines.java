// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.server.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What smtpd has written to systemd's journal, as {@code journalctl} shows it.
 *
 * <p>Asked for are the entries of processes of that name and of Postfix's own user, both of which
 * the journal takes from the kernel: what others write under the name of smtpd is not among them.
 */
final class JournalLines implements NewLines {
    /** So far back; more would take longer than there is time. */
    private static final String MOST = "--lines=20000";

    /** A journal of some gigabytes may have to come from the disk. */
    private static final Duration FIRST = Duration.ofSeconds(15);

    private static final Duration LATER = Duration.ofSeconds(3);
    private static final String CURSOR = "-- cursor: ";

    private final List<String> question;
    private String cursor = "";

    /**
     * The journal of which {@code show} is the program and its arguments, to show lines as syslog
     * writes them.
     *
     * @param user the number of Postfix's user
     */
    JournalLines(List<String> show, int user) {
        this.question = new ArrayList<>(show);
        question.addAll(List.of("--show-cursor", "_COMM=smtpd", "_UID=" + user));
    }

    @Override
    public void readOn(Consumer<String> taker) throws IOException {
        List<String> command = new ArrayList<>(question);
        command.add(cursor.isEmpty() ? MOST : "--after-cursor=" + cursor);
        for (String line : said(command).split("\n", -1)) {
            if (line.startsWith(CURSOR)) {
                cursor = line.substring(CURSOR.length());
            } else {
                taker.accept(line);
            }
        }
    }

    private String said(List<String> command) throws IOException {
        Program journalctl = Program.run(command, "", cursor.isEmpty() ? FIRST : LATER);
        if (journalctl.exit() != 0) {
            throw new IOException("journalctl: " + journalctl.why());
        }
        return journalctl.said();
    }
}
