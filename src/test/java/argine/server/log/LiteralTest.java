// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares what is found eight bytes at a time with what is found byte by byte. */
class LiteralTest {
    private static final String LETTERS = "ab=<\u0080\u00ff\u0000\n";
    private static final int LINES = 20_000;

    @Test
    void aLiteralIsFoundWhereverItStandsInTheRangeAndNowhereElse() {
        for (int seed = 0; seed < LINES; seed++) {
            Random random = new Random(seed);
            String line = text(random, "ab=", random.nextInt(60));
            String wanted = text(random, "ab=", random.nextInt(2, 22));
            int at = random.nextInt(line.length() + 1);
            String whole =
                    random.nextBoolean()
                            ? line.substring(0, at) + wanted + line.substring(at)
                            : line;
            int from = random.nextInt(whole.length() + 1);
            int to = random.nextInt(from, whole.length() + 1);
            byte[] bytes = whole.getBytes(StandardCharsets.ISO_8859_1);
            Literal literal = Literal.of(wanted);
            String range = whole.substring(from, to);
            String what = "seed " + seed + ": " + wanted + " in " + range;
            assertEquals(behind(from, range.indexOf(wanted)), literal.find(bytes, from, to), what);
            assertEquals(
                    behind(from, range.lastIndexOf(wanted)),
                    literal.findLast(bytes, from, to),
                    what);
            assertEquals(range.startsWith(wanted), literal.isAt(bytes, from, to), what);
        }
    }

    @Test
    void aByteIsFoundWhateverStandsBeforeIt() {
        for (int seed = 0; seed < LINES; seed++) {
            Random random = new Random(seed);
            String line = text(random, LETTERS, random.nextInt(40));
            int from = random.nextInt(line.length() + 1);
            int to = random.nextInt(from, line.length() + 1);
            byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
            String what = "seed " + seed;
            assertEquals(first(bytes, from, to, "="), Literal.find(bytes, from, to, '='), what);
            assertEquals(
                    first(bytes, from, to, "=<\n"),
                    Literal.findAny(bytes, from, to, '=', '<', '\n'),
                    what);
        }
    }

    private static int behind(int from, int found) {
        return found < 0 ? -1 : from + found;
    }

    private static int first(byte[] bytes, int from, int to, String any) {
        int i = from;
        while (i < to && any.indexOf(bytes[i] & 0xFF) < 0) {
            i++;
        }
        return i;
    }

    private static String text(Random random, String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
