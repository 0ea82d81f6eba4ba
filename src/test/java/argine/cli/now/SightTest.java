// SPDX-License-Identifier: Apache-2.0
package argine.cli.now;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.detect.check.Answer;
import argine.detect.check.Checks;
import argine.detect.check.Figure;
import argine.detect.check.Past;
import argine.detect.check.Snapshot;
import argine.detect.check.Snapshot.Busy;
import argine.detect.check.Snapshot.Suspect;
import argine.detect.check.Snapshot.Weight;
import argine.detect.check.State;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SightTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");
    private static final String EVIL = "x|y\n\u001b[31m\u202ered\u0007";

    private static Answer answer(Map<Figure, Long> figures, List<Suspect> suspects) {
        Snapshot now =
                new Snapshot(
                        AT.minusSeconds(3600),
                        AT,
                        figures,
                        Map.of(Figure.ACCEPTED, Collections.nCopies(60, 3)),
                        List.of(new Busy(EVIL.repeat(20), 5, 6)),
                        suspects,
                        Optional.empty(),
                        List.of(EVIL),
                        Snapshot.Unread.NOTHING);
        Past past = Past.none(AT);
        return new Answer(now, past, Checks.judge(now, past, Map.of(), Map.of()));
    }

    private static Answer evil() {
        return answer(
                Map.of(Figure.ACCEPTED, 7L, Figure.QUEUE, 5L),
                List.of(new Suspect(EVIL, "account", EVIL, Weight.MISUSED)));
    }

    @Test
    void thePluginLineIsAsTheConventionSays() {
        Answer well =
                answer(
                        Map.of(
                                Figure.QUEUE,
                                12L,
                                Figure.SMALL,
                                1L,
                                Figure.HELD,
                                0L,
                                Figure.OLD_HOLDS,
                                0L),
                        List.of());
        assertEquals(
                "ARGINE OK - nothing is wrong, by 3 checks | queue=12;100;1000;0 small=1;100;1000;0"
                        + " held=0;;;0 oldHolds=0;1;;0",
                PluginLine.text(well).lines().findFirst().orElse(""));
    }

    @Test
    void noStrangerAddsABarOrALineToThePluginLine() {
        String text = PluginLine.text(evil());
        String first = text.lines().findFirst().orElse("");
        assertEquals(1, first.chars().filter(c -> c == '|').count());
        assertEquals(1 + Checks.words().size(), text.lines().count());
        assertFalse(text.contains("\u001b"));
        assertTrue(first.startsWith("ARGINE CRITICAL - accounts: x/y\\n\\x1b[31m"), first);
    }

    @Test
    void theFirstLineNamesWhatIsCriticalThenWhatWarns() {
        Answer answer =
                answer(
                        Map.of(Figure.ACCEPTED, 7L, Figure.HELD, 1L, Figure.OLD_HOLDS, 1L),
                        List.of(
                                new Suspect("bianchi", "unknown", "old spam", Weight.OLD),
                                new Suspect("verdi", "backscatter", "bounces", Weight.OTHERS),
                                new Suspect("rossi", "account", "theft", Weight.MISUSED)));
        assertEquals(
                "accounts: rossi: theft; and warning: accounts: bianchi: old spam; holds: 1 of 1"
                        + " message on hold was forgotten",
                TextSight.summary(answer));
    }

    @Test
    void oneOfAKindIsSpokenOfAsOne() {
        Answer answer =
                answer(
                        Map.of(Figure.QUEUE, 1L, Figure.SESSIONS, 1L, Figure.FAILED_LOGINS, 1L),
                        List.of());
        List<String> said =
                answer.findings().stream()
                        .map(finding -> finding.says().split("; ")[0])
                        .filter(says -> says.startsWith("1 "))
                        .toList();
        assertEquals(
                List.of(
                        "1 message waits in the queue",
                        "1 SMTP session an hour",
                        "1 login an hour failed"),
                said);
    }

    @Test
    void whoTheLogDoesNotNameIsNotCalledUnknown() {
        Answer answer =
                answer(
                        Map.of(Figure.ACCEPTED, 7L),
                        List.of(
                                new Suspect(
                                        "UNKNOWN",
                                        "unknown",
                                        "somebody who sends as a@b.test sent 9 messages",
                                        Weight.MISUSED),
                                new Suspect("UNKNOWN", "account", "theft", Weight.MISUSED)));
        assertEquals(
                "accounts: somebody who sends as a@b.test sent 9 messages; an account that the log"
                        + " does not name: theft",
                TextSight.summary(answer));
    }

    @Test
    void exitCodesOfTheConventionAreNotOurs() {
        assertEquals(0, PluginLine.exit(State.OK));
        assertEquals(1, PluginLine.exit(State.WARNING));
        assertEquals(2, PluginLine.exit(State.CRITICAL));
        assertEquals(3, PluginLine.exit(State.NOT_LOOKED_AT));
    }

    @Test
    void jsonIsJsonWhateverStrangersWrote() {
        JsonNode json =
                JsonMapper.shared()
                        .readTree(JsonSight.json(evil(), 3, List.of("argine investigate")));
        assertEquals("critical", json.get("state").asString());
        assertEquals(3, json.get("exit").asInt());
        assertEquals(5, json.get("figures").get("queue").asInt());
        assertEquals(EVIL, json.get("suspects").get(0).get("who").asString());
        assertEquals("2026-11-24T09:00:00Z", json.get("at").asString());
        assertEquals("accounts", json.get("checks").get(0).get("check").asString());
    }

    @Test
    void nothingRawReachesTheText() {
        String text =
                TextSight.text(evil(), List.of("argine investigate"), false, 100, ZoneOffset.UTC);
        assertTrue(text.startsWith("CRITICAL: accounts: x|y\\n\\x1b[31m"), text);
        assertTrue(text.chars().allMatch(c -> c == '\n' || c >= ' ' && c != 0x202E), text);
    }

    @Test
    void theScreenFitsAndHoldsNothingRaw() {
        for (boolean unicode : new boolean[] {true, false}) {
            List<String> rows = new Screen(80, 24, unicode, ZoneOffset.UTC).of(evil());
            assertTrue(rows.size() < 24);
            for (String row : rows) {
                assertTrue(row.length() <= 80, row);
                assertTrue(row.chars().allMatch(c -> c >= ' ' && c != 0x202E), row);
                assertTrue(unicode || row.chars().allMatch(c -> c < 127), row);
            }
        }
    }

    @Test
    void aSparklineIsHighestAtTheMost() {
        assertEquals(" ▁▄█", Sparkline.of(List.of(0, 1, 4, 8), 4, true));
        assertEquals(".=@", Sparkline.of(List.of(9, 1, 4, 8), 3, false).replace(':', '.'));
        assertEquals("", Sparkline.of(List.of(), 4, true));
    }

    @Test
    void watchingEndsWithQAndPutsTheTerminalBack() {
        StringWriter out = new StringWriter();
        Watch watch =
                new Watch(
                        new PrintWriter(out),
                        Clock.fixed(AT, ZoneOffset.UTC),
                        new Screen(80, 24, false, ZoneOffset.UTC),
                        SightTest::evil);
        watch.until(
                new ByteArrayInputStream("xq".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                Duration.ofHours(1));
        String drawn = out.toString();
        assertTrue(drawn.startsWith("\u001b[?1049h\u001b[?25l\u001b[H"));
        assertTrue(drawn.endsWith("\u001b[J\u001b[?25h\u001b[?1049l"));
    }

    @Test
    void watchingGoesOnWhereOneLookFails() {
        StringWriter out = new StringWriter();
        Watch watch =
                new Watch(
                        new PrintWriter(out),
                        Clock.fixed(AT, ZoneOffset.UTC),
                        new Screen(80, 24, false, ZoneOffset.UTC),
                        () -> {
                            throw new IOException("rotated " + EVIL);
                        });
        watch.until(new ByteArrayInputStream(new byte[] {'q'}), Duration.ofHours(1));
        assertTrue(out.toString().contains("cannot look now: rotated x|y\\n\\x1b[31m"));
    }
}
