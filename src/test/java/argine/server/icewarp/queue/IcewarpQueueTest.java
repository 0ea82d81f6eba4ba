// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.detect.Ledger;
import argine.detect.Tally;
import argine.detect.Trails;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Queue;
import argine.server.Queue.Content;
import argine.server.Unreadable;
import argine.server.icewarp.session.Logins;
import argine.server.icewarp.session.SessionLog;
import argine.server.log.LogFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IcewarpQueueTest {
    private static final Path CORPUS = Path.of("src/test/corpus/icewarp");
    private static final String TRACE =
            "Received: from pc ([203.0.113.77])\r\n\tby mail.example.it (IceWarp 10.1.2) with ASMTP id"
                    + " RSH57823\r\n\tfor <a@far.test>; Mon, 12 Apr 2010 09:33:22 +0200\r\n";
    private static final String MESSAGE = TRACE + "From: x@y.test\r\nSubject: s\r\n\r\ntext\r\n";

    private static final String P = "203.0.113.77 [0F4C] 09:33:20 ";

    private static final String C = "192.0.2.1 [0F4D] 09:33:24 ";

    @TempDir Path folder;

    private final Ledger ledger = new Ledger(List.of(), Set.of("example.it"));
    private final Trails trails = new Trails(ledger);

    private final List<QueuedMessage> messages = new ArrayList<>();

    @Test
    void theFourLayoutsSayTheSame() throws IOException {
        Map<String, String> said = new TreeMap<>();
        read(CORPUS.resolve("queue"), new Logins());
        messages.forEach(
                m ->
                        said.put(
                                Path.of(m.file()).getFileName().toString().substring(6, 7),
                                facts(m)));
        String named =
                "RSH57823 203.0.113.77 user@example.it fantasma@altro-dominio.test [xqzv18@inesistente.invalid]";
        assertEquals(1, said.size(), "one MsgID is one message");
        assertEquals(named, said.values().iterator().next().replace("***", "user@example.it"));
        for (String layout :
                List.of(
                        "A-key-colon-preamble",
                        "B-key-equals-preamble",
                        "C-preamble-glued-to-headers")) {
            assertEquals(named, facts(one(CORPUS.resolve("queue/queue-" + layout + ".tmp"))));
        }
        assertEquals(
                "RSH57823 203.0.113.77 *** fantasma@altro-dominio.test [xqzv18@inesistente.invalid]",
                facts(one(CORPUS.resolve("queue/queue-D-no-preamble.tmp"))));
    }

    @Test
    void aBinaryPrefixIsLookedThroughForTheLocalSender() throws IOException {
        byte[] prefix =
                "\1\0\0\7LocalSender\0\16rossi@example.it\0\0MsgID\0RSH57823\0\0\0\n"
                        .getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(
                "RSH57823 203.0.113.77 rossi@example.it x@y.test [a@far.test]",
                facts(
                        one(
                                file(
                                        "a.tmp",
                                        new String(prefix, StandardCharsets.ISO_8859_1)
                                                + MESSAGE))));
    }

    @Test
    void aZeroByteInTheTextOfAMessageHidesNothingOfWhatTheServerNoted() throws IOException {
        String noted =
                "LocalSender: user@example.it\nRcptTo: <a@far.test>,<b@far.test>\nMsgID: RSH57823\n\n";
        assertEquals(
                "RSH57823 203.0.113.77 user@example.it x@y.test [a@far.test, b@far.test]",
                facts(one(file("a.tmp", noted + MESSAGE + "\0"))));
    }

    @Test
    void whatIsForgedInTheBodyOrInLowerHeadersChangesNothing() throws IOException {
        String forged =
                "LocalSender: user@example.it\nFrom: <x@y.test>\nRcptTo: <a@far.test>\nMsgID: RSH57823\n\n"
                        + TRACE
                        + "LocalSender: boss@example.it\r\nMsgID: AAA00001\r\n"
                        + "Received: from z ([192.0.2.9]) by mail.example.it (IceWarp 10.1.2) with ASMTP id"
                        + " AAA00001; Mon, 12 Apr 2010 09:33:22 +0200\r\n"
                        + "From: boss@example.it\r\n\r\nLocalSender: boss@example.it\nMsgID: AAA00002\n";
        assertEquals(
                "RSH57823 203.0.113.77 user@example.it x@y.test [a@far.test]",
                facts(one(file("a.tmp", forged))));
        assertEquals(
                "RSH57823 203.0.113.77 *** boss@example.it [a@far.test]",
                facts(one(file("b.tmp", forged.substring(forged.indexOf("Received"))))));
    }

    @Test
    void whereAMessageStandsItsFolderSays() throws IOException {
        for (String place : List.of("retry", "Priority_0", "RETRY/deeper")) {
            Files.createDirectories(folder.resolve(place));
        }
        file("NOW00001.tm$", MESSAGE.replace("RSH57823", "NOW00001"));
        file("retry/LAT00001.tmp", MESSAGE.replace("RSH57823", "LAT00001"));
        file("RETRY/deeper/LAT00002.tmp", MESSAGE.replace("RSH57823", "LAT00002"));
        file("Priority_0/RUN00001.imp", MESSAGE.replace("RSH57823", "RUN00001"));
        file("retry/Thumbs.db", "\u00d0\u00cf\0\0");
        file("retry/torn.tmp", "\u00d0\u00cf\0\0");
        file("retry/begun.tmp", "");
        Queue.Summary summary = read(folder, new Logins());
        Map<String, Place> places = new TreeMap<>();
        messages.forEach(m -> places.put(m.queueId().text(), m.place()));
        assertEquals(
                Map.of(
                        "NOW00001",
                        Place.ACTIVE,
                        "RUN00001",
                        Place.ACTIVE,
                        "LAT00001",
                        Place.DEFERRED,
                        "LAT00002",
                        Place.DEFERRED),
                places);
        String torn =
                folder.resolve("retry/torn.tmp")
                        + " could not be read: it is no message in any form that is known";
        assertEquals(
                new Queue.Summary(
                        folder.toString(),
                        4,
                        0,
                        1,
                        2,
                        List.of(torn),
                        new Unreadable(1, torn),
                        Optional.of(
                                "1 file in the queue passed over: "
                                        + folder.resolve("retry/Thumbs.db"))),
                summary);
    }

    @Test
    void aDamagedMessageIsKnownByTheNameThatTheServerGaveIt() throws IOException {
        String names =
                "a.tmp b.TM$ c.imp RSH57823 RSH57823.bak x1RSH57823.dat 201404121913121531.dat";
        for (String name : names.split(" ")) {
            file(name, "\0\0");
        }
        assertEquals(7, read(folder, new Logins()).unreadable().count());
    }

    @Test
    void ofFilesThatAreNoMessagesTheFirstByNameAreTold() throws IOException {
        for (int i = 9; i > 0; i--) {
            file("note" + i + ".txt", "call Anna");
        }
        Queue.Summary summary = read(folder, new Logins());
        assertEquals(List.of(), summary.trouble());
        String said = summary.strange().orElseThrow().replace(folder + "/", "");
        assertEquals(
                "9 files in the queue passed over: note1.txt, note2.txt, note3.txt, note4.txt,"
                        + " note5.txt and 4 more",
                said);
    }

    @Test
    void whereFileAndLogDisagreeBothAreShown() throws IOException {
        Logins logins = afterALoginOfVerdi();
        Path file = file("a.tmp", "LocalSender: rossi@example.it\nMsgID: RSH57823\n\n" + MESSAGE);
        assertEquals(
                List.of(
                        file
                                + ": LocalSender is rossi@example.it, the log says verdi@example.it; which is"
                                + " right is not known"),
                read(folder, logins).trouble());
    }

    @Test
    void withoutAMsgIdInTheLogClientSenderRecipientAndTimeTell() throws IOException {
        Logins logins = new Logins();
        Path log =
                file(
                        "s20100412-00.log",
                        String.join(
                                "\n",
                                P + ">>> 220 h",
                                P + "<<< MAIL FROM:<x@y.test>",
                                P + ">>> 250 ok",
                                P + "<<< RCPT TO:<a@far.test>",
                                P + ">>> 250 ok",
                                P + "<<< DATA",
                                P + ">>> 250 ok",
                                P + "Disconnected",
                                ""));
        Clock clock = Clock.fixed(Instant.parse("2010-04-12T07:34:00Z"), ZoneOffset.ofHours(2));
        new SessionLog(
                        LogFiles.inOrder(List.of(log)),
                        clock,
                        Optional.empty(),
                        Optional.empty(),
                        logins)
                .read(_ -> {});
        Files.delete(log);
        file("a.tmp", MESSAGE);
        file("b.tmp", MESSAGE.replace("RSH57823", "RSH57824"));
        file("c.tmp", MESSAGE.replace("RSH57823", "RSH57825").replace("203.0.113.77", "192.0.2.9"));
        file("d.tmp", MESSAGE.replace("RSH57823", "RSH57826").replace("09:33:22", "09:43:22"));
        read(folder, logins);
        List<String> ids = messages.stream().map(m -> m.queueId().text()).sorted().toList();
        assertEquals(4, ids.size());
        assertEquals(
                1, ids.stream().filter(id -> id.startsWith("session-")).count(), ids::toString);
        assertTrue(ids.contains("RSH57825") && ids.contains("RSH57826"), ids::toString);
    }

    @Test
    void ofManyThatDisagreeInOneWayTheFirstThreeAreToldAndTheOthersCounted() throws IOException {
        for (int i = 0; i < 5; i++) {
            String id = "AAA0000" + i;
            file(i + ".tmp", "LocalSender: rossi@example.it\nMsgID: " + id + "\n\n" + MESSAGE);
        }
        List<String> trouble = read(folder, new Logins()).trouble();
        assertEquals(4, trouble.size(), trouble::toString);
        assertEquals(
                "queue: 2 more files have another MsgID than their trace line", trouble.getLast());
    }

    @Test
    void aMsgIdThatCameAgainOnAnotherDayIsAnotherMessage() throws IOException {
        Logins logins = afterALoginOfVerdi();
        file(
                "a.tmp",
                "LocalSender: rossi@example.it\nMsgID: RSH57823\n\n"
                        + MESSAGE.replace("Mon, 12 Apr", "Sat, 10 Apr"));
        assertEquals(List.of(), read(folder, logins).trouble());
        assertEquals("RSH57823-20100410", messages.getFirst().queueId().text());
    }

    private static final List<String> REACHED =
            List.of(
                    C + "<<< 220 mx.far.test",
                    C + ">>> MAIL FROM:<x@y.test>",
                    C + "<<< 250 ok",
                    C + ">>> RCPT TO:<a@far.test>",
                    C + "<<< 250 ok",
                    C + ">>> DATA",
                    C + "<<< 354 go on",
                    C + "<<< 250 taken",
                    C + "Disconnected");

    private static final List<String> VERDI =
            List.of(
                    P + ">>> 220 h",
                    P + "<<< AUTH PLAIN AHZlcmRpQGV4YW1wbGUuaXQAcA==",
                    P + ">>> 235 ok",
                    P + "<<< MAIL FROM:<x@y.test>",
                    P + ">>> 250 ok",
                    P + "<<< RCPT TO:<a@far.test>",
                    P + ">>> 250 ok",
                    P + "<<< DATA",
                    P + ">>> 250 Message id RSH57823");

    @Test
    void aMessageWhoseMsgIdCameAgainInTheLogIsCountedOnce() throws IOException {
        Logins logins = after(Map.of("s20100412-00.log", VERDI, "s20100414-00.log", VERDI));
        Files.createDirectories(folder.resolve("retry"));
        file("retry/a.tmp", "LocalSender: verdi@example.it\nMsgID: RSH57823\n\n" + MESSAGE);
        assertEquals("2 accepted, 1 deferred, 2 in the queue", counted(logins));
    }

    @Test
    void ofAMessageThatTheLogHasSeenEndTheDisagreementIsToldAndTheAcceptanceCountedOnce()
            throws IOException {
        Logins logins = after(Map.of("s20100412-00.log", VERDI, "s20100412-01.log", REACHED));
        Path file = file("a.tmp", "LocalSender: rossi@example.it\nMsgID: RSH57823\n\n" + MESSAGE);
        assertEquals("1 accepted, 0 deferred, 1 in the queue", counted(logins));
        assertEquals(
                List.of(
                        file
                                + ": LocalSender is rossi@example.it, the log says verdi@example.it; which is"
                                + " right is not known"),
                read(folder, logins).trouble());
    }

    @Test
    void aNoticeUnderTheMsgIdOfAMessageThatEndedHoursBeforeIsAnotherMessage() throws IOException {
        List<String> tried =
                List.of("SYSTEM [0F4C] 20:29:22 *** <> <a@far.test> 1 5 00:00:01 ERROR RSH57823");
        Logins logins =
                after(
                        Map.of(
                                "s20100412-00.log",
                                VERDI,
                                "s20100412-01.log",
                                REACHED,
                                "s20100412-02.log",
                                tried));
        Files.createDirectories(folder.resolve("retry"));
        file(
                "retry/a.tmp",
                "From: <>\nRcptTo: <a@far.test>\nMsgID: RSH57823\n\n"
                        + "Received: from h.example.it by h.example.it (IceWarp 10.3.0) with SMTP"
                        + " id RSH57823; Mon, 12 Apr 2010 20:29:22 +0200\n"
                        + "From: MAILER-DAEMON@h.example.it\nSubject: Delivery failure\n\ntext\n");
        assertEquals("2 accepted, 1 deferred, 1 in the queue", counted(logins));
        assertEquals(List.of(), read(folder, logins).trouble());
    }

    private String counted(Logins logins) throws IOException {
        read(folder, logins);
        messages.forEach(trails::queued);
        trails.finish();
        Tally all = new Tally();
        ledger.profiles().forEach(one -> all.add(one.all().tally));
        return all.messages
                + " accepted, "
                + all.deferred
                + " deferred, "
                + all.queued
                + " in the queue";
    }

    private Logins afterALoginOfVerdi() throws IOException {
        return after(Map.of("s20100412-00.log", VERDI));
    }

    private Logins after(Map<String, List<String>> logs) throws IOException {
        Logins logins = new Logins();
        logins.rememberPast();
        List<Path> files = new ArrayList<>();
        for (var log : new TreeMap<>(logs).entrySet()) {
            files.add(file(log.getKey(), String.join("\n", log.getValue()) + "\n"));
        }
        new SessionLog(
                        LogFiles.inOrder(files),
                        Clock.fixed(Instant.parse("2010-04-15T00:00:00Z"), ZoneOffset.ofHours(2)),
                        Optional.empty(),
                        Optional.empty(),
                        logins)
                .read(trails::event);
        for (Path file : files) {
            Files.delete(file);
        }
        return logins;
    }

    private static String facts(QueuedMessage m) {
        QueuedMessage.Envelope e = m.envelope();
        return m.queueId()
                + " "
                + e.client()
                + " "
                + e.account()
                + " "
                + e.sender()
                + " "
                + e.recipients();
    }

    private QueuedMessage one(Path file) throws IOException {
        return new QueueFileReader(Content.TEXT)
                .read(
                        file,
                        Place.DEFERRED,
                        Files.size(file),
                        Files.getLastModifiedTime(file).toInstant())
                .orElseThrow()
                .message();
    }

    private Queue.Summary read(Path where, Logins logins) throws IOException {
        messages.clear();
        return new IcewarpQueue(where, Optional.empty(), Content.TEXT, logins).read(messages::add);
    }

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        return Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
