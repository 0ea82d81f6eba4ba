// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import argine.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sweep does does not hang on somebody watching it. */
class SweepOnATerminalTest {
    private static final Path EXAMPLE = Path.of("examples/breach/queue");

    @TempDir Path folder;

    private final AtomicLong seconds = new AtomicLong();

    /** A second passes each time somebody looks at the clock. */
    private Clock clock() {
        return new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.parse("2026-11-24T12:00:00Z")
                        .plus(Duration.ofSeconds(seconds.incrementAndGet()));
            }
        };
    }

    private Path queue() {
        return folder.resolve("queue");
    }

    private void copyTheExample() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLE)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = queue().resolve(EXAMPLE.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private String sweep(int exit, String... more) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> words = new ArrayList<>(List.of("sweep", "--queue", queue().toString()));
        words.addAll(List.of("--store", folder.resolve("store").toString(), "--yes"));
        words.addAll(List.of(more));
        int code =
                Cli.run(
                        new Surroundings(new PrintWriter(out), new PrintWriter(err), clock(), true),
                        words.toArray(String[]::new));
        assertEquals(exit, code, () -> out + "\n" + err);
        return out.toString().lines().findFirst().orElse("");
    }

    private String receipt() throws IOException {
        return new Store(folder.resolve("store")).receipts().getFirst().text();
    }

    @Test
    void mailIsHeldPutBackAndDeletedBeforeSomebodysEyes() throws IOException {
        copyTheExample();
        assertEquals(
                "Held 61 messages. Receipt 2026-11-24.1",
                sweep(0, "--account", "rossi@example.org"));
        assertEquals(
                "Put back 61 messages of receipt 2026-11-24.1.", sweep(0, "--undo", receipt()));
        sweep(0, "--account", "rossi@example.org");
        String second = new Store(folder.resolve("store")).receipts().getLast().text();
        assertEquals(
                "Deleted 61 held messages of receipt 2026-11-24.2.", sweep(0, "--delete", second));
    }
}
