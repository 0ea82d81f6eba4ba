// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.Cli;
import argine.cli.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What real daemons wrote while people and thieves used them, and what Argine must say of it.
 *
 * <p>The expected answers were computed from what was played, by {@code lab/record}, never from
 * what Argine said.
 */
class RecordedRunsTest {
    private static final Path RECORDED = Path.of("src/test/corpus/lab");
    private static final Path EXAMPLE = Path.of("examples/breach");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TestFactory
    Stream<DynamicTest> everyRecordedRunIsJudgedAsItWasPlayed() throws IOException {
        List<Path> runs = new ArrayList<>();
        runs.add(EXAMPLE);
        try (Stream<Path> folders = Files.list(RECORDED)) {
            folders.filter(folder -> Files.exists(folder.resolve("expected.json")))
                    .sorted()
                    .forEach(runs::add);
        }
        return runs.stream()
                .map(
                        run ->
                                DynamicTest.dynamicTest(
                                        run.getFileName().toString(), () -> judge(run)));
    }

    private static void judge(Path run) throws IOException {
        JsonNode expected = JSON.readTree(Files.readString(run.resolve("expected.json")));
        JsonNode found = investigate(run);
        assertEquals(told(expected), told(found, expected));
    }

    /** What the recording expects, in the words in which the answer is compared. */
    private static Map<String, String> told(JsonNode expected) {
        Map<String, String> told = new TreeMap<>();
        told.put("exit", expected.get("exit").asString());
        told.put("accused wrongly", "[]");
        told.put("has origin " + expected.get("origin").asString(), "true");
        for (JsonNode one : expected.get("cases")) {
            if (one.has("account")) {
                told.put(one.get("account").asString(), theft(one));
            }
        }
        return told;
    }

    private static Map<String, String> told(JsonNode found, JsonNode expected) {
        Map<String, String> told = new TreeMap<>();
        told.put("exit", found.get("exit").asString());
        String origin = expected.get("origin").asString();
        boolean has = found.get("origin").asString().equals(origin);
        TreeSet<String> wrongly = new TreeSet<>();
        TreeSet<String> mustClear = new TreeSet<>();
        TreeSet<String> guilty = new TreeSet<>();
        expected.get("mustClear").forEach(name -> mustClear.add(name.asString()));
        expected.get("cases").forEach(one -> guilty.add(one.path("account").asString("")));
        for (JsonNode one : found.get("cases")) {
            String account = one.get("account").asString();
            has |= one.get("origin").asString().equals(origin);
            if (guilty.contains(account) && !account.isEmpty()) {
                told.put(account, theft(one));
            } else if (mustClear.contains(account)) {
                wrongly.add(account);
            }
        }
        told.put("accused wrongly", wrongly.toString());
        told.put("has origin " + origin, String.valueOf(has));
        return told;
    }

    private static String theft(JsonNode one) {
        Map<String, Long> counts = new TreeMap<>();
        one.get("messages")
                .properties()
                .forEach(count -> counts.put(count.getKey(), count.getValue().asLong()));
        counts.remove("bytes");
        TreeSet<String> sources = new TreeSet<>();
        for (JsonNode source : one.get("sources")) {
            sources.add(source.isString() ? source.asString() : source.get("address").asString());
        }
        return one.get("origin").asString()
                + " "
                + one.get("entry").asString()
                + " "
                + counts
                + " "
                + sources;
    }

    private static JsonNode investigate(Path run) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of("investigate", "--format", "json", "--config", run.toString()));
        try (Stream<Path> files = Files.list(run)) {
            files.filter(file -> file.getFileName().toString().contains(".log"))
                    .sorted()
                    .forEach(file -> arguments.addAll(List.of("--log", file.toString())));
        }
        if (Files.isDirectory(run.resolve("queue"))) {
            arguments.addAll(List.of("--queue", run.resolve("queue").toString()));
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Cli.run(
                new Surroundings(new PrintWriter(out), new PrintWriter(err), CLOCK, false),
                arguments.toArray(String[]::new));
        assertEquals("", err.toString());
        return JSON.readTree(out.toString());
    }
}
