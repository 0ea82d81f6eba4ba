// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.server.Reading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the lines that were not understood, by their shape: digits become {@code #}, what stands
 * in quotes or angle brackets is left out. Of a line that may hold a password no letter is kept.
 *
 * <p>Bounded: after {@value #MAX_SHAPES} shapes, new ones are counted together.
 */
public final class Shapes {
    private static final int MAX_SHAPES = 200;
    private static final int MAX_LENGTH = 80;
    private static final String OTHERS = "(other shapes)";

    private static final class Tally {
        private final String example;
        private long count;

        private Tally(String example) {
            this.example = example;
        }
    }

    private final Map<String, Tally> tallies = new HashMap<>();

    void count(byte[] bytes, int from, int to) {
        if (Secret.mayBeIn(bytes, from, to)) {
            countHidden(bytes, from, to);
        } else {
            tally(bytes, from, to);
        }
    }

    private void tally(byte[] bytes, int from, int to) {
        String shape = shape(bytes, from, to);
        if (!tallies.containsKey(shape) && tallies.size() >= MAX_SHAPES) {
            shape = OTHERS;
        }
        String key = shape;
        tallies.computeIfAbsent(key, _ -> new Tally(example(bytes, from, to))).count++;
    }

    /** Counts a line that may hold a password: neither it nor any letter of it is kept. */
    public void countHidden(byte[] bytes, int from, int to) {
        byte[] shown = hidden(bytes, from, to);
        tally(shown, 0, shown.length);
    }

    /** How a line that no reader understood may be shown. */
    public static String shown(byte[] bytes, int from, int to) {
        byte[] shown =
                Secret.mayBeIn(bytes, from, to)
                        ? hidden(bytes, from, to)
                        : Arrays.copyOfRange(bytes, from, to);
        return new String(shown, StandardCharsets.UTF_8);
    }

    private static byte[] hidden(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + MAX_LENGTH);
        byte[] shown = new byte[end - from];
        int length = 0;
        for (int i = from; i < end; i++) {
            int letter = bytes[i] | 32;
            boolean hidden = letter >= 'a' && letter <= 'z' || letter >= '0' && letter <= '9';
            if (!hidden && bytes[i] >= 0) {
                shown[length++] = bytes[i];
            } else if (length == 0 || shown[length - 1] != 'x') {
                shown[length++] = 'x';
            }
        }
        return Arrays.copyOf(shown, length);
    }

    void addAll(Shapes other) {
        other.tallies.forEach(
                (shape, tally) ->
                        tallies.computeIfAbsent(shape, _ -> new Tally(tally.example)).count +=
                                tally.count);
    }

    List<Reading.Shape> list() {
        return tallies.entrySet().stream()
                .map(e -> new Reading.Shape(e.getKey(), e.getValue().count, e.getValue().example))
                .sorted(
                        Comparator.comparingLong(Reading.Shape::count)
                                .reversed()
                                .thenComparing(Reading.Shape::shape))
                .toList();
    }

    private static String example(byte[] bytes, int from, int to) {
        return new String(bytes, from, Math.min(to - from, 300), StandardCharsets.UTF_8);
    }

    private static String shape(byte[] bytes, int from, int to) {
        StringBuilder shape = new StringBuilder(MAX_LENGTH);
        boolean inside = false;
        for (int i = from; i < to && shape.length() < MAX_LENGTH; i++) {
            char c = (char) (bytes[i] & 0xFF);
            boolean closes = inside && (c == '>' || c == ']' || c == '"');
            if (closes) {
                inside = false;
            }
            if (!inside) {
                append(shape, c);
            }
            inside |= !closes && (c == '<' || c == '[' || c == '"');
        }
        return shape.toString();
    }

    private static void append(StringBuilder shape, char c) {
        boolean digit = c >= '0' && c <= '9';
        boolean again = digit && !shape.isEmpty() && shape.charAt(shape.length() - 1) == '#';
        if (!again) {
            shape.append(digit ? '#' : c < ' ' || c > '~' ? '.' : c);
        }
    }
}
