// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a monitor is told, hour by hour, of servers that were played: the theft is critical while it
 * lasts, and what merely looks like one never is. Hours in which too little was written are left out.
 */
class IceWarpNowTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);

    /** A limit of a hundred messages an hour takes several lines for each. */
    private static final int ENOUGH_LINES = 300;

    private static final IceWarpLab LAB = new IceWarpLab();

    @TempDir static Path folder;

    @TestFactory
    Stream<DynamicTest> everyHourOfEveryScenarioIsJudgedAsItWasPlayed() throws Exception {
        return LAB.scenarios().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> judgeEveryHour(name)));
    }

    private static void judgeEveryHour(String scenario) throws Exception {
        Path server = LAB.write(folder.resolve(scenario), "--scenario", scenario, "--offset", "+00:00");
        JsonNode expected =
                JsonMapper.shared().readTree(Files.readString(server.resolve("expected.json")));
        List<String> accused = new ArrayList<>();
        for (Instant at : busyHours(server)) {
            JsonNode now =
                    json(server, "detect", "--format", "json", "--until", at.toString());
            if (now.get("state").asString().equals("critical")) {
                now.get("suspects").forEach(one -> accused.add(one.get("who").asString()));
                if (now.get("suspects").isEmpty()) {
                    accused.add("nobody: " + now.get("because").asString());
                }
            }
        }
        boolean wrong = expected.get("exit").asInt() == 3;
        List<String> guilty = new ArrayList<>();
        expected.get("cases").forEach(one -> guilty.add(one.path("account").asString("")));
        if (!wrong) {
            assertEquals(List.of(), accused, scenario);
        }
        List<String> innocent = new ArrayList<>();
        expected.get("mustClear").forEach(one -> innocent.add(one.asString()));
        innocent.retainAll(accused);
        assertEquals(List.of(), innocent, scenario);
    }

    /** The ends of the hours in which enough was written for anything to be unusual. */
    private static List<Instant> busyHours(Path server) throws IOException {
        Map<Instant, Integer> lines = new TreeMap<>();
        try (Stream<Path> files = Files.list(server.resolve("logs"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.startsWith("s")) {
                    LocalDate day = LocalDate.parse(name.substring(1, 9), DAY);
                    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                        int hour = Integer.parseInt(line.substring(line.indexOf("] ") + 2).substring(0, 2));
                        lines.merge(
                                day.atTime(hour, 0).toInstant(ZoneOffset.UTC).plus(HOUR),
                                1,
                                Integer::sum);
                    }
                }
            }
        }
        lines.values().removeIf(count -> count < ENOUGH_LINES);
        return List.copyOf(lines.keySet());
    }

    private static JsonNode json(Path server, String command, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of(command, "--server", "icewarp"));
        words.addAll(List.of("--log", server.toString()));
        words.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        Cli.run(
                new Surroundings(new PrintWriter(out), new PrintWriter(err), clock, false),
                words.toArray(String[]::new));
        assertEquals("", err.toString());
        assertFalse(out.toString().isEmpty());
        assertTrue(out.toString().startsWith("{"), out::toString);
        return JsonMapper.shared().readTree(out.toString());
    }
}
