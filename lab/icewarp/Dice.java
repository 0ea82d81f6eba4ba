// SPDX-License-Identifier: Apache-2.0
import java.util.ArrayList;
import java.util.List;

/** Random numbers that are the same on every machine (SplitMix64). */
final class Dice {
    private long state;

    Dice(long seed) {
        state = seed;
    }

    long next() {
        long z = (state += 0x9E3779B97F4A7C15L);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    /** Both ends can come. */
    int from(int low, int high) {
        return low + below(high - low + 1);
    }

    double real(double low, double high) {
        return low + (next() >>> 11) * 0x1.0p-53 * (high - low);
    }

    boolean chance(double share) {
        return real(0, 1) < share;
    }

    <T> T one(List<T> list) {
        return list.get(below(list.size()));
    }

    @SafeVarargs
    final <T> T of(T... list) {
        return list[below(list.length)];
    }

    /** Some of a list, each once. */
    <T> List<T> some(List<T> list, int count) {
        List<T> left = new ArrayList<>(list);
        List<T> out = new ArrayList<>();
        while (out.size() < count && !left.isEmpty()) {
            out.add(left.remove(below(left.size())));
        }
        return out;
    }

    String letters(int count) {
        char[] text = new char[count];
        for (int i = 0; i < count; i++) {
            text[i] = (char) ('a' + below(26));
        }
        return new String(text);
    }
}
