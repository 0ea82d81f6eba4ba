// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real logs that somebody copied with {@code grep -v smtpd}: they show mail, and not whose it is.
 */
class BlindCopyTest {
    private static final Path LAB = Path.of("src/test/corpus/lab");
    private static final String BREACH = "examples/breach/mail.log";
    private static final String WHICH =
            " passed of which the log does not say who logged in and sent them; that is in the lines of the"
                    + " programs that take mail in (postfix/smtpd, postfix/submission/smtpd, postfix/pickup):"
                    + " name the log that holds them with --log, unfiltered";

    @TempDir private Path folder;

    private record Ran(int exit, String out) {
        private String first() {
            return out.lines().findFirst().orElse("");
        }

        private JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    private static Ran ran(String... words) {
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out);
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        int exit = Cli.run(new Surroundings(both, both, clock, false), words);
        return new Ran(exit, out.toString());
    }

    private String withoutSmtpd(Path log) throws IOException {
        try (InputStream in = Files.newInputStream(log);
                InputStream plain = log.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            String rest =
                    new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1)
                            .lines()
                            .filter(line -> !line.contains("smtpd"))
                            .collect(Collectors.joining("\n", "", "\n"));
            Path copy = folder.resolve("mail.log");
            return Files.writeString(copy, rest, StandardCharsets.ISO_8859_1).toString();
        }
    }

    @Test
    void whatIsCountedOfSendersIsAPartAndTheNextStepSaysWhichLinesAreMissing() throws IOException {
        String log = withoutSmtpd(Path.of(BREACH));
        Ran text = ran("investigate", "--log", log);
        assertEquals(Exit.SOMETHING_IS_WRONG, text.exit(), text.out());
        assertEquals(
                "CAUSE NOT KNOWN: somebody who sends as winner@lottery-intl.test sent at least 78"
                        + " messages to 317 addresses elsewhere; 220 do not exist (mail from"
                        + " winner@lottery-intl.test). At least 78 messages to at least 317 addresses since"
                        + " 19 Nov 02:58 (probable). And 1 more case, see below.",
                text.first());
        assertTrue(text.out().contains("How far it reached, at least\n"), text.out());
        JsonNode json = ran("investigate", "--log", log, "--format", "json").json();
        assertEquals(
                List.of("# 481 messages" + WHICH),
                json.at("/cases/0/next").valueStream().map(JsonNode::asString).toList());
        assertTrue(
                ran("investigate", "--log", log, "--format", "html")
                        .out()
                        .contains("At least, for the log does not say who sent the rest:"));
    }

    @Test
    void whereTheLogSaysWhoSendsNoFigureIsAPart() {
        assertEquals(-1, ran("investigate", "--log", BREACH).out().indexOf("t least"));
    }

    @Test
    void aLookAtALogThatHidesWhoSendsIsNoAllClear() throws IOException {
        String log = withoutSmtpd(LAB.resolve("low-and-slow/mail.log.gz"));
        Instant last = Instant.parse("2026-11-18T12:00:00Z");
        Ran ran = ran("detect", "--log", log, "--until", last.toString(), "--format", "nagios");
        assertEquals(3, ran.exit(), ran.out());
        String said = ran.first().replaceAll("[0-9]+ messages", "N messages");
        assertEquals(
                "ARGINE UNKNOWN - the log does not say who logged in and sent N messages; name the one"
                        + " that holds smtpd's lines (--log FILE)",
                said.replaceAll(" \\|.*", ""));
        assertEquals(Exit.NOT_DONE, ran("detect", "--log", log, "--until", last.toString()).exit());
    }

    @Test
    void spamIsStillSeenInItWithTheReasonWhyNotMore() throws IOException {
        String log = withoutSmtpd(Path.of(BREACH));
        Ran ran = ran("detect", "--log", log, "--until", "2026-11-19T03:30", "--format", "nagios");
        assertEquals(2, ran.exit(), ran.out());
        assertTrue(
                ran.first().contains("accounts: somebody who sends as winner@lottery-intl.test"),
                ran.first());
        assertTrue(
                ran.first().contains("; the log does not say who logged in and sent "),
                ran.first());
    }

    /** Of a remote server that was down all day, and a night in which nobody connects. */
    @Test
    void anHourOfOldMailThatIsTriedAgainIsNoBlindLog() throws IOException {
        StringBuilder log = new StringBuilder();
        String day = "2026-11-23T15:%02d:00.000000+00:00 mail postfix/";
        for (int i = 10; i < 20; i++) {
            String at = day.formatted(i);
            String id = "4A1B2C3D%02dE: ".formatted(i);
            log.append(at).append("smtpd[7]: connect from unknown[198.51.100.7]\n");
            log.append(at).append("smtpd[7]: ").append(id).append("client=unknown[198.51.100.7],");
            log.append(" sasl_method=PLAIN, sasl_username=anna@x.test\n");
            log.append(at).append("cleanup[8]: ").append(id).append("message-id=<a@x.test>\n");
            log.append(at).append("qmgr[1]: ").append(id);
            log.append("from=<anna@x.test>, size=900, nrcpt=1 (queue active)\n");
        }
        for (int i = 10; i < 20; i++) {
            String at = "2026-11-24T11:%02d:00.000000+00:00 mail postfix/".formatted(i);
            String id = "4A1B2C3D%02dE: ".formatted(i);
            log.append(at).append("qmgr[1]: ").append(id);
            log.append("from=<anna@x.test>, size=900, nrcpt=1 (queue active)\n");
            log.append(at).append("smtp[9]: ").append(id).append("to=<b@far.test>, relay=");
            log.append(
                    "mx.far.test[192.0.2.9]:25, delay=9, delays=9/0/0/0, dsn=2.0.0, status=sent");
            log.append(" (250 ok)\n");
        }
        Path file = Files.writeString(folder.resolve("mail.log"), log);
        Ran ran = ran("detect", "--log", file.toString(), "--format", "nagios");
        assertEquals("ARGINE OK", ran.first().split(" - ")[0], ran.out());
    }
}
