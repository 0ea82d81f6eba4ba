// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.MailEvent;
import argine.server.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log that another process writes and rotates a hundred times while it is followed. */
class RotatedUnderLoadTest {
    private static final int ROTATIONS = 100;

    @TempDir Path folder;
    private final List<String> taken = new ArrayList<>();
    private final List<String> trouble = new ArrayList<>();

    /** Keeps what it is told. */
    private final class Kept implements Follower.Sink {
        @Override
        public void past(MailEvent event) {
            throw new IllegalStateException("nothing was there before");
        }

        @Override
        public void live(MailEvent event) {
            taken.add(((MailEvent.Removed) event).queueId().text());
        }
    }

    private Follower follower(Path log) throws IOException {
        Follower follower =
                new Follower(
                        new Follower.Wanted(
                                List.of(log), List.of(), folder.resolve("position"), Instant.EPOCH),
                        Servers.readers(),
                        Clock.systemUTC(),
                        new Kept(),
                        trouble::add);
        follower.begin();
        return follower;
    }

    private static Process writer(Path log, Path said, String way, String seed) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RotatingWriter.class.getName(),
                        log.toString(),
                        Integer.toString(ROTATIONS),
                        way,
                        seed)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    @ParameterizedTest
    @CsvSource({"rename, 7", "copytruncate, 7", "mixed, 2", "mixed, 3", "mixed, 6"})
    void nothingIsLostOrTakenTwice(String way, String seed) throws Exception {
        Path logs = Files.createDirectory(folder.resolve("log"));
        Path log = logs.resolve("mail.log");
        Path said = folder.resolve("said");
        Follower follower = follower(log);
        Process writer = writer(log, said, way, seed);
        while (writer.isAlive()) {
            if (!follower.step()) {
                Thread.onSpinWait();
            }
        }
        for (int quiet = 0; quiet < 20; ) {
            quiet = follower.step() ? 0 : quiet + 1;
            TimeUnit.MILLISECONDS.sleep(5); // as the daemon does, though not for so long
        }
        follower.close();
        int lines = Integer.parseInt(Files.readString(said, StandardCharsets.UTF_8));
        assertEquals(List.of(), trouble);
        Set<String> different = new HashSet<>(taken);
        assertEquals(
                List.of(),
                IntStream.range(0, lines)
                        .mapToObj(RotatingWriter::id)
                        .filter(id -> !different.contains(id))
                        .toList(),
                "lost");
        assertEquals(lines, taken.size(), "taken twice: the more");
    }
}
