// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reads the lines of the own corpus, {@code src/test/corpus/*}{@code /log/lines-*.txt}: above each
 * stands what it says, then, behind at least two blanks, why it is there.
 */
class LineCorpusTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final int FEWEST_LINES = 200;

    /** A line, what it says, and where it stands. */
    record Sample(String place, String says, String why, String line) {}

    @TestFactory
    Stream<DynamicTest> everyLineSaysWhatStandsAboveIt() throws IOException {
        return samples().stream().map(s -> dynamicTest(s.place + " " + s.why, () -> compare(s)));
    }

    private static void compare(Sample sample) {
        Assertions.assertEquals(
                sample.says,
                Described.line(Explained.line(sample.line, CLOCK)),
                () -> sample.place + ": " + sample.line);
    }

    static List<Sample> samples() throws IOException {
        List<Sample> samples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/corpus"))) {
            for (Path file :
                    files.filter(f -> f.getFileName().toString().matches("lines-.*\\.txt"))
                            .sorted()
                            .toList()) {
                read(file, samples);
            }
        }
        assertTrue(samples.size() >= FEWEST_LINES, () -> samples.size() + " lines");
        return samples;
    }

    private static void read(Path file, List<Sample> samples) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String answer = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("# ")) {
                answer = line.substring(2);
            } else if (!line.isEmpty() && !line.startsWith("##")) {
                String[] parts = answer.split(" {2,}", 2);
                String place = file.getFileName() + ":" + (i + 1);
                samples.add(new Sample(place, parts[0], parts[1], line));
                answer = "";
            }
        }
    }
}
