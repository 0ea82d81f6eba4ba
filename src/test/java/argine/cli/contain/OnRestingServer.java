// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code argine contain} as it is typed, on servers that do not run. */
abstract class OnRestingServer {
    static final String ROSSI = "rossi@example.org";

    @TempDir Path folder;
    Path journal;
    RestingServer server;

    @BeforeEach
    void prepare() throws IOException {
        server = RestingServer.files(folder);
        journal = folder.resolve("store/journal/2026-11-27.1.jsonl");
    }

    /** Says nothing where Dovecot's and Postfix's programs are not there. */
    interface Act {
        void run() throws Exception;
    }

    static void with(Act act) throws Exception {
        if (RestingServer.canBeHere()) {
            act.run();
        }
    }

    String contain(int exit, String... words) {
        List<String> all = new ArrayList<>(List.of("contain"));
        all.addAll(List.of(words));
        all.addAll(server.options());
        all.addAll(List.of("--store", folder.resolve("store").toString()));
        return typed(exit, all);
    }

    static String typed(int exit, List<String> words) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said);
        Clock clock = Clock.fixed(Instant.parse("2026-11-27T00:00:00Z"), ZoneOffset.UTC);
        int code =
                Cli.run(new Surroundings(both, both, clock, false), words.toArray(String[]::new));
        assertEquals(exit, code, said::toString);
        return said.toString();
    }

    /** The commands that a page proposes, as words behind {@code argine}. */
    static List<List<String>> proposed(String page) {
        return page.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("argine "))
                .map(line -> List.of(line.substring("argine ".length()).split(" ")))
                .toList();
    }

    JsonNode json(int exit, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--format", "json"));
        return JsonMapper.shared().readTree(contain(exit, all.toArray(String[]::new)));
    }

    String named(String... names) throws IOException {
        return Files.writeString(folder.resolve("names"), String.join("\n", names)).toString();
    }

    Path queueOfTheExample() throws IOException {
        Path from = Path.of("examples/breach/queue");
        Path queue = folder.resolve("queue");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = queue.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return queue;
    }

    static String what(String step, JsonNode steps) {
        for (JsonNode one : steps) {
            if (one.path("step").asString("").equals(step)) {
                return one.path("what").asString("");
            }
        }
        return "";
    }
}
