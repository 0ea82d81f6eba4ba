// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is said of recorded runs when their logs are lost: no thief whose mail waits is called
 * honest, nobody honest is accused.
 */
class QueueAloneTest {
    private static final Path RECORDED = Path.of("src/test/corpus/lab");

    /** Whom the report accuses, whom it cannot clear, and whom it clears. */
    private record Said(List<String> accused, List<String> unclear, List<String> cleared) {}

    private static Said ofQueue(Path run) {
        JsonNode report =
                JsonMapper.shared()
                        .readTree(
                                Played.run(
                                        "investigate",
                                        "--format",
                                        "json",
                                        "--config",
                                        run.toString(),
                                        "--queue",
                                        run.resolve("queue").toString()));
        return new Said(names(report, "cases"), names(report, "unclear"), names(report, "cleared"));
    }

    private static List<String> names(JsonNode report, String key) {
        TreeSet<String> names = new TreeSet<>();
        report.get(key)
                .forEach(
                        one -> {
                            String account = one.get("account").asString();
                            names.add(account.isEmpty() ? one.get("origin").asString() : account);
                        });
        return List.copyOf(names);
    }

    private static Said accused(String... names) {
        return new Said(List.of(names), List.of(), List.of());
    }

    private static Said unclear(String... names) {
        return new Said(List.of(), List.of(names), List.of());
    }

    @Test
    void noThiefWhoseMailWaitsIsCalledHonest() throws IOException {
        Map<String, Said> said = new TreeMap<>();
        try (Stream<Path> runs = Files.list(RECORDED)) {
            runs.filter(run -> Files.isDirectory(run.resolve("queue")))
                    .forEach(run -> said.put(run.getFileName().toString(), ofQueue(run)));
        }
        assertEquals(
                new TreeMap<>(
                        Map.ofEntries(
                                Map.entry("breach-and-backscatter", unclear("conti@example.org")),
                                Map.entry("guessed-filter", accused("UNKNOWN")),
                                Map.entry("guessed-flood", accused("rossi@example.org")),
                                Map.entry("incident", accused("user@argine.test")),
                                Map.entry("low-and-slow", unclear()),
                                Map.entry("null-sender", accused("greco@example.org")),
                                Map.entry("open-relay", accused("relay")),
                                Map.entry("own-sender", unclear("moretti@example.net")),
                                Map.entry("php-pickup", accused("UNKNOWN")),
                                Map.entry("remote-outage", unclear()),
                                Map.entry(
                                        "shared-botnet",
                                        unclear("costa@example.org", "romano@example.net")),
                                Map.entry("stolen-snowshoe", accused("greco@example.org")),
                                Map.entry("test-message-first", accused("colombo@example.org")),
                                Map.entry("webmail-flood", unclear("bruno@example.net")))),
                said);
    }
}
