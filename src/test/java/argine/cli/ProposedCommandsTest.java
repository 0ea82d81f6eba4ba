// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.Typed;
import argine.cli.desk.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an investigation proposes leads to the server that it looked at. */
class ProposedCommandsTest {
    private static final Path RUN = Path.of("src/test/corpus/lab/guessed-flood");
    private static final Path FILTER = Path.of("src/test/corpus/lab/guessed-filter");
    private static final String FLOOD = "20261119-rossi-example-org";
    private static final Path RELAY = Path.of("src/test/corpus/lab/open-relay");

    private static List<String> proposed(String... options) {
        List<String> words = new ArrayList<>(List.of("investigate"));
        words.addAll(List.of(options));
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        return Typed.run(clock, words)
                .exits(Exit.SOMETHING_IS_WRONG)
                .lines()
                .map(String::strip)
                .filter(line -> line.matches("(argine (contain|sweep)|postconf) .*"))
                .distinct()
                .toList();
    }

    private static String log(Path run) throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.map(Path::toString)
                    .filter(name -> name.contains("mail.log"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void theOptionsThatLedToTheServerLeadTheNextCommandsToIt() throws IOException {
        String named = " --server postfix --queue " + RUN.resolve("queue") + " --config " + RUN;
        assertEquals(
                List.of(
                        "argine contain rossi@example.org" + named,
                        "argine sweep --case " + FLOOD + " --log " + log(RUN) + named),
                proposed(
                        "--log",
                        log(RUN),
                        "--config",
                        RUN.toString(),
                        "--queue",
                        RUN.resolve("queue").toString(),
                        "--server",
                        "postfix"));
    }

    @Test
    void aCaseThatTheLogAloneTellsOfIsLookedForInTheSameLogs() throws IOException {
        String place = " --queue " + FILTER.resolve("queue") + " --config " + FILTER;
        assertEquals(
                List.of(
                        "argine contain rossi@example.org" + place,
                        "argine sweep --case 20261119-rossi-example-org --log "
                                + log(FILTER)
                                + place),
                proposed(
                        log(FILTER),
                        "--queue",
                        FILTER.resolve("queue").toString(),
                        "--config",
                        FILTER.toString()));
    }

    @Test
    void whereLogsAloneWereNamedTheNextCommandsNameNothing() throws IOException {
        assertEquals(
                List.of("argine contain rossi@example.org", "argine sweep --case " + FLOOD),
                proposed("--log", log(RUN)));
    }

    @Test
    void aFolderThatAShellWouldTakeApartIsQuoted(@TempDir Path folder) throws IOException {
        Path odd = Files.createDirectory(folder.resolve("etc of $(id)"));
        Files.copy(RUN.resolve("main.cf"), odd.resolve("main.cf"));
        assertEquals(
                List.of(
                        "argine contain rossi@example.org --config '" + odd + "'",
                        "argine sweep --case "
                                + FLOOD
                                + " --log "
                                + log(RUN)
                                + " --config '"
                                + odd
                                + "'"),
                proposed("--log", log(RUN), "--config", odd.toString()));
    }

    @Test
    void postfixsOwnProgramIsAskedOfTheSameConfiguration() throws IOException {
        assertEquals(
                List.of(
                        "postconf -c " + RELAY + " mynetworks",
                        "argine sweep --case 20261119-192-0-2-80 --log "
                                + log(RELAY)
                                + " --config "
                                + RELAY),
                proposed("--log", log(RELAY), "--config", RELAY.toString()));
    }
}
