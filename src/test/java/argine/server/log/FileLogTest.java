// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.Line;
import argine.mail.MailEvent;
import argine.server.Described;
import argine.server.Explained;
import argine.server.Log;
import argine.server.Reading;
import argine.server.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLogTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String REMOVED =
            "2026-11-24T08:00:00Z mail postfix/qmgr[1]: %X: removed\n";

    @TempDir Path folder;

    @Test
    void manyThreadsHandOnTheLinesInTheirOrder() throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 120_000; i++) {
            int id = 0xA0000000 + i;
            text.append(String.format(REMOVED, id));
            wanted.add(Integer.toHexString(id).toUpperCase());
        }
        List<String> found = new ArrayList<>();
        Reading reading = read(text.toString(), event -> found.add(queueId(event)));
        assertEquals(wanted, found);
        assertEquals(120_000, reading.lines());
    }

    @Test
    void anEventKnowsItsLine() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            text.append(i % 3 == 0 ? "\n" : String.format(REMOVED, 0xA0000000 + i));
        }
        List<String> lines = text.toString().lines().toList();
        List<Line> places = new ArrayList<>();
        read(text.toString(), event -> places.add(event.seen().line()));
        assertEquals(40_000, places.size());
        for (Line place : places) {
            assertEquals(lines.get((int) place.line() - 1), place.text());
            assertEquals(
                    place.text(),
                    text.substring((int) place.offset())
                            .split("\n", 2)[0]
                            .substring(0, place.text().length()));
            if (place.line() > 3000) {
                break;
            }
        }
    }

    @Test
    void windowsLineEndsAndItsMarkAreNoPartOfALine() throws IOException {
        List<String> found = new ArrayList<>();
        Reading reading =
                read(
                        "\uFEFF"
                                + String.format(REMOVED, 0xABCDEF1).replace("\n", "\r\n")
                                + String.format(REMOVED, 0xABCDEF2).replace("\n", "\r\n"),
                        event -> found.add(Described.event(event)));
        assertEquals(List.of("Removed queueId=ABCDEF1", "Removed queueId=ABCDEF2"), found);
        assertEquals(0, reading.unreadLines());
    }

    @Test
    void aLastLineWithoutItsEndIsALine() throws IOException {
        List<String> found = new ArrayList<>();
        read(String.format(REMOVED, 0xABCDEF1).strip(), event -> found.add(queueId(event)));
        assertEquals(List.of("ABCDEF1"), found);
    }

    @Test
    void zerosAreALineThatIsNotUnderstood() throws IOException {
        List<String> found = new ArrayList<>();
        Reading reading =
                read(
                        "\0".repeat(5000) + "\n" + String.format(REMOVED, 0xABCDEF1),
                        event -> found.add(queueId(event)));
        assertEquals(List.of("ABCDEF1"), found);
        assertEquals(1, reading.unreadLines());
    }

    @Test
    void aLineThatNobodyUnderstandsShowsNoLetterOfWhatMayBeAPassword() throws IOException {
        String session = "203.0.113.77    [0F4C] 9:33:21 ";
        for (String line :
                List.of(
                        session + "<<< AUTH PLAIN AHJvc3NpAGdlaGVpbQ==",
                        session + "<<< Z2VoZWlt",
                        session + "<<< geheim",
                        session + "AUTH PLAIN AHJvc3NpAGdlaGVpbQ==",
                        session + "U2VncmV0by0xMjM0",
                        "pass geheim",
                        "a1 Login rossi geheim",
                        "geheim",
                        "Z2VoZWlt",
                        "odd U2VncmV0by0xMjM0 words")) {
            List<Reading.Shape> shapes = read(line + "\n", _ -> {}).unread();
            String all = shapes + Explained.line(line, CLOCK).shown();
            for (String secret : List.of("geheim", "Z2Vo", "AHJv", "U2Vn", "Vncm")) {
                assertEquals(false, all.contains(secret), all);
            }
        }
        byte[] harmless = "4BNZsT4Rhqz9s0p: odd, relay=mail.Example.org".getBytes(UTF_8);
        assertEquals(new String(harmless, UTF_8), Shapes.shown(harmless, 0, harmless.length));
    }

    @Test
    void onlyTheTimeAskedForIsHandedOn() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int hour = 0; hour < 24; hour++) {
            text.append(
                    String.format(
                            "2026-11-23T%02d:00:00Z mail postfix/qmgr[1]: ABCDE%02X: removed\n",
                            hour, hour));
        }
        Files.writeString(folder.resolve("log"), text);
        List<String> found = new ArrayList<>();
        new FileLog(
                        LogFiles.of(List.of(folder.resolve("log"))),
                        Servers.readers(),
                        CLOCK,
                        Optional.of(Instant.parse("2026-11-23T03:00:00Z")),
                        Optional.of(Instant.parse("2026-11-23T05:00:00Z")))
                .read(event -> found.add(queueId(event)));
        assertEquals(List.of("ABCDE03", "ABCDE04"), found);
    }

    @Test
    void whatAStrangerWroteIsBounded() {
        String long5k = "x".repeat(5000);
        for (String line :
                List.of(
                        "postfix/smtpd[1]: 842C8282007: client=u[192.0.2.1], sasl_username="
                                + long5k,
                        "postfix/smtpd[1]: warning: u[192.0.2.1]: SASL LOGIN authentication failed: no, sasl_username="
                                + long5k,
                        "postfix/smtpd[1]: connect from " + long5k + "[192.0.2.1]",
                        "postfix/qmgr[1]: 842C8282007: from=<"
                                + long5k
                                + ">, size=1, nrcpt=1 (queue active)",
                        "dovecot: imap-login: Disconnected (auth failed): user=<"
                                + long5k
                                + ">, method=PLAIN, rip=192.0.2.1",
                        "dovecot: auth: sql(" + long5k + ",192.0.2.1): Password mismatch")) {
            Explained explained = Explained.line("Nov 24 07:16:42 mail " + line, CLOCK);
            assertEquals(Explained.Became.EVENTS, explained.became(), line.substring(0, 60));
            int length = Described.event(explained.events().getFirst()).length();
            assertEquals(true, length < 700, () -> length + " of " + line.substring(0, 60));
        }
    }

    private Reading read(String text, Log.Sink sink) throws IOException {
        Path log = folder.resolve("log");
        Files.write(log, text.getBytes(StandardCharsets.UTF_8));
        return new FileLog(
                        LogFiles.of(List.of(log)),
                        Servers.readers(),
                        CLOCK,
                        Optional.empty(),
                        Optional.empty())
                .read(sink);
    }

    private static String queueId(MailEvent event) {
        return ((MailEvent.Removed) event).queueId().text();
    }
}
