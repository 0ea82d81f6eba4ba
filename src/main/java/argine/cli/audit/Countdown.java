// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.PasswordAudit;
import argine.cli.desk.Surroundings;
import argine.mail.Plural;
import java.time.Duration;

/** Says before a long audit how long it will take, and shows on a terminal how far it is. */
final class Countdown implements PasswordAudit.Watcher, AutoCloseable {
    private static final Duration WORTH_SAYING = Duration.ofSeconds(10);
    private static final int BAR = 40;
    private static final String CLEAR = "\r\u001b[K";

    private final Surroundings surroundings;
    private boolean isLong;
    private long shown = -1;
    private int weak;

    Countdown(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void expected(int accounts, Duration time) {
        isLong = time.compareTo(WORTH_SAYING) > 0;
        if (isLong) {
            surroundings
                    .err()
                    .println(
                            "argine: "
                                    + Plural.of(accounts, "account takes", "accounts take")
                                    + " about "
                                    + words(time)
                                    + "; stop it with Ctrl-C, and the next run goes on");
            surroundings.err().flush();
        }
    }

    static String words(Duration time) {
        long minutes = time.toMinutes();
        return minutes >= 120
                ? minutes / 60 + " hours"
                : minutes >= 2 ? minutes + " minutes" : Plural.of(time.toSeconds(), "second");
    }

    @Override
    public synchronized void guessed(long guesses) {
        weak++;
    }

    @Override
    public synchronized void progress(long done, long of) {
        long percent = of == 0 ? 0 : Math.min(100, done * 100 / of);
        if (isLong && surroundings.terminal() && percent > shown) {
            shown = percent;
            int full = (int) percent * BAR / 100;
            surroundings
                    .err()
                    .print(
                            CLEAR
                                    + "trying ["
                                    + "#".repeat(full)
                                    + ".".repeat(BAR - full)
                                    + "] "
                                    + percent
                                    + " %, "
                                    + weak
                                    + " weak so far");
            surroundings.err().flush();
        }
    }

    @Override
    public void close() {
        if (shown >= 0) {
            surroundings.err().print(CLEAR);
            surroundings.err().flush();
        }
    }
}
