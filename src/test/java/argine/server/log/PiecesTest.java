// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecesTest {

    @Test
    void linesAreWhatASlowSplitterFinds() {
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            int buffer = 16 + random.nextInt(200);
            byte[] file = randomFile(random, buffer);
            List<Placed> wanted = slow(file, buffer);
            assertEquals(wanted, fast(file, buffer, random.nextInt(40) + 1), "seed " + seed);
        }
    }

    @Test
    void aLineEndIsFoundWhereverItStands() {
        byte[] bytes = new byte[64];
        for (int at = 0; at < 64; at++) {
            for (byte before : new byte[] {0, 9, 11, (byte) 0x8A, (byte) 0xFF}) {
                java.util.Arrays.fill(bytes, before);
                bytes[at] = '\n';
                for (int start = 0; start <= at; start++) {
                    assertEquals(at, PieceReader.lineEnd(bytes, start, 64));
                    assertEquals(at, PieceReader.lineEnd(bytes, start, at));
                }
            }
        }
    }

    @Test
    void aFileThatBreaksOffIsReadToWhereItBreaks() {
        byte[] start = "one\ntwo\nthr".getBytes(StandardCharsets.ISO_8859_1);
        InputStream broken =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() throws IOException {
                        if (at == start.length) {
                            throw new IOException("the disk is tired");
                        }
                        return start[at++];
                    }

                    @Override
                    public int read(byte[] b, int off, int len) throws IOException {
                        b[off] = (byte) read();
                        return 1;
                    }
                };
        try (Pieces pieces = new Pieces(List.of(file(() -> broken)))) {
            byte[] buffer = new byte[100];
            assertEquals(11, pieces.next(buffer).orElseThrow().length());
            assertEquals(Optional.empty(), pieces.next(buffer));
            assertEquals(
                    List.of("x: breaks off after 11 bytes: the disk is tired"), pieces.trouble());
        }
    }

    @Test
    void anEndlessLineIsCutOnceAndPassedOver() {
        byte[] file = new byte[100_000];
        java.util.Arrays.fill(file, (byte) 'a');
        file[99_000] = '\n';
        try (Pieces pieces = new Pieces(List.of(file(() -> new ByteArrayInputStream(file))))) {
            byte[] buffer = new byte[1000];
            assertEquals(1000, pieces.next(buffer).orElseThrow().length());
            Pieces.Piece rest = pieces.next(buffer).orElseThrow();
            assertEquals(99_001, rest.offset());
            assertEquals(999, rest.length());
            assertEquals(Optional.empty(), pieces.next(buffer));
            assertEquals(List.of("x: a line of over 1000 bytes was cut"), pieces.trouble());
            assertEquals(100_000, pieces.bytesRead());
        }
    }

    /** A line and where it begins in the file. */
    private record Placed(long offset, String text) {}

    private static List<Placed> fast(byte[] file, int buffer, int chunk) {
        List<Placed> lines = new ArrayList<>();
        InputStream slowly =
                new ByteArrayInputStream(file) {
                    @Override
                    public synchronized int read(byte[] b, int off, int len) {
                        return super.read(b, off, Math.min(len, chunk));
                    }
                };
        try (Pieces pieces = new Pieces(List.of(file(() -> slowly)))) {
            byte[] bytes = new byte[buffer];
            for (Optional<Pieces.Piece> piece = pieces.next(bytes);
                    piece.isPresent();
                    piece = pieces.next(bytes)) {
                int length = piece.get().length();
                for (int start = 0; start < length; ) {
                    int end = PieceReader.lineEnd(bytes, start, length);
                    lines.add(new Placed(piece.get().offset() + start, text(bytes, start, end)));
                    start = end + 1;
                }
            }
        }
        return lines;
    }

    /** The specification: split at each newline; a line that does not fit the buffer is cut. */
    private static List<Placed> slow(byte[] file, int buffer) {
        List<Placed> lines = new ArrayList<>();
        int start = 0;
        while (start < file.length) {
            int end = start;
            while (end < file.length && file[end] != '\n') {
                end++;
            }
            boolean fits = end - start < buffer;
            lines.add(new Placed(start, text(file, start, fits ? end : start + buffer - 1)));
            start = end + 1;
        }
        return lines;
    }

    private static byte[] randomFile(Random random, int buffer) {
        byte[] file = new byte[random.nextInt(3000)];
        int usual = 1 + random.nextInt(buffer);
        for (int i = 0; i < file.length; i++) {
            int dice = random.nextInt(usual);
            file[i] = (byte) (dice == 0 ? '\n' : random.nextInt(20) == 0 ? 0 : 'a' + dice % 26);
        }
        return file;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static LogFile file(LogFile.Opener opener) {
        return new LogFile("x", 0, Instant.EPOCH, opener);
    }

    @Test
    void shapesAreBounded() {
        Shapes shapes = new Shapes();
        for (int i = 0; i < 10_000; i++) {
            byte[] line =
                    ("a".repeat(1 + i % 70) + (char) ('b' + i % 23) + " <x" + i + "> " + i)
                            .getBytes(StandardCharsets.UTF_8);
            shapes.count(line, 0, line.length);
        }
        List<Reading.Shape> list = shapes.list();
        assertTrue(list.size() <= 201, () -> list.size() + " shapes");
        assertEquals(10_000, list.stream().mapToLong(Reading.Shape::count).sum());
        assertEquals("(other shapes)", list.getFirst().shape());
    }

    @Test
    void aShapeLeavesOutNumbersAndNames() {
        Shapes shapes = new Shapes();
        for (String line : List.of("a 12 <x@y> [1.2.3.4] \"q\"", "a 7 <z> [::1] \"\"")) {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            shapes.count(bytes, 0, bytes.length);
        }
        assertEquals(
                List.of(new Reading.Shape("a # <> [] \"\"", 2, "a 12 <x@y> [1.2.3.4] \"q\"")),
                shapes.list());
    }
}
