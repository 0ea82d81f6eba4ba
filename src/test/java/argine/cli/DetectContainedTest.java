// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.desk.Surroundings;
import argine.store.Act;
import argine.store.Journal;
import argine.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A flood whose last message was accepted at 03:21:57, and the receipts of who contained it. */
class DetectContainedTest {
    private static final Path RUN = Path.of("src/test/corpus/lab/guessed-flood");
    private static final Instant NOW = Instant.parse("2026-11-19T04:00:00Z");
    private static final String AFTER = "2026-11-19T03:25:00Z";
    private static final String AMIDST = "2026-11-19T03:20:30Z";

    @TempDir private Path folder;

    private record Ran(int exit, String first, String all) {}

    private Ran detect(String... more) {
        List<String> words = new ArrayList<>(List.of("detect", "--config", RUN.toString()));
        words.addAll(List.of("--log", RUN.resolve("mail.log.gz").toString()));
        words.addAll(List.of("--log", RUN.resolve("dovecot.log").toString()));
        words.addAll(List.of("--store", folder.resolve("store").toString()));
        words.addAll(List.of(more));
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out);
        int exit =
                Cli.run(
                        new Surroundings(both, both, Clock.fixed(NOW, ZoneOffset.UTC), false),
                        words.toArray(String[]::new));
        return new Ran(exit, out.toString().lines().findFirst().orElse(""), out.toString());
    }

    private void contained(String ended, String... then) throws IOException {
        Store store = new Store(folder.resolve("store"));
        Instant at = Instant.parse(ended);
        store.lockFor("contain").close();
        try (Journal journal = store.begin(LocalDate.parse("2026-11-19"))) {
            journal.append(
                    new Act("begin", at.minusSeconds(4))
                            .with("what", "contain")
                            .with("account", "Rossi@example.org")
                            .with("lock", "full"));
            journal.append(
                    new Act("change", at.minusSeconds(3))
                            .with("step", "lock")
                            .with("store", "list")
                            .with("before", "")
                            .with("after", "x"));
            journal.append(new Act("changed", at.minusSeconds(2)).with("store", "list"));
            for (String word : then) {
                journal.append(new Act(word, at).with("store", "list"));
            }
            journal.sync();
        }
    }

    private String accounts() {
        return detect("--format", "nagios")
                .all()
                .lines()
                .filter(line -> line.contains("] accounts: "))
                .findFirst()
                .orElse("");
    }

    @Test
    void whatAnAccountSentBeforeItWasContainedIsToldAndAlarmsNoMore() throws IOException {
        contained(AFTER, "end");
        String said =
                "rossi@example.org: contained since 2026-11-19T03:25:00Z (receipt 2026-11-19.1),"
                        + " nothing accepted since; before: ";
        assertTrue(
                accounts()
                        .startsWith(
                                "[OK] accounts: no account sends what its owner would not;"
                                        + " besides: "
                                        + said),
                accounts());
        Ran monitored = detect("--format", "nagios");
        assertTrue(monitored.first().contains("; " + said), monitored.first());
        assertFalse(monitored.first().contains("accounts: "), monitored.first());
        assertTrue(detect().first().contains("; " + said), detect().first());
        JsonNode json = JsonMapper.shared().readTree(detect("--format", "json").all());
        assertEquals("ok", json.get("checks").get(0).get("state").asString());
        assertEquals("contained", json.get("suspects").get(0).get("weight").asString());
        assertTrue(json.get("because").asString().contains(said), json::toString);
    }

    @Test
    void whatAnAccountGetsAcceptedAfterItWasContainedIsCritical() throws IOException {
        contained(AMIDST, "end");
        assertTrue(
                accounts()
                        .startsWith(
                                "[CRITICAL] accounts: rossi@example.org: contained since"
                                        + " 2026-11-19T03:20:30Z (receipt 2026-11-19.1) and sends"
                                        + " all the same, last at 2026-11-19T03:21:57Z; "),
                accounts());
        assertEquals(2, detect("--format", "nagios").exit());
    }

    @Test
    void whatWasAcceptedBeforeASecondContainmentShutTheDoorAlarmsNoMore() throws IOException {
        contained(AMIDST, "end");
        assertEquals(2, detect("--format", "nagios").exit());
        contained(AFTER, "end");
        assertTrue(
                accounts()
                        .contains(
                                "contained since 2026-11-19T03:25:00Z (receipt 2026-11-19.2),"
                                        + " nothing accepted since"),
                accounts());
    }

    @Test
    void aSecondContainmentThatOnlyEndedASessionCountsToo() throws IOException {
        contained(AMIDST, "end");
        again("DONE: ended 1 submission; none is left");
        assertTrue(accounts().contains("contained since 2026-11-19T03:25:00Z"), accounts());
    }

    /** Whoever sends all the same comes by another way, and that one is still open. */
    @Test
    void aSecondContainmentThatShutNothingMakesNothingOfItOld() throws IOException {
        contained(AMIDST, "end");
        again("NOTHING: none was open, and none is");
        assertTrue(accounts().contains("2026-11-19T03:20:30Z (receipt 2026-11-19.1) and sends"));
    }

    /** The account is locked already, and its password is left. */
    private void again(String sessions) throws IOException {
        Store store = new Store(folder.resolve("store"));
        Instant at = Instant.parse(AFTER);
        try (Journal journal = store.begin(LocalDate.parse("2026-11-19"))) {
            journal.append(
                    new Act("begin", at)
                            .with("what", "contain")
                            .with("account", "rossi@example.org")
                            .with("lock", "full"));
            journal.append(new Act("did", at).with("step", "sessions").with("result", sessions));
            journal.append(new Act("end", at).with("shut", 0));
            journal.sync();
        }
    }

    /** Dovecot says only after Postfix has taken the message whose it was. */
    @Test
    void whatAnAccountGetsAcceptedByDovecotsSubmissionIsCriticalToo() throws IOException {
        contained(AFTER, "end");
        String late =
                """
                Nov 19 03:26:41 mail postfix/smtpd[500]: 1425F2829AD: client=localhost[127.0.0.1]
                Nov 19 03:26:41 mail postfix/cleanup[501]: 1425F2829AD: message-id=<a@b.test>
                Nov 19 03:26:41 mail postfix/qmgr[400]: 1425F2829AD: from=<rossi@example.org>, size=400, nrcpt=1 (queue active)
                Nov 19 03:26:42 mail dovecot: submission(rossi@example.org)<1><QpVslQFhWbN/AEIy>: Successfully relayed message: from=<rossi@example.org>, size=27, id=BfF4, nrcpt=1, reply=`250 2.0.0 Ok: 220 bytes queued as 1425F2829AD'
                """;
        assertLast("2026-11-19T03:26:42Z", late);
    }

    /** The connection was lost in the middle, and a short queue ID is soon given again. */
    @Test
    void anEarlierMessageThatCameToNothingHidesNoLaterOne() throws IOException {
        contained(AFTER, "end");
        String client =
                "client=bad.test[203.0.113.9], sasl_method=PLAIN, sasl_username=rossi@example.org";
        String late =
                """
                Nov 19 03:22:41 mail postfix/submission/smtpd[500]: 1425F2829AD: %s
                Nov 19 03:26:43 mail postfix/submission/smtpd[500]: 1425F2829AD: %s
                Nov 19 03:26:43 mail postfix/cleanup[501]: 1425F2829AD: message-id=<a@b.test>
                Nov 19 03:26:43 mail postfix/qmgr[400]: 1425F2829AD: from=<rossi@example.org>, size=400, nrcpt=1 (queue active)
                """
                        .formatted(client, client);
        assertLast("2026-11-19T03:26:43Z", late);
    }

    private void assertLast(String at, String lines) throws IOException {
        Path log = Files.writeString(folder.resolve("late.log"), lines);
        Ran ran = detect("--log", log.toString(), "--format", "nagios");
        assertTrue(
                ran.first().contains("and sends all the same, last at " + at + "; "), ran.first());
        assertEquals(2, ran.exit());
    }

    @Test
    void anAccountThatWasLetGoOrNotWhollyContainedAlarmsAsEver() throws IOException {
        contained(AFTER);
        assertTrue(accounts().startsWith("[CRITICAL] accounts: rossi@example.org: the account"));
        contained(AFTER, "end", "released", "end");
        assertTrue(accounts().startsWith("[CRITICAL] accounts: rossi@example.org: the account"));
    }

    @Test
    void aContainmentAfterTheTimeThatIsLookedAtTellsNothing() throws IOException {
        contained("2026-11-19T05:00:00Z", "end");
        assertTrue(accounts().startsWith("[CRITICAL] accounts: rossi@example.org: the account"));
    }

    @Test
    void aStoreThatCannotBeReadChangesNothing() throws IOException {
        Files.createDirectories(folder.resolve("store"));
        Files.writeString(folder.resolve("store/journal"), "no folder");
        assertTrue(accounts().startsWith("[CRITICAL] accounts: rossi@example.org: the account"));
    }
}
