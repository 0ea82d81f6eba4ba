// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.detect.Geography;
import argine.server.MailServer;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is seen while log and queue are written, at their end, beside what an investigation of the
 * same files sees afterwards.
 */
class WhileAndAfterTest {
    private static final Path RECORDED = Path.of("src/test/corpus/lab");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private static List<Path> runsWithAQueue() throws IOException {
        try (Stream<Path> runs = Files.list(RECORDED)) {
            return runs.filter(run -> Files.isDirectory(run.resolve("queue"))).sorted().toList();
        }
    }

    private static MailServer server(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return Servers.find(
                    new Servers.Asked(
                            files.filter(file -> file.toString().contains(".log"))
                                    .sorted()
                                    .toList(),
                            Optional.of(run.resolve("queue")),
                            Optional.of(run),
                            Optional.empty(),
                            Optional.empty(),
                            CLOCK));
        }
    }

    /** By account: the names of the signals. */
    private static Map<String, Set<String>> signals(Stream<Case> cases) {
        Map<String, Set<String>> all = new TreeMap<>();
        cases.filter(one -> !one.account().isEmpty())
                .forEach(
                        one ->
                                all.put(
                                        one.account(),
                                        one.evidence().stream()
                                                .map(Case.Evidence::signal)
                                                .collect(Collectors.toCollection(TreeSet::new))));
        return all;
    }

    private static Map<String, Set<String>> live(MailServer server) throws IOException {
        Live live = new Live(server.settings(), Geography.NOWHERE, server.name());
        server.log().orElseThrow().read(live::event);
        server.queue().orElseThrow().read(live::queued);
        return signals(live.look().stream().map(Live.Suspect::found));
    }

    private static Map<String, Set<String>> after(MailServer server) throws IOException {
        return signals(
                new Investigation(server, Geography.NOWHERE, new Investigation.Watcher() {})
                        .report().cases().stream());
    }

    @TestFactory
    Stream<DynamicTest> whatIsSeenLiveIsWhatIsSeenAfterwards() throws IOException {
        return runsWithAQueue().stream()
                .map(
                        run ->
                                DynamicTest.dynamicTest(
                                        run.getFileName().toString(),
                                        () -> assertEquals(after(server(run)), live(server(run)))));
    }

    @Test
    void whatIsSeenLiveOnIceWarpIsWhatIsSeenAfterwards() throws IOException {
        Path root = Path.of("examples/icewarp");
        MailServer server =
                Servers.find(
                        new Servers.Asked(
                                        List.of(root.resolve("logs")),
                                        Optional.of(root.resolve("mail/_outgoing")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        CLOCK)
                                .of("icewarp"));
        assertEquals(after(server), live(server));
        assertTrue(live(server).get("rossi@example.org").contains("NearDuplicates"));
    }

    @Test
    void theTextsOfWaitingMessagesAreSeenLive() throws IOException {
        Set<String> all = new TreeSet<>();
        for (Path run : runsWithAQueue()) {
            live(server(run)).values().forEach(all::addAll);
        }
        assertTrue(all.containsAll(Set.of("NearDuplicates", "FillsTheQueue")), all.toString());
    }
}
