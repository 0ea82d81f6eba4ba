// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lets a fuzzer write logs, and the file that says how far they were read; in a normal run the
 * inputs it once found are read again.
 */
class FollowFuzzTest {
    private static final int SIZE = 24;

    @TempDir static Path folder;

    /** The first two bytes say in which pieces the rest comes. */
    @FuzzTest(maxDuration = "60s")
    void anyBytesInAnyPiecesAreCutIntoTheirLines(byte[] said) throws IOException {
        int head = Math.min(2, said.length);
        String log = new String(said, head, said.length - head, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        Cutter cutter = new Cutter("log", 0, 1, false, new byte[SIZE]);
        Hand hand =
                (_, bytes, length, offset, line) -> take(lines, log, bytes, length, offset, line);
        for (int from = 0, turn = 0; from < log.length(); turn++) {
            int to = Math.min(log.length(), from + 1 + (said[turn % head] & 0x1F));
            byte[] piece = log.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
            ByteArrayInputStream in = new ByteArrayInputStream(piece);
            boolean more = true;
            while (more) {
                more = cutter.read(in, hand);
            }
            from = to;
            assertEquals(to, cutter.read());
        }
        cutter.end(hand);
        assertEquals(log.length(), Math.min(log.length(), cutter.read()));
        assertSame(expected(log), lines);
    }

    private static int take(
            List<String> lines, String log, byte[] bytes, int length, long offset, long line) {
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        assertTrue(log.startsWith(text.substring(0, length - 1), (int) offset), text);
        assertEquals(lines.size() + 1L, line);
        List<String> more = text.lines().toList();
        int ends = (int) text.chars().filter(c -> c == '\n').count();
        assertEquals('\n', text.charAt(length - 1));
        List<String> cut = List.of(text.substring(0, length - 1).split("\n", -1));
        assertEquals(ends, cut.size(), more::toString);
        lines.addAll(cut);
        return ends;
    }

    private static List<String> expected(String log) {
        List<String> all = new ArrayList<>(List.of(log.split("\n", -1)));
        if (plain(all.getLast()).isEmpty()) {
            all.removeLast();
        }
        return all;
    }

    /** Lines without the zeros before them; of one that is too long only the beginning. */
    private static void assertSame(List<String> expected, List<String> lines) {
        List<String> told = lines.stream().map(FollowFuzzTest::plain).toList();
        List<String> whole = expected.stream().map(FollowFuzzTest::plain).toList();
        assertEquals(whole.size(), told.size(), () -> whole + " became " + told);
        for (int i = 0; i < whole.size(); i++) {
            boolean fits = expected.get(i).length() < SIZE;
            assertTrue(whole.get(i).startsWith(told.get(i)), () -> whole + " became " + told);
            assertTrue(!fits || whole.get(i).equals(told.get(i)), () -> whole + " became " + told);
        }
    }

    private static String plain(String line) {
        return line.replaceFirst("^\0+", "");
    }

    @FuzzTest(maxDuration = "60s")
    @DictionaryEntries({"=%2Fvar%2Flog =(dev) 1 1 0 0 0:", "=x = 0 0 0 0 12:a0", "sum 12", "\\x0a"})
    void anyFileOfPositionsIsReadOrIsNone(byte[] said) throws IOException {
        Path file = Files.write(folder.resolve("position"), said);
        new Positions(file).read();
        List<Position> all =
                new String(said, StandardCharsets.ISO_8859_1)
                        .lines()
                        .flatMap(line -> Position.of(line).stream())
                        .toList();
        Positions positions = new Positions(file);
        positions.write(all);
        Stream<Position> again = positions.read().stream().flatMap(List::stream);
        assertEquals(all, all.isEmpty() ? List.of() : again.toList());
        assertTrue(all.isEmpty() || !new Positions(file).read().equals(Optional.empty()));
    }
}
