// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Ledger;
import argine.detect.Packing;

/**
 * Packs evidence and has the garbage collected while a log is read, when much of what there is is
 * not needed as it is.
 *
 * <p>Left alone, the JVM keeps what died old for as long as its limit allows, so a larger log of
 * the same accounts took more memory for nothing. This way its limit can be high, for servers with
 * many accounts, and is not used without need.
 */
final class Tidying {
    /** Collecting less is not worth the time. */
    private static final long ENOUGH = 192L << 20;

    private final Ledger ledger;
    private final Runtime runtime = Runtime.getRuntime();
    private long before;
    private long next = ENOUGH;

    Tidying(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Looks how much there is; to be called now and then. */
    void look() {
        long used = used();
        boolean youngCollected = used < before; // what is left has grown old
        before = used;
        if (youngCollected && used > next) {
            Packing.pack(ledger);
            collect();
            before = used();
            next = Math.max(ENOUGH, before * 5 / 4);
        }
    }

    private long used() {
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** Nothing else tells the JVM that memory matters as well as time. */
    private static void collect() {
        System.gc();
    }
}
