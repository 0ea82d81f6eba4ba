// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprint of a text, by which nearly equal texts are known.
 *
 * <p>MinHash over shingles of three words (Broder 1997) with one permutation (Li, Owen and Zhang
 * 2012): each shingle is hashed once, the first bits choose one of {@value #SLOTS} slots, and each
 * slot keeps the smallest of the rest. Of the slots that either text fills, two texts agree in
 * about the share of shingles that they have in common. One hash for each word makes it as cheap as
 * reading the text.
 */
public final class TextPrint {
    static final int SLOTS = 64;

    /** Fewer shingles than this say nothing: "Thanks, see you then" is no campaign. */
    public static final int FEWEST = 8;

    /** How many keys a print has, see {@link #key}. */
    public static final int KEYS = SLOTS / 2;

    /** The print of a text without words. */
    public static final TextPrint NONE = new TextPrint(new int[0], 0);

    private static final int EMPTY = -1;

    private final int[] slots;
    private final int shingles;

    private TextPrint(int[] slots, int shingles) {
        this.slots = slots;
        this.shingles = shingles;
    }

    /** Whether there is too little text to compare. */
    public boolean isFaint() {
        return shingles < FEWEST;
    }

    /** About how many of a hundred shingles of the two texts are in both. */
    public int percentAlike(TextPrint other) {
        if (slots.length == 0 || other.slots.length == 0) {
            return 0;
        }
        int equal = 0;
        int empty = 0;
        for (int i = 0; i < SLOTS; i++) {
            int both = slots[i] & other.slots[i];
            empty += both == EMPTY ? 1 : 0;
            equal += slots[i] == other.slots[i] && slots[i] != EMPTY ? 1 : 0;
        }
        return empty == SLOTS ? 0 : equal * 100 / (SLOTS - empty);
    }

    /**
     * A key that alike texts have in common more often than not, and others hardly ever; 0 for
     * none. Of two texts that share 30 of 100 shingles 19 of 20 pairs have one of their 32 keys in
     * common.
     */
    public int key(int index) {
        if (slots.length == 0) {
            return 0;
        }
        int one = slots[2 * index];
        int two = slots[2 * index + 1];
        return one == EMPTY || two == EMPTY
                ? 0
                : (one * 0x9E3779B1 ^ Integer.rotateLeft(two * 0x85EBCA77, 15)) + index;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextPrint print
                && shingles == print.shingles
                && Arrays.equals(slots, print.slots);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(slots);
    }

    @Override
    public String toString() {
        return "print of " + shingles + " shingles";
    }

    /**
     * Takes a text piece by piece; used again for the next one.
     *
     * <p>Words are letters in lower case and digits as one sign, because numbers are what a mass
     * mailer changes first. What comes behind {@value #MOST} shingles is not looked at.
     */
    public static final class Taker {
        private static final int MOST = 4096;
        private static final long SEED = 0xCBF29CE484222325L;
        private static final long PRIME = 0x100000001B3L;

        private final int[] slots = new int[SLOTS];
        private long word = SEED;
        private boolean digits;
        private long before;
        private long beforeThat;
        private int words;

        public Taker() {
            Arrays.fill(slots, EMPTY);
        }

        public boolean isFull() {
            return words >= MOST;
        }

        /** Takes characters that are in lower case already. */
        public void add(char[] text, int from, int to) {
            long hash = word;
            for (int i = from; i < to && words < MOST; i++) {
                char c = text[i];
                if (c >= 'a' && c <= 'z' || c >= 128 && Character.isLetter(c)) {
                    hash = (hash ^ c) * PRIME;
                    digits = false;
                } else if (c >= '0' && c <= '9') {
                    hash = digits ? hash : (hash ^ '#') * PRIME;
                    digits = true;
                } else if (hash != SEED) {
                    word = hash;
                    end();
                    hash = SEED;
                }
            }
            word = hash;
        }

        /** Ends a word. */
        public void end() {
            digits = false;
            if (word == SEED) {
                return;
            }
            long hash = mix(word);
            word = SEED;
            words++;
            if (words >= 3) {
                shingle(mix(beforeThat + 31 * before + 961 * hash));
            }
            beforeThat = before;
            before = hash;
        }

        private void shingle(long hash) {
            int slot = (int) (hash >>> 58);
            int value = (int) (hash >>> 16);
            if (value != EMPTY && Integer.compareUnsigned(value, slots[slot]) < 0) {
                slots[slot] = value;
            }
        }

        private static long mix(long x) {
            long a = (x ^ (x >>> 32)) * 0xD6E8FEB86659FD93L;
            long b = (a ^ (a >>> 32)) * 0xD6E8FEB86659FD93L;
            return b ^ (b >>> 32);
        }

        /** The print of what was taken; begins another. */
        public TextPrint print() {
            end();
            TextPrint print = words < 3 ? NONE : new TextPrint(slots.clone(), words - 2);
            Arrays.fill(slots, EMPTY);
            words = 0;
            before = 0;
            beforeThat = 0;
            return print;
        }
    }
}
