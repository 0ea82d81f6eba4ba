// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.Typed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two copies of an IceWarp's queue in one folder. */
class QueuesBesideTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;

    @BeforeEach
    void twoCopies() throws IOException {
        Path queue = Path.of("examples/icewarp/mail/_outgoing");
        for (String name : List.of("monday", "tuesday")) {
            try (Stream<Path> all = Files.walk(queue)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    Path to = folder.resolve(name).resolve(queue.relativize(file).toString());
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to);
                    Files.setLastModifiedTime(
                            to, FileTime.from(Instant.parse("2026-11-20T00:00:00Z")));
                }
            }
        }
    }

    /** The first line of what a command answers about one of them. */
    private String argine(String copy, String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "sweep",
                                "--server",
                                "icewarp",
                                "--queue",
                                folder.resolve(copy).toString(),
                                "--store",
                                folder.resolve("store " + copy).toString()));
        words.addAll(List.of(more));
        return Typed.run(CLOCK, words).said().lines().findFirst().orElse("");
    }

    private String hold(String copy) {
        return argine(copy, "--account", "rossi@example.org", "--yes")
                .replaceAll("Held \\d+ ", "Held N ");
    }

    private List<String> held(String copy) {
        return Typed.run(
                        CLOCK,
                        List.of(
                                "investigate",
                                "--server",
                                "icewarp",
                                "--queue",
                                folder.resolve(copy).toString()))
                .said()
                .lines()
                .filter(line -> line.contains("messages held"))
                .map(String::strip)
                .toList();
    }

    @Test
    void whatIsHeldOfOneIsNotCountedForTheOther() {
        assertEquals("Held N messages. Receipt 2026-11-24.1", hold("monday"));
        assertEquals(1, held("monday").size());
        assertEquals(List.of(), held("tuesday"));
    }

    @Test
    void bothAreHeldAndPutBackUnderTheSameReceipt() {
        hold("monday");
        assertEquals("Held N messages. Receipt 2026-11-24.1", hold("tuesday"));
        String[] undo = {"--undo", "2026-11-24.1", "--yes"};
        assertEquals(argine("monday", undo), argine("tuesday", undo));
        assertEquals(List.of(), held("monday"));
    }
}
