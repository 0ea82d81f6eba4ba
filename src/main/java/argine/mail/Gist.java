// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a text when only likeness matters: the smallest hashes of its shingles.
 *
 * <p>A shingle is three words in a row. Words are in lower case and every number is one sign,
 * because numbers are what a mass mailer changes first. Two texts share about as many of the
 * {@value #BINS} minima as they share shingles (Broder 1997).
 *
 * <p>Each shingle is hashed once and falls into one bin, of which it may become the minimum (Li,
 * Owen, Zhang 2012); an empty bin takes the minimum of another, the same one for every text
 * (Shrivastava 2017). That is a few nanoseconds a word, where 64 independent hashes of each shingle
 * took most of the time of reading a queue.
 */
public final class Gist {
    /** Of no text. */
    public static final Gist NONE = new Gist(new long[0]);

    private static final int BINS = 64;
    private static final int BIN_BITS = 6;
    private static final int ALIKE = 19; // of 64: a Jaccard index of 0.3
    private static final long EMPTY = -1;
    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final long PRIME = 0x100000001B3L;
    private static final char NUMBER = '#';
    private static final char NONE_OF_WORD = 0;
    private static final char[] LETTERS = letters();

    private final long[] minima;

    private Gist(long[] minima) {
        this.minima = minima;
    }

    /** A blank text has none. */
    public static Gist of(String text) {
        if (text.isBlank()) {
            return NONE;
        }
        long[] minima = new long[BINS];
        Arrays.fill(minima, EMPTY);
        addShingles(text, minima);
        fillEmpty(minima);
        return new Gist(minima);
    }

    /** Tells whether two texts are nearly the same; no text is like another. */
    public boolean isLike(Gist other) {
        int equal = 0;
        for (int i = 0; i < Math.min(minima.length, other.minima.length); i++) {
            equal += minima[i] == other.minima[i] ? 1 : 0;
        }
        return equal >= ALIKE;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Gist gist && Arrays.equals(minima, gist.minima);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(minima);
    }

    /** Goes through the letters once; a text of fewer than three words is one shingle. */
    private static void addShingles(String text, long[] minima) {
        long before = 0;
        long last = 0;
        int words = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = letter(text, at);
            if (letter == NONE_OF_WORD) {
                continue;
            }
            long word = ODD;
            for (char previous = 0; letter != NONE_OF_WORD; letter = letter(text, ++at)) {
                if (letter != NUMBER || previous != NUMBER) {
                    word = (word ^ letter) * PRIME;
                }
                previous = letter;
            }
            if (++words >= 3) {
                add(shingle(before, last, word), minima);
            }
            before = last;
            last = word;
        }
        if (words < 3) {
            add(shingle(0, before, last), minima);
        }
    }

    /** The letter at a place in lower case, {@link #NUMBER} for a digit, or what is between. */
    private static char letter(String text, int at) {
        if (at >= text.length()) {
            return NONE_OF_WORD;
        }
        char c = text.charAt(at);
        return c < LETTERS.length ? LETTERS[c] : rareLetter(text, at);
    }

    private static char rareLetter(String text, int at) {
        char c = text.charAt(at);
        boolean second = Character.isLowSurrogate(c);
        int whole = second ? text.codePointBefore(at + 1) : text.codePointAt(at);
        return Character.isLetter(whole) ? Character.toLowerCase(c) : NONE_OF_WORD;
    }

    private static char[] letters() {
        char[] letters = new char[0x80];
        for (char c = 0; c < letters.length; c++) {
            if (c >= '0' && c <= '9') {
                letters[c] = NUMBER;
            } else if (c == NUMBER || Character.isLetter(c)) {
                letters[c] = Character.toLowerCase(c);
            }
        }
        return letters;
    }

    private static long shingle(long first, long second, long third) {
        return mix((first * 31 + second) * 31 + third);
    }

    private static void add(long hash, long[] minima) {
        int bin = (int) (hash >>> Long.SIZE - BIN_BITS);
        if (Long.compareUnsigned(hash, minima[bin]) < 0) {
            minima[bin] = hash;
        }
    }

    private static void fillEmpty(long[] minima) {
        long[] found = minima.clone();
        for (int bin = 0; bin < BINS; bin++) {
            long probe = bin;
            while (minima[bin] == EMPTY) {
                probe = mix(probe + ODD);
                minima[bin] = found[(int) (probe & BINS - 1)];
            }
        }
    }

    private static long mix(long seed) {
        long hash = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
