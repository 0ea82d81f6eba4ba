// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code lab/guarded} calls wrong, from rows as it prints them; nothing is started for it. */
class GuardedTest {
    private static final String ROW =
            "{\"run\": \"%s\", \"others\": [%s], \"account\": \"%s\", \"stopped\": %s, \"after\": %d,"
                    + " \"accepted\": %d, \"delivered\": 1, \"end\": 1, \"tried\": 600}";
    private static final String THIEF = "rossi@example.org";

    @TempDir Path folder;

    /** How it ended, and what it said was wrong. */
    private record Told(int exit, List<String> trouble) {}

    private static String thief(String run, boolean stopped, int after, int accepted) {
        return ROW.formatted(run, "", THIEF, stopped ? "true" : "false", after, accepted);
    }

    private static boolean isPythonHere() {
        boolean here = Files.isExecutable(Path.of("/usr/bin/python3"));
        if (!here) {
            System.out.println("GuardedTest: not run, there is no /usr/bin/python3");
        }
        return here;
    }

    private Told judged(String... rows) throws Exception {
        Path file = Files.write(folder.resolve("rows"), List.of(rows));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                new ProcessBuilder("lab/guarded", "--judge")
                        .redirectInput(file.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES));
        long shown =
                Files.readString(out, StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("| ") && !line.startsWith("| scenario"))
                        .count();
        assertEquals(rows.length, shown, "a row for each");
        return new Told(process.exitValue(), Files.readAllLines(err, StandardCharsets.UTF_8));
    }

    @Test
    void aLoudThiefWhoWasStoppedInTimeIsAllThatIsAsked() throws Exception {
        if (!isPythonHere()) {
            return;
        }
        assertEquals(
                new Told(0, List.of()),
                judged(
                        thief("breach", true, 60, 50),
                        thief("low-and-slow", true, 22_000, 70),
                        thief("shared-botnet", false, 0, 100),
                        "{\"run\": \"traveller\", \"others\": [], \"account\": \"\"}"));
    }

    @Test
    void oneWhoWasNotOrTooLateIsWrong() throws Exception {
        if (!isPythonHere()) {
            return;
        }
        assertEquals(
                new Told(
                        1,
                        List.of(
                                "guarded: breach: rossi@example.org was stopped after 61 s and 10"
                                        + " recipients",
                                "guarded: guessed-flood: rossi@example.org was stopped after 3 s"
                                        + " and 51 recipients",
                                "guarded: null-sender: rossi@example.org was not stopped",
                                "guarded: webmail-flood: its thief never came")),
                judged(
                        thief("guessed-flood", true, 3, 51),
                        thief("breach", true, 61, 10),
                        thief("null-sender", false, 0, 10),
                        "{\"run\": \"webmail-flood\", \"others\": [], \"account\": \"\"}"));
    }

    @Test
    void anHonestAccountThatWasStoppedIsWrongInAnyScenario() throws Exception {
        if (!isPythonHere()) {
            return;
        }
        assertEquals(
                new Told(
                        1,
                        List.of(
                                "guarded: traveller: bruno@example.net was stopped and had done"
                                        + " nothing")),
                judged(
                        "{\"run\": \"traveller\", \"others\": [\"bruno@example.net\"],"
                                + " \"account\": \"\"}"));
    }
}
