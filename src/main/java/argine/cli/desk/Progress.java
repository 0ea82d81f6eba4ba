// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import argine.investigate.Investigation;
import argine.investigate.face.Numbers;
import argine.investigate.face.Plain;
import java.io.PrintWriter;

/**
 * A bar on the terminal while a long log is read, and what is already certain before its end.
 *
 * <p>Silent where nobody watches.
 */
public final class Progress implements Investigation.Watcher, AutoCloseable {
    private static final int BAR = 40;
    private static final long WORTH_SHOWING = 32L << 20;
    private static final int A_FEW_MESSAGES = 1000;
    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal;
    private int shown = -1;

    public Progress(Surroundings surroundings) {
        this.err = surroundings.err();
        this.terminal = surroundings.terminal();
    }

    @Override
    public boolean isWatching() {
        return terminal;
    }

    @Override
    public void progress(long bytes, long ofBytes) {
        int percent = percent(bytes, ofBytes);
        if (terminal && ofBytes >= WORTH_SHOWING && percent != shown) {
            shown = percent;
            String bar = "#".repeat(percent * BAR / 100) + ".".repeat(BAR - percent * BAR / 100);
            err.print(CLEAR + "reading [" + bar + "] " + percent + " %");
            err.flush();
        }
    }

    /** So many messages of a queue have been looked at; how many there are nobody knows. */
    public void messages(int number) {
        if (terminal && number % A_FEW_MESSAGES == 0) {
            shown = 0;
            err.print(CLEAR + "looking at the queue: " + Numbers.of(number, "message"));
            err.flush();
        }
    }

    @Override
    public void certain(String account, long bytes, long ofBytes) {
        if (terminal) {
            err.println(
                    CLEAR
                            + "already certain: "
                            + Plain.line(account, 200)
                            + " is misused"
                            + (ofBytes <= 0 ? "" : " (" + percent(bytes, ofBytes) + " % read)"));
            err.flush();
        }
    }

    /** Of standard input nobody knows how much there is: 0. */
    private static int percent(long bytes, long ofBytes) {
        return ofBytes <= 0 ? 0 : (int) Math.min(100, bytes * 100 / ofBytes);
    }

    @Override
    public void close() {
        if (shown >= 0) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
