// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.cli.desk.Stop;
import argine.cli.desk.Surroundings;
import argine.sweep.custody.Watcher;
import java.time.Duration;
import java.time.Instant;

/**
 * A line on the terminal while messages are moved: how many, how fast, how long still; and the one
 * who passes on that somebody pressed Ctrl-C.
 */
final class Pace implements Watcher, AutoCloseable {
    private static final int BAR = 30;
    private static final String CLEAR = "\r\u001b[K";

    private final Surroundings surroundings;
    private final Stop stop;
    private final Instant began;
    private boolean shown;

    Pace(Surroundings surroundings, Stop stop) {
        this.surroundings = surroundings;
        this.stop = stop;
        this.began = surroundings.clock().instant();
    }

    @Override
    public void progress(String doing, long done, long of) {
        if (surroundings.terminal() && done < of) {
            shown = true;
            surroundings.err().print(CLEAR + line(doing, done, of));
            surroundings.err().flush();
        }
    }

    /** {@code held [####......] 4000 of 20000, 8000 a second, 2 s left}. */
    private String line(String doing, long done, long of) {
        long millis = Duration.between(began, surroundings.clock().instant()).toMillis();
        int full = (int) (done * BAR / of);
        String text =
                doing
                        + " ["
                        + "#".repeat(full)
                        + ".".repeat(BAR - full)
                        + "] "
                        + done
                        + " of "
                        + of;
        return millis <= 0 || done <= 0
                ? text
                : text
                        + ", "
                        + done * 1000 / millis
                        + " a second, "
                        + (millis * (of - done) / done + 999) / 1000
                        + " s left";
    }

    @Override
    public boolean stop() {
        return stop.isAsked();
    }

    /** Takes the line away, before something else is shown. */
    void clear() {
        if (shown) {
            shown = false;
            surroundings.err().print(CLEAR);
            surroundings.err().flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
