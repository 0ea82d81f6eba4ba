// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Exit;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The rules put to the recorded runs of the lab, as an administrator types it. */
class GuardPastTest {
    private static final Path RECORDED = Path.of("src/test/corpus/lab");
    private static final String LIMITS = "examples/guard/guard.toml";

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Cli.run(
                new Surroundings(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Clock.fixed(Instant.parse("2026-11-25T00:00:00Z"), ZoneOffset.UTC),
                        false),
                words);
    }

    @Test
    void whatComesByWebmailIsReplayedUnderTheBudgetOfWebmail() throws IOException {
        Path limits =
                Files.writeString(
                        folder.resolve("webmail.toml"),
                        """
                        mode = "enforce"
                        [listen]
                        webmail = ["192.0.2.1"]
                        [limits.submission]
                        account = ["100000 recipients / hour"]
                        [limits.webmail]
                        account = ["5 recipients / hour"]
                        """);
        assertEquals(
                Exit.DONE,
                run(
                        "guard",
                        "replay",
                        RECORDED.resolve("webmail-flood").toString(),
                        "--limits",
                        limits.toString()),
                err::toString);
        assertTrue(out.toString().contains("\"account 5 recipients / hour\""), out.toString());
    }

    @Test
    void theUsualLimitsStopLoudThievesByWhoDoesNotExistQuietOnesAtTwoHundredAndOneFirstNewsletter()
            throws IOException {
        List<String> all = new ArrayList<>();
        for (Path scenario : scenarios()) {
            String log = scenario.toString();
            assertEquals(
                    Exit.DONE,
                    run("guard", "replay", log, "--limits", LIMITS, "--format", "json"),
                    err::toString);
            JsonNode replayed = JsonMapper.shared().readTree(out.toString());
            for (JsonNode account : replayed.path("accounts")) {
                if (account.has("first") || account.path("verdict").asString().equals("misused")) {
                    all.add(scenario.getFileName() + ": " + told(account));
                }
            }
        }
        assertEquals(
                List.of(
                        "breach-and-backscatter: conti@example.org misused 41 of 603",
                        "guessed-filter: rossi@example.org misused 212 of 678",
                        "guessed-flood: rossi@example.org misused 56 of 883",
                        "incident: user@argine.test misused 180 of 1200",
                        "low-and-slow: gallo@example.org misused 237 of 237",
                        "newsletter-first: marino@example.org own 216 of 298",
                        "null-sender: greco@example.org misused 40 of 797",
                        "own-sender: moretti@example.net misused 94 of 541",
                        "shared-botnet: conti@example.org misused 141 of 141",
                        "shared-botnet: costa@example.org misused 140 of 140",
                        "shared-botnet: romano@example.net misused 134 of 134",
                        "stolen-snowshoe: greco@example.org misused 103 of 579",
                        "test-message-first: colombo@example.org misused 44 of 721",
                        "webmail-flood: bruno@example.net misused 25 of 664"),
                all);
    }

    private static List<Path> scenarios() throws IOException {
        try (Stream<Path> all = Files.list(RECORDED)) {
            return all.sorted().toList();
        }
    }

    private static String told(JsonNode account) {
        long recipients = account.path("recipients").asLong();
        return account.path("account").asString()
                + " "
                + account.path("verdict").asString()
                + " "
                + account.path("first").path("reachedBefore").asLong(recipients)
                + " of "
                + recipients;
    }

    @Test
    void whatIsLearnedIsAConfigurationUnderWhichNobodyIsBothered() throws IOException {
        String log = RECORDED.resolve("newsletter-first").toString();
        Path learned = folder.resolve("guard.toml");
        assertEquals(
                Exit.DONE,
                run("guard", "learn", log, "--limits", LIMITS, "-o", learned.toString()),
                err::toString);
        assertEquals(
                Exit.DONE,
                run("guard", "--check-config", "--config", learned.toString()),
                err::toString);
        assertEquals(Exit.DONE, run("guard", "replay", log, "--limits", learned.toString()));
        assertTrue(out.toString().startsWith("NOBODY WOULD HAVE BEEN REFUSED"), out.toString());
    }

    @Test
    void whomTheLoopWouldHaveStoppedIsToldWhereItIsOnOrAskedFor() throws IOException {
        String log = RECORDED.resolve("guessed-flood").toString();
        assertEquals(
                Exit.DONE,
                run("guard", "replay", log, "--limits", LIMITS, "--loop", "--format", "json"),
                err::toString);
        JsonNode loop = JsonMapper.shared().readTree(out.toString()).path("loop");
        assertEquals(1, loop.size(), out::toString);
        assertEquals("rossi@example.org", loop.get(0).path("account").asString());
        assertEquals("misused", loop.get(0).path("verdict").asString());
        Path on = folder.resolve("on.toml");
        Files.writeString(
                on, "[log]\nfiles = [\"/var/log/mail.log\"]\n[loop]\nmode = \"contain\"\n");
        assertEquals(Exit.DONE, run("guard", "replay", log, "--limits", on.toString()));
        assertTrue(
                out.toString().contains("The loop would have stopped by itself:"), out::toString);
        assertEquals(Exit.DONE, run("guard", "replay", log, "--limits", LIMITS));
        assertFalse(out.toString().contains("loop"), out::toString);
    }

    @Test
    void limitsCloseToHabitsBotherNobodyOfThePastAndStopTheNextThiefSooner() throws IOException {
        for (String name : List.of("newsletter-first", "helpdesk", "mail-merge", "low-and-slow")) {
            Path learned = folder.resolve(name + ".toml");
            String log = RECORDED.resolve(name).toString();
            assertEquals(
                    Exit.DONE,
                    run(
                            "guard",
                            "learn",
                            log,
                            "--limits",
                            LIMITS,
                            "--tighten",
                            "-o",
                            learned.toString()),
                    err::toString);
            assertEquals(
                    Exit.DONE,
                    run("guard", "--check-config", "--config", learned.toString()),
                    err::toString);
            assertEquals(Exit.DONE, run("guard", "replay", log, "--limits", learned.toString()));
            assertFalse(
                    out.toString().contains("nothing in the log speaks against them"),
                    out::toString);
            assertTrue(
                    name.equals("low-and-slow")
                            == out.toString().contains("Refused, and in a stranger's hands"),
                    out::toString);
        }
    }

    @Test
    void anAccountWithAnyNameIsProposedAsItIsNamed() throws IOException {
        String name = "o'x\"]\\ = [\"#@corp.test";
        Path log = folder.resolve("mail.log");
        StringBuilder text = new StringBuilder();
        for (int day = 10; day < 20; day++) {
            for (int i = 0; i < 2 * day; i++) {
                message(text, i, i % 2 == 0 ? name : "quiet" + i % 15 + "@corp.test", day);
            }
        }
        Files.writeString(log, text);
        Path learned = folder.resolve("learned.toml");
        assertEquals(
                Exit.DONE,
                run(
                        "guard",
                        "learn",
                        log.toString(),
                        "--limits",
                        LIMITS,
                        "--server",
                        "postfix",
                        "--tighten",
                        "--floor",
                        "3",
                        "-o",
                        learned.toString()),
                err::toString);
        TomlParseResult toml = Toml.parse(learned);
        assertFalse(toml.hasErrors(), toml.errors()::toString);
        TomlArray own = toml.getArrayOrEmpty("allowance");
        assertEquals(name, own.getTable(0).getString("account"), out::toString);
        assertEquals(
                "done on 10 days: 19 recipients / hour, 30 recipients / day"
                        + " (99 of 100 days; times 2, not below 3)",
                own.getTable(0).getString("reason"));
    }

    @Test
    void howCloseIsAskedOnlyWithTighten() {
        assertEquals(Exit.ASKED_WRONGLY, run("guard", "learn", "--margin", "3"));
        assertTrue(err.toString().contains("need --tighten"), err.toString());
        assertEquals(Exit.ASKED_WRONGLY, run("guard", "learn", "--tighten", "--of-days", "101"));
        assertTrue(err.toString().contains("--of-days: from 1 to 100"), err.toString());
    }

    @Test
    void aThiefIsKnownUnderTheNameThatTheGuardCounts() throws IOException {
        Path limits = folder.resolve("alias.toml");
        Files.writeString(
                limits,
                "[directory]\nlocal-domains = []\n[directory.alias-domains]\n"
                        + "\"example.org\" = \"corp.test\"\n");
        String log = RECORDED.resolve("guessed-flood").toString();
        assertEquals(
                Exit.DONE,
                run("guard", "replay", log, "--limits", limits.toString()),
                err::toString);
        assertTrue(
                out.toString().contains("1 in a stranger's hands, 0 of their owners"),
                out.toString());
        assertTrue(out.toString().contains("rossi@corp.test"), out.toString());
    }

    @Test
    void aLoginThatIsNotFitToBePrintedIsNotProposed() throws IOException {
        Path log = folder.resolve("mail.log");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            message(text, i, "evil\u001b]0;\"]#@corp.test");
        }
        Files.writeString(log, text);
        assertEquals(
                Exit.DONE,
                run("guard", "learn", log.toString(), "--limits", LIMITS, "--server", "postfix"),
                err::toString);
        assertFalse(out.toString().contains("\u001b"), out.toString());
        assertFalse(out.toString().contains("[sender.also]"), out.toString());
        assertTrue(out.toString().contains("# Not proposed: evil"), out.toString());
    }

    private static void message(StringBuilder to, int number, String login) {
        message(to, number, login, 24);
    }

    private static void message(StringBuilder to, int number, String login, int day) {
        String id = "4ABC" + day + (10 + number);
        String head = "2026-11-" + day + "T08:" + (10 + number) + ":00+00:00 mx postfix/";
        to.append(head)
                .append("submission/smtpd[1]: " + id + ": client=x[203.0.113.9], ")
                .append("sasl_method=PLAIN, sasl_username=" + login + "\n")
                .append(head)
                .append(
                        "qmgr[2]: "
                                + id
                                + ": from=<boss@bank.test>, size=900, nrcpt=1 (queue active)\n")
                .append(head)
                .append("smtp[3]: " + id + ": to=<a@ext.test>, relay=x[198.51.100.1]:25, delay=1, ")
                .append("delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)\n");
    }

    @Test
    void aLogThatIsReadTwiceIsNoStandardInput() {
        assertEquals(Exit.ASKED_WRONGLY, run("guard", "replay", "--log", "-"));
        assertTrue(err.toString().contains("name a file, not -"), err.toString());
    }
}
