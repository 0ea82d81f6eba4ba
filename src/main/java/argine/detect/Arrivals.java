// SPDX-License-Identifier: Apache-2.0
package argine.detect;

/**
 * Whether the log tells who brings the mail that passes.
 *
 * <p>A log of too low a level, or one that was filtered, holds what becomes of messages and not who
 * logged in and sent them: nobody's misuse can be seen in it, however calm it looks. A message that
 * is delivered without its beginning may be an old one that was tried again, so a few of them prove
 * nothing.
 */
public final class Arrivals {
    private static final long LEFT_OVER = 3;
    private static final long LONGEST_QUIET = 24 * 3_600_000_000L;

    /** A client connected, or something was brought. */
    boolean shown;

    /** Messages of which the log says who brought them. */
    long told;

    /** Messages that came in while the log was written, and of which it does not say so. */
    long untold;

    /** Messages that were delivered, and of which the log holds no beginning. */
    long unbegun;

    /** Somebody read mail. */
    boolean reading;

    /** How many messages passed of which the log does not say who brought them. */
    public long unknown() {
        return untold + unbegun;
    }

    /** Whether mail passed, and the log does not tell who brings it: most of it, or all. */
    public boolean areUntold() {
        return shown ? untold > told + 1 : untold > 0 || unbegun > LEFT_OVER;
    }

    /**
     * Whether the log tells of mailboxes alone: mail waits, or it is more than a day, in which a
     * server that takes mail is spoken to.
     */
    public boolean areElsewhere(boolean mailWaits, long micros) {
        return reading && !shown && unknown() == 0 && (mailWaits || micros > LONGEST_QUIET);
    }
}
