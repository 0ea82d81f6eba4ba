// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a monitor is told, hour by hour, of servers that were played: what merely looks like a theft
 * is never critical, and no hour of a theft accuses somebody else.
 *
 * <p>Hours in which too little was written for anything to be unusual are left out.
 */
class EveryHourTest {
    private static final Path RECORDED = Path.of("src/test/corpus/lab");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final Pattern SYSLOG = Pattern.compile("Nov ([ \\d]\\d) (\\d\\d):.*");
    private static final Pattern SESSION = Pattern.compile("\\S+ +\\[\\w+\\] (\\d\\d):.*");

    /** A limit of a hundred an hour takes several lines for each. */
    private static final int ENOUGH_LINES = 250;

    private static final IceWarpLab LAB = new IceWarpLab();

    @TempDir static Path folder;

    @TestFactory
    Stream<DynamicTest> noHourOfAnIcewarpServerAccusesWhoeverDidNothing() throws Exception {
        return LAB.scenarios().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> judgeIcewarp(name)));
    }

    @TestFactory
    Stream<DynamicTest> noHourOfAPostfixServerAccusesWhoeverDidNothing() throws IOException {
        try (Stream<Path> runs = Files.list(RECORDED)) {
            return runs
                    .filter(run -> Files.exists(run.resolve("expected.json")))
                    .sorted()
                    .toList()
                    .stream()
                    .map(run -> DynamicTest.dynamicTest(String.valueOf(run), () -> judge(run)));
        }
    }

    private static void judgeIcewarp(String scenario) throws Exception {
        Path server =
                LAB.write(folder.resolve(scenario), "--scenario", scenario, "--offset", "+00:00");
        List<String> words = List.of("--server", "icewarp", "--log", server.toString());
        judge(server.resolve("expected.json"), words, busy(logs(server.resolve("logs"), "s")));
    }

    private static void judge(Path run) throws IOException {
        List<String> words = new ArrayList<>(List.of("--config", run.toString()));
        List<Path> logs = logs(run, "");
        logs.forEach(log -> words.addAll(List.of("--log", log.toString())));
        if (Files.isDirectory(run.resolve("queue"))) {
            words.addAll(List.of("--queue", run.resolve("queue").toString()));
        }
        judge(run.resolve("expected.json"), words, busy(logs));
    }

    private static List<Path> logs(Path where, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .filter(file -> file.getFileName().toString().contains(".log"))
                    .sorted()
                    .toList();
        }
    }

    private static void judge(Path expectedJson, List<String> words, List<Instant> hours)
            throws IOException {
        JsonNode expected = JsonMapper.shared().readTree(Files.readString(expectedJson));
        boolean isTheft = expected.get("exit").asInt() == 3;
        TreeSet<String> mustClear = new TreeSet<>();
        expected.get("mustClear").forEach(name -> mustClear.add(name.asString()));
        List<String> wrongly = new ArrayList<>();
        for (Instant at : hours) {
            JsonNode now = detect(words, at);
            if (now.get("state").asString().equals("critical")) {
                String because = at + " " + now.get("because").asString();
                boolean innocent =
                        now.get("suspects")
                                .valueStream()
                                .anyMatch(one -> isMisused(one, mustClear));
                if (!isTheft || innocent) {
                    wrongly.add(because);
                }
            }
        }
        assertEquals(List.of(), wrongly);
    }

    private static boolean isMisused(JsonNode suspect, TreeSet<String> names) {
        return names.contains(suspect.get("who").asString())
                && !suspect.get("origin").asString().equals("backscatter");
    }

    /** The ends of the hours in which enough was written. */
    private static List<Instant> busy(List<Path> logs) throws IOException {
        Map<Instant, Integer> lines = new TreeMap<>();
        for (Path log : logs) {
            try (BufferedReader text = open(log)) {
                String name = log.getFileName().toString();
                for (String line = text.readLine(); line != null; line = text.readLine()) {
                    hour(name, line, lines);
                }
            }
        }
        lines.values().removeIf(count -> count < ENOUGH_LINES);
        return List.copyOf(lines.keySet());
    }

    private static void hour(String name, String line, Map<Instant, Integer> lines) {
        Matcher session = SESSION.matcher(line);
        Matcher syslog = SYSLOG.matcher(line);
        if (session.matches()) {
            LocalDate day = LocalDate.parse(name.substring(1, 9), DAY);
            count(day, session.group(1), lines);
        } else if (syslog.matches()) {
            int day = Integer.parseInt(syslog.group(1).strip());
            count(LocalDate.of(2026, 11, day), syslog.group(2), lines);
        }
    }

    private static void count(LocalDate day, String hour, Map<Instant, Integer> lines) {
        Instant begin = day.atTime(Integer.parseInt(hour), 0).toInstant(ZoneOffset.UTC);
        lines.merge(begin.plus(HOUR), 1, Integer::sum);
    }

    private static BufferedReader open(Path log) throws IOException {
        InputStream in = Files.newInputStream(log);
        return new BufferedReader(
                new InputStreamReader(
                        log.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                        StandardCharsets.ISO_8859_1));
    }

    private static JsonNode detect(List<String> words, Instant until) {
        List<String> all = new ArrayList<>(List.of("detect", "--format", "json"));
        all.addAll(words);
        all.addAll(List.of("--until", until.toString()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        Cli.run(
                new Surroundings(new PrintWriter(out), new PrintWriter(err), clock, false),
                all.toArray(String[]::new));
        assertEquals("", err.toString());
        assertTrue(out.toString().startsWith("{"), out::toString);
        return JsonMapper.shared().readTree(out.toString());
    }
}
