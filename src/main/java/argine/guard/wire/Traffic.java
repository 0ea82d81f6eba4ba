// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.util.concurrent.atomic.LongAdder;

/** What went through one door since the daemon began, for the metrics. */
public final class Traffic {
    private final LongAdder came = new LongAdder();
    private final LongAdder went = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder malformed = new LongAdder();
    private final LongAdder broken = new LongAdder();

    void came() {
        came.increment();
    }

    void went() {
        went.increment();
    }

    void turnedAway() {
        turnedAway.increment();
    }

    void malformed() {
        malformed.increment();
    }

    void broken() {
        broken.increment();
    }

    /** The numbers of this moment. */
    public Sum sum() {
        return new Sum(
                came.sum(),
                Math.max(0, came.sum() - went.sum()),
                turnedAway.sum(),
                malformed.sum(),
                broken.sum());
    }

    /**
     * @param connections all that came in
     * @param open those that are open now
     * @param turnedAway those for which there was no room
     * @param malformed those that ended with something that is not the protocol
     * @param broken those that ended in a mistake of ours
     */
    public record Sum(long connections, long open, long turnedAway, long malformed, long broken) {}
}
