// SPDX-License-Identifier: Apache-2.0
package argine.audit;

/**
 * How many guesses an account is worth.
 *
 * <p>Counted in the time that they take on an ordinary processor, which the scheme and its cost
 * tell: the same account gets the same guesses on every machine.
 */
public enum Effort {
    QUICK(30, 300_000, 50_000),
    NORMAL(160, 3_000_000, 250_000),
    THOROUGH(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    private static final int FEWEST_COMMON = 50;

    private final int fewest;
    private final long micros;
    private final long microsForCommon;

    Effort(int fewest, long micros, long microsForCommon) {
        this.fewest = fewest;
        this.micros = micros;
        this.microsForCommon = microsForCommon;
    }

    /** How many guesses in all, when one takes so long. */
    long guesses(long microsEach) {
        return Math.max(fewest, micros / Math.max(1, microsEach));
    }

    /** How many of them from a list of common passwords. */
    long common(long microsEach) {
        return Math.max(FEWEST_COMMON, microsForCommon / Math.max(1, microsEach));
    }
}
