// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.accuracy.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every recorded run played through the daemon's eyes and its loop: how far a thief comes before he
 * is stopped, and that nobody else is. {@code docs/accuracy.md} shows the same table.
 */
class StoppedThievesTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path DOCS = Path.of("docs/accuracy.md");
    private static final List<String> LOUD =
            List.of(
                    "breach",
                    "breach-and-backscatter",
                    "guessed-filter",
                    "guessed-flood",
                    "null-sender",
                    "webmail-flood");

    /** Of these people are told, and there is nobody to stop. */
    private static final Set<String> WITHOUT_ACCOUNT = Set.of("script", "relay");

    /** A flood of six seconds on a server of whose past nothing is known; in the median only. */
    private static final String FIRST_SEEN = "incident";

    /** Of many networks or of little a day: slower to be seen, and to reach as few. */
    private static final Set<String> QUIET =
            Set.of("stolen-snowshoe", "low-and-slow", "shared-botnet");

    private static final long MOST_OF_QUIET = 20;
    private static final long MOST_RECIPIENTS = 50;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** In memory where that can be had: thousands of positions are forced to the disk. */
    private static final Path MEMORY = Path.of("/dev/shm");

    @TempDir Path usual;
    private Path folder;
    private final List<String> table = new ArrayList<>();
    private final List<Loud> loud = new ArrayList<>();
    private int wrongly;

    /** How far a loud thief came. */
    private record Loud(long accepted, long delivered, long seconds) {}

    @Test
    void thievesAreStoppedEarlyAndNobodyElseIs() throws IOException {
        folder = Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "argine") : usual;
        try {
            playAll();
        } finally {
            if (!folder.equals(usual)) {
                delete(folder);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void playAll() throws IOException {
        table.add(
                "| run | stopped | stopped after | messages | accepted | delivered | recorded"
                        + " | others stopped |");
        table.add("|---|---|---|---|---|---|---|---|");
        List<Path> runs = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("src/test/corpus/lab"))) {
            all.filter(run -> Files.exists(run.resolve("expected.json"))).forEach(runs::add);
        }
        runs.add(Path.of("examples/breach"));
        runs.sort(java.util.Comparator.comparing(run -> run.getFileName().toString()));
        for (Path run : runs) {
            play(run);
        }
        table.add("");
        table.add(
                "%d loud thieves, in the median: stopped after %d s, %d accepted, %d delivered."
                                .formatted(
                                        loud.size(),
                                        median(Loud::seconds),
                                        median(Loud::accepted),
                                        median(Loud::delivered))
                        + " Others stopped in all runs: "
                        + wrongly
                        + ".");
        Page.compare(DOCS, "stopped", table);
        assertTrue(median(Loud::accepted) <= MOST_RECIPIENTS);
        assertTrue(median(Loud::seconds) <= LONGEST.toSeconds());
    }

    /** The lower of the two in the middle. */
    private long median(ToLongFunction<Loud> figure) {
        long[] sorted = loud.stream().mapToLong(figure).sorted().toArray();
        return sorted[(sorted.length - 1) / 2];
    }

    private void play(Path run) throws IOException {
        String name = run.getFileName().toString();
        JsonNode expected = JSON.readTree(Files.readString(run.resolve("expected.json")));
        PlayedRun replay = new PlayedRun(run, Files.createDirectory(folder.resolve(name))).play();
        PastLoopTest.assertSame(
                run, replay.stops(), Files.createDirectory(folder.resolve(name + "-past")));
        List<String> innocent = new ArrayList<>(replay.stops().keySet());
        List<String> told = new ArrayList<>(replay.alerts().keySet());
        int first = table.size();
        for (JsonNode one : expected.get("cases")) {
            String account = one.path("account").asString("");
            if (!account.isEmpty()) {
                innocent.remove(account);
                told.remove(account);
                thief(name, account, one, replay);
            }
            String origin = one.path("origin").asString("");
            if (WITHOUT_ACCOUNT.contains(origin)) {
                assertTrue(
                        told.removeIf(who -> who.startsWith(origin + ": ")),
                        name + ": people were not told of a " + origin);
            }
        }
        assertEquals(List.of(), innocent, name + ": stopped wrongly");
        assertEquals(List.of(), told, name + ": people were told of honest accounts");
        if (expected.get("cases").isEmpty() || !expected.get("cases").get(0).has("account")) {
            table.add("| %s | nobody | | | | |".formatted(name));
        }
        wrongly += innocent.size();
        for (int i = first; i < table.size(); i++) {
            table.set(i, table.get(i) + " | " + innocent.size() + " |");
        }
    }

    private void thief(String run, String account, JsonNode one, PlayedRun replay)
            throws IOException {
        List<String> sources = new ArrayList<>();
        one.get("sources")
                .forEach(
                        s ->
                                sources.add(
                                        s.isString() ? s.asString() : s.get("address").asString()));
        PlayedRun.Stop stop = replay.stops().get(account);
        Instant until = stop == null ? Instant.MAX : stop.at();
        PlayedRun.Reached reached = replay.reached(account, sources, until);
        Duration after = stop == null ? Duration.ZERO : Duration.between(reached.first, until);
        table.add(
                "| %s | %s | %s | %d | %d | %d | %d"
                        .formatted(
                                run,
                                account,
                                stop == null ? "never" : time(after),
                                reached.messages,
                                reached.accepted,
                                reached.delivered,
                                reached.inAll));
        if (LOUD.contains(run) || run.equals(FIRST_SEEN)) {
            loud.add(new Loud(reached.accepted, reached.delivered, after.toSeconds()));
        }
        if (QUIET.contains(run)) {
            assertTrue(
                    stop != null && reached.delivered <= MOST_OF_QUIET,
                    run + ": " + account + " reached " + reached.delivered);
        }
        if (LOUD.contains(run)) {
            assertTrue(
                    stop != null
                            && reached.accepted <= MOST_RECIPIENTS
                            && after.compareTo(LONGEST) <= 0,
                    run + ": " + reached.accepted + " recipients, " + after);
        }
    }

    private static String time(Duration after) {
        return after.compareTo(Duration.ofMinutes(2)) < 0
                ? after.toSeconds() + " s"
                : after.compareTo(Duration.ofHours(2)) < 0
                        ? after.toMinutes() + " min"
                        : after.toHours() + " h";
    }
}
