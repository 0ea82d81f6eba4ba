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

    /** Goes through the words; a text of fewer than three is one shingle. */
    private static void addShingles(String text, long[] minima) {
        long before = 0;
        long last = 0;
        int words = 0;
        for (int at = skip(text, 0); at < text.length(); ) {
            int end = endOfWord(text, at);
            long word = word(text, at, end);
            if (++words >= 3) {
                add(shingle(before, last, word), minima);
            }
            before = last;
            last = word;
            at = skip(text, end);
        }
        if (words < 3) {
            add(shingle(0, before, last), minima);
        }
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

    /** Finds the next letter, digit or number sign. */
    private static int skip(String text, int from) {
        int at = from;
        while (at < text.length() && !isOfWord(text, at)) {
            at++;
        }
        return at;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && isOfWord(text, at)) {
            at++;
        }
        return at;
    }

    private static boolean isOfWord(String text, int at) {
        char c = text.charAt(at);
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == NUMBER;
        }
        boolean second = Character.isLowSurrogate(c);
        return Character.isLetter(second ? text.codePointBefore(at + 1) : text.codePointAt(at));
    }

    /** The hash of a word: letters without case, and one sign for each number. */
    private static long word(String text, int from, int end) {
        long hash = ODD;
        boolean inNumber = false;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            boolean digit = isDigit(c);
            if (!digit || !inNumber) {
                hash = (hash ^ (digit ? NUMBER : lower(c))) * PRIME;
            }
            inNumber = digit;
        }
        return mix(hash);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static char lower(char c) {
        if (c < 0x80) {
            return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
        }
        return Character.toLowerCase(c);
    }

    private static long mix(long seed) {
        long hash = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ (hash >>> 27)) * 0x94D049BB133111EBL;
        return hash ^ (hash >>> 31);
    }
}
