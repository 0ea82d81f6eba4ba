// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.desk.Exit;
import argine.cli.desk.StorePlace;
import argine.cli.desk.Surroundings;
import argine.cli.desk.Terminal;
import argine.store.History;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command over what real daemons wrote. */
class DetectTest {
    private static final Path LAB = Path.of("src/test/corpus/lab");
    private static final Instant FLOOD = Instant.parse("2026-11-19T04:00:00Z");

    @TempDir private Path folder;

    private record Ran(int exit, String out, String err) {}

    private static Ran detect(Instant now, Path run, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("detect", "--config", run.toString()));
        try (Stream<Path> files = Files.list(run)) {
            files.filter(file -> file.getFileName().toString().contains(".log"))
                    .sorted()
                    .forEach(file -> words.addAll(List.of("--log", file.toString())));
        }
        if (Files.isDirectory(run.resolve("queue"))) {
            words.addAll(List.of("--queue", run.resolve("queue").toString()));
        }
        words.addAll(List.of(more));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        int exit =
                Cli.run(
                        new Surroundings(new PrintWriter(out), new PrintWriter(err), clock, false),
                        words.toArray(String[]::new));
        return new Ran(exit, out.toString(), err.toString());
    }

    @Test
    void aFloodIsCriticalWhileItLastsAndNamesTheAccount() throws IOException {
        Ran ran = detect(FLOOD, LAB.resolve("guessed-flood"), "--format", "json");
        assertEquals(Exit.SOMETHING_IS_WRONG, ran.exit(), ran.err());
        JsonNode json = JsonMapper.shared().readTree(ran.out());
        assertEquals("critical", json.get("state").asString());
        assertEquals("rossi@example.org", json.get("suspects").get(0).get("who").asString());
        assertEquals("rossi@example.org", json.get("busiest").get(0).get("account").asString());
    }

    @Test
    void nothingIsWrongTheDayBefore() throws IOException {
        Ran ran = detect(FLOOD.minusSeconds(86_400), LAB.resolve("guessed-flood"));
        assertEquals(Exit.DONE, ran.exit(), ran.out());
        assertTrue(ran.out().startsWith("OK: nothing is wrong"), ran.out());
    }

    @Test
    void monitoringGetsTheConventionsCodesAndLine() throws IOException {
        Ran ran = detect(FLOOD, LAB.resolve("guessed-flood"), "--format", "nagios");
        assertEquals(2, ran.exit());
        assertTrue(
                ran.out().startsWith("ARGINE CRITICAL - accounts: rossi@example.org"), ran.out());
    }

    @Test
    void whatCannotBeReadIsUnknownToMonitoring() {
        StringWriter out = new StringWriter();
        Clock clock = Clock.fixed(FLOOD, ZoneOffset.UTC);
        int exit =
                Cli.run(
                        new Surroundings(new PrintWriter(out), new PrintWriter(out), clock, false),
                        "detect",
                        "--log",
                        folder.resolve("gone.log").toString(),
                        "--format",
                        "nagios");
        assertEquals(3, exit);
        assertTrue(out.toString().startsWith("ARGINE UNKNOWN - "), out.toString());
    }

    @Test
    void aLogThatCannotBeReadIsUnknownBesideOneThatCan() throws IOException {
        Path gone = folder.resolve("a|b.log");
        Ran ran =
                detect(
                        FLOOD.minusSeconds(86_400),
                        LAB.resolve("guessed-flood"),
                        "--log",
                        gone.toString(),
                        "--store",
                        folder.resolve("store").toString(),
                        "--format",
                        "nagios");
        assertEquals(3, ran.exit(), ran.out());
        assertTrue(
                ran.out()
                        .startsWith(
                                "ARGINE UNKNOWN - "
                                        + folder
                                        + "/a/b.log: cannot be read: there is no such file"),
                ran.out());
        assertFalse(ran.out().contains("accepted="), ran.out());
        assertEquals(List.of(), new History(folder.resolve("store")).samples());
    }

    private Ran monitored(String... words) {
        List<String> all = new ArrayList<>(List.of("detect", "--format", "nagios"));
        all.addAll(List.of(words));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Clock clock = Clock.fixed(FLOOD, ZoneOffset.UTC);
        int exit =
                Cli.run(
                        new Surroundings(new PrintWriter(out), new PrintWriter(err), clock, false),
                        all.toArray(String[]::new));
        return new Ran(exit, out.toString(), err.toString());
    }

    private String queueOfPostfix() throws IOException {
        Files.createDirectories(folder.resolve("queue/deferred"));
        return folder.resolve("queue").toString();
    }

    @Test
    void aQueueWithoutALogIsUnknownAndSaysWhatToName() throws IOException {
        Ran ran = monitored("--queue", queueOfPostfix());
        assertEquals(3, ran.exit(), ran.out());
        assertTrue(
                ran.out()
                        .startsWith(
                                "ARGINE UNKNOWN - no log of the mail server was read; name it:"
                                        + " --log FILE"),
                ran.out());
    }

    @Test
    void aLogThatCannotBeReadIsUnknownBesideAQueueThatCan() throws IOException {
        String gone = folder.resolve("gone.log").toString();
        Ran ran = monitored("--queue", queueOfPostfix(), "--log", gone);
        assertEquals(3, ran.exit(), ran.out());
        assertTrue(
                ran.out().startsWith("ARGINE UNKNOWN - no log of the mail server was read"),
                ran.out());
        assertTrue(ran.out().lines().findFirst().orElse("").contains(gone), ran.out());
    }

    @Test
    void aLogWithoutALineInTheLastHourIsAQuietNight() throws IOException {
        Path log = folder.resolve("mail.log");
        for (String text : List.of("", removed("2026-11-18T05:00:00"))) {
            Files.writeString(log, text);
            Ran ran = monitored("--queue", queueOfPostfix(), "--log", log.toString());
            assertEquals(0, ran.exit(), ran.out());
            assertTrue(ran.out().startsWith("ARGINE OK"), ran.out());
        }
    }

    private static String removed(String at) {
        return at + ".000000+00:00 mail postfix/qmgr[1]: 3A1B2C3D4E5: removed\n";
    }

    private Ran monitoredLog(String text) throws IOException {
        Path log = Files.writeString(folder.resolve("mail.log"), text);
        return monitored("--queue", queueOfPostfix(), "--log", log.toString());
    }

    @Test
    void aLogThatEndedDaysAgoIsUnknownAndSaysSinceWhen() throws IOException {
        String said = ": is it still written, is it the right one? (--log FILE)";
        Ran ran = monitoredLog(removed("2026-11-17T23:00:00") + removed("2026-11-18T03:59:59"));
        assertEquals(3, ran.exit(), ran.out());
        assertTrue(
                ran.out()
                        .startsWith(
                                "ARGINE UNKNOWN - the log is silent since 2026-11-18T03:59:59Z"
                                        + said),
                ran.out());
        Ran old = monitoredLog(removed("2026-07-01T10:00:00"));
        assertEquals(3, old.exit(), old.out());
        assertTrue(old.out().contains("silent since 2026-07-01T10:00:00Z" + said), old.out());
    }

    /** An office: nobody sends from Friday evening to Monday. */
    @Test
    void aLogThatWasSilentForAsLongBeforeIsAQuietTime() throws IOException {
        String before = removed("2026-11-12T18:00:00") + removed("2026-11-15T08:00:00");
        Ran ran = monitoredLog(before + removed("2026-11-16T18:00:00"));
        assertEquals(0, ran.exit(), ran.out());
        Ran longer = monitoredLog(before + removed("2026-11-16T03:00:00"));
        assertEquals(3, longer.exit(), longer.out());
    }

    @Test
    void whatTheQueueShowsIsToldBeforeTheMissingLog() {
        String gone = folder.resolve("gone.log").toString();
        Ran ran =
                monitored(
                        "--queue",
                        LAB.resolve("guessed-flood/queue").toString(),
                        "--log",
                        gone,
                        "--critical",
                        "queue=1");
        assertEquals(1, ran.exit(), ran.out());
        String first = ran.out().lines().findFirst().orElse("");
        assertTrue(first.startsWith("ARGINE WARNING - queue: "), first);
        assertTrue(
                first.contains(
                        "; no log of the mail server was read; name it: --log FILE (" + gone),
                first);
    }

    @Test
    void aQueueOfIceWarpWithoutALogIsUnknown() throws IOException {
        Path queue = Files.createDirectories(folder.resolve("mail/_outgoing"));
        Path logs = Files.createDirectories(folder.resolve("logs"));
        for (List<String> log :
                List.of(
                        List.<String>of(),
                        List.of("--log", folder.resolve("gone").toString()),
                        List.of("--log", logs.toString()))) {
            List<String> words =
                    new ArrayList<>(List.of("--server", "icewarp", "--queue", queue.toString()));
            words.addAll(log);
            Ran ran = monitored(words.toArray(String[]::new));
            assertEquals(3, ran.exit(), ran.out());
            assertTrue(
                    ran.out()
                            .startsWith(
                                    "ARGINE UNKNOWN - no log of the mail server was read; name"
                                            + " it: --log FILE"),
                    ran.out());
        }
    }

    /** IceWarp has no hold: what a sweep holds lies beside its queue. */
    @Test
    void whatASweepOfIceWarpHoldsIsCountedAmongTheForgotten() throws IOException {
        Path outgoing = Path.of("examples/icewarp/mail/_outgoing");
        Path queue = Files.createDirectories(folder.resolve("mail/_outgoing"));
        Path held = Files.createDirectories(folder.resolve("mail/_argine_held/2026-11-19.1"));
        Files.copy(outgoing.resolve("HOR48210.tmp"), queue.resolve("HOR48210.tmp"));
        for (String name : List.of("HZU86546.tmp", "NNH04035.tmp")) {
            Files.copy(outgoing.resolve(name), held.resolve(name));
        }
        Path later = Files.createDirectories(folder.resolve("mail/_argine_held/2026-11-20.1"));
        Files.copy(
                outgoing.resolve("HZU86546.tmp"),
                later.resolve("HZU86546.tmp")); // MsgIDs come again
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out);
        Clock clock = Clock.fixed(Instant.parse("2027-01-01T12:00:00Z"), ZoneOffset.UTC);
        Cli.run(
                new Surroundings(both, both, clock, false),
                "detect",
                "--server",
                "icewarp",
                "--queue",
                queue.toString(),
                "--format",
                "nagios");
        assertTrue(
                out.toString().contains("holds: 3 of 3 messages on hold were forgotten"),
                out.toString());
    }

    @Test
    void aStoreThatIsNamedRemembersEachLook() throws IOException {
        String store = folder.resolve("store").toString();
        Path run = LAB.resolve("guessed-flood");
        detect(FLOOD.minusSeconds(7200), run, "--store", store);
        Ran second = detect(FLOOD.minusSeconds(3600), run, "--store", store);
        assertTrue(second.out().contains("1 earlier look since "), second.out());
        assertEquals(2, new History(folder.resolve("store")).samples().size());
    }

    @Test
    void aStoreThatCannotBeKeptDoesNotStopTheLook() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Ran ran =
                detect(
                        FLOOD.minusSeconds(86_400),
                        LAB.resolve("guessed-flood"),
                        "--store",
                        file.toString());
        assertEquals(Exit.DONE, ran.exit(), ran.err());
        assertTrue(ran.out().contains("history: cannot be kept"), ran.out());
    }

    @Test
    void monitoringHearsThatTheHistoryCannotBeKeptAndTheStateIsThatOfTheChecks()
            throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        Ran ran =
                detect(
                        FLOOD.minusSeconds(86_400),
                        LAB.resolve("guessed-flood"),
                        "--store",
                        file.toString(),
                        "--format",
                        "nagios");
        assertEquals(0, ran.exit(), ran.out());
        String first = ran.out().lines().findFirst().orElseThrow();
        assertTrue(first.startsWith("ARGINE OK - nothing is wrong"), first);
        assertTrue(first.contains("; history: cannot be kept: "), first);
        assertTrue(first.indexOf("history:") < first.indexOf(" | "), first);
    }

    @Test
    void wrongWordsAreAskedWrongly() throws IOException {
        Path run = LAB.resolve("traveller");
        assertEquals(Exit.ASKED_WRONGLY, detect(FLOOD, run, "--warn", "moon=1").exit());
        Ran negative = detect(FLOOD, run, "--warn", "queue=-5");
        assertEquals(Exit.ASKED_WRONGLY, negative.exit());
        assertTrue(negative.err().contains("numbers of 0 and more"), negative.err());
        assertEquals(Exit.ASKED_WRONGLY, detect(FLOOD, run, "--watch").exit());
        Ran written = detect(FLOOD, run, "--watch", "--format", "json", "-o", "x.json");
        assertEquals(Exit.ASKED_WRONGLY, written.exit());
        assertTrue(written.err().contains("neither --format nor -o"), written.err());
        assertEquals(Exit.ASKED_WRONGLY, detect(FLOOD, run, "--since", "2027-01-01").exit());
    }

    @Test
    void otherUsersKeepItInTheirOwnFolder() {
        assertEquals(
                Path.of("/home/anna/.local/state/argine"),
                StorePlace.ofUser(Map.of("XDG_STATE_HOME", "relative"), "/home/anna"));
        assertEquals(
                Path.of("/state/argine"),
                StorePlace.ofUser(Map.of("XDG_STATE_HOME", "/state"), "/home/anna"));
    }

    @Test
    void theTerminalIsAsLargeAsItSaysAndAsciiUnlessItSaysMore() {
        assertEquals(new Terminal(80, 24, false), Terminal.of("", Map.of()));
        assertEquals(
                new Terminal(120, 40, true),
                Terminal.of("40 120", Map.of("LANG", "it_IT.UTF-8", "TERM", "xterm")));
        assertEquals(
                new Terminal(80, 24, false),
                Terminal.of("0 0", Map.of("LANG", "it_IT.UTF-8", "TERM", "linux")));
        assertEquals(
                new Terminal(80, 24, false),
                Terminal.of("x", Map.of("LC_ALL", "C", "LANG", "it_IT.UTF-8")));
    }
}
