// SPDX-License-Identifier: Apache-2.0
package argine.mail;

/**
 * Makes 64-bit fingerprints of texts, for counting and finding them without keeping them.
 *
 * <p>Four characters at a time, each a multiplication apart; of a million texts two share a
 * fingerprint once in thirty million logs. Nothing secret: whoever chooses texts can choose equal
 * ones, so nothing but counts may hang on it.
 */
final class Fingerprint {
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;
    private static final long FINISH = 0xBF58_476D_1CE4_E5B9L;

    private Fingerprint() {}

    static long of(long seed, String text) {
        int length = text.length();
        long hash = seed + length;
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            hash = mix(hash, four(text, i));
        }
        long rest = 0;
        for (; i < length; i++) {
            rest = rest << 16 | text.charAt(i);
        }
        hash = mix(hash, rest) * FINISH;
        return hash ^ hash >>> 29;
    }

    private static long four(String text, int at) {
        return text.charAt(at)
                | (long) text.charAt(at + 1) << 16
                | (long) text.charAt(at + 2) << 32
                | (long) text.charAt(at + 3) << 48;
    }

    private static long mix(long hash, long block) {
        long mixed = (hash ^ block) * MULTIPLIER;
        return mixed ^ mixed >>> 32;
    }
}
