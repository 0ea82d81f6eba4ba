// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Explained.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way from a queue file to a login, and what of it does not fit together. */
class WalkTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2010-04-20T12:00:00Z"), ZoneOffset.UTC);
    private static final String NOBODY = "";
    private static final String HELD = "; which is right is not known";

    @TempDir Path folder;

    @Test
    void ofSeveralSessionsWithOneMsgIdTheNearestToTheArrivalIsShownAndTheOthersAreNamed()
            throws IOException {
        log("s20100412-00.log", "203.0.113.77", "rossi@example.it", "RSH57823");
        log("s20100414-00.log", "198.51.100.5", "bianchi@example.it", "RSH57823");
        assertEquals(
                List.of(
                        "The queue file: LocalSender rossi@example.it; From x@y.test; MsgID RSH57823",
                        "The server session: 203.0.113.77 connected",
                        "The login, decoded: rossi@example.it (the password is not shown)",
                        "The message was accepted as RSH57823",
                        "Another message was accepted as RSH57823 at 2010-04-14T09:33:20Z; MsgIDs come"
                                + " again"),
                walk("LocalSender: rossi@example.it", "ASMTP"));
    }

    @Test
    void aSessionOfAnotherDayIsNotTheMessages() throws IOException {
        log("s20100414-00.log", "198.51.100.5", "bianchi@example.it", "RSH57823");
        assertEquals(
                List.of(
                        "The queue file: LocalSender rossi@example.it; From x@y.test; MsgID RSH57823",
                        "No session with MsgID RSH57823 in these logs: give the log of the day it came"
                                + " in",
                        "Another message was accepted as RSH57823 at 2010-04-14T09:33:20Z; MsgIDs come"
                                + " again"),
                walk("LocalSender: rossi@example.it", "ASMTP"));
    }

    @Test
    void withoutAMsgIdInTheLogClientSenderRecipientAndTimeTellTheSession() throws IOException {
        log("s20100412-00.log", "203.0.113.77", "rossi@example.it", "");
        List<String> says = walk("LocalSender: rossi@example.it", "ASMTP");
        assertEquals(
                "No line of these logs has its MsgID; the message with the same client, sender and"
                        + " recipient from within two minutes is taken for it",
                says.get(1));
        assertEquals(
                "The login, decoded: rossi@example.it (the password is not shown)", says.get(3));
    }

    @Test
    void eachThingOfWhichFileTraceLineAndLogDoNotSayTheSameIsTold() throws IOException {
        log("s20100412-00.log", "203.0.113.77", "rossi@example.it", "RSH57823");
        assertEquals(
                List.of(
                        "LocalSender is boss@example.it, its trace line says that nobody logged in",
                        "LocalSender is boss@example.it, the log says rossi@example.it",
                        "its trace line says that nobody logged in, the log says rossi@example.it"),
                disagreements("LocalSender: boss@example.it", "ESMTP"));
        assertEquals(
                List.of("its trace line says that nobody logged in, the log says rossi@example.it"),
                disagreements("Domain: far.test", "ESMTP"));
    }

    @Test
    void aTraceLineThatKnowsOfALoginAndALogThatDoesNotDisagree() throws IOException {
        log("s20100412-00.log", "203.0.113.77", NOBODY, "RSH57823");
        assertEquals(
                List.of(
                        "its trace line says that somebody logged in, the log says that nobody logged in"),
                disagreements("Domain: far.test", "ASMTP"));
    }

    @Test
    void aMessageWhoseRecipientsWereGivenUpIsComparedAllTheSame() throws IOException {
        log("s20100412-00.log", "203.0.113.77", "rossi@example.it", "RSH57823");
        Files.writeString(
                folder.resolve("logs/s20100412-00.log"),
                "SYSTEM [0FA4] 09:33:26 Delivery to <a@far.test> failed: DNS query for MX of 'far.test'"
                        + " returned no record\n",
                java.nio.file.StandardOpenOption.APPEND);
        assertEquals(
                List.of("LocalSender is boss@example.it, the log says rossi@example.it"),
                disagreements("LocalSender: boss@example.it", "ASMTP"));
    }

    @Test
    void aNameWithoutItsDomainIsTheSameOnEitherSide() throws IOException {
        log("s20100412-00.log", "203.0.113.77", "rossi@example.it", "RSH57823");
        assertEquals(List.of(), disagreements("LocalSender: rossi", "ASMTP"));
    }

    @Test
    void aLogOfSummariesAloneSaysNothingOfALogin() throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(
                folder.resolve("logs/s20100412-00.log"),
                "203.0.113.77 [0F4C] 09:33:23 *** <x@y.test> <a@far.test> 1 733 00:00:01 OK RSH57823\n");
        assertEquals(
                List.of(
                        "The queue file: LocalSender rossi@example.it; From x@y.test; MsgID RSH57823",
                        "The message was accepted as RSH57823; the log holds no dialogue, so whose login"
                                + " it was is not known"),
                walk("LocalSender: rossi@example.it", "ASMTP"));
    }

    @Test
    void howOftenItWasTriedIsWhatTheFileSaysAndTheScheduleOnlyWhereItSaysNothing()
            throws IOException {
        assertEquals(
                List.of(
                        "By the schedule it has been tried again once since 2010-04-12T09:33:22Z,"
                                + " and is next at 2010-04-12T09:45:22Z",
                        "Its own note counts 2 tries since 2010-04-12T09:33:22Z; by the schedule it is next"
                                + " tried at 2010-04-12T09:45:22Z",
                        "Its own note counts 14 tries since 2010-04-12T09:33:22Z; by the schedule it would"
                                + " have been tried again once by now, so this is a copy, or the server keeps"
                                + " another schedule",
                        "By the schedule it has been tried again once since 2010-04-12T09:33:22Z,"
                                + " and is next at 2010-04-12T09:45:22Z"),
                List.of(
                        tries("Domain: far.test"),
                        tries("Retry: 2"),
                        tries("Retries: 14"),
                        tries("Retry: Mon, 12 Apr")));
    }

    private String tries(String note) throws IOException {
        Path file = Files.createDirectories(folder.resolve("retry")).resolve("a.tmp");
        Files.writeString(
                file,
                "LocalSender: a@b.test\nMsgID: RSH57823\n"
                        + note
                        + "\n\nReceived: from pc ([203.0.113.77])\n\tby mail.example.it (IceWarp 10.1.2)"
                        + " with ASMTP id RSH57823\n\tfor <a@far.test>; Mon, 12 Apr 2010 09:33:22 +0000\n"
                        + "From: <x@y.test>\n\ntext\n");
        Clock clock = Clock.fixed(Instant.parse("2010-04-12T09:40:00Z"), ZoneOffset.UTC);
        return new Walk(clock).steps(file, List.of()).get(1).says();
    }

    private List<String> disagreements(String note, String protocol) throws IOException {
        String start = "They disagree: " + folder.resolve("a.tmp") + ": ";
        return walk(note, protocol).stream()
                .filter(says -> says.startsWith("They disagree"))
                .map(says -> says.replace(start, "").replace(HELD, ""))
                .toList();
    }

    private List<String> walk(String note, String protocol) throws IOException {
        Path file = folder.resolve("a.tmp");
        Files.writeString(
                file,
                note
                        + "\nFrom: <x@y.test>\nRcptTo: <a@far.test>\nMsgID: RSH57823\n\n"
                        + "Received: from pc ([203.0.113.77])\n\tby mail.example.it (IceWarp 10.1.2)"
                        + " with "
                        + protocol
                        + " id RSH57823\n\tfor <a@far.test>; Mon, 12 Apr 2010 09:33:22 +0000\n"
                        + "From: <x@y.test>\n\ntext\n");
        return new Walk(CLOCK)
                .steps(file, List.of(folder.resolve("logs"))).stream().map(Step::says).toList();
    }

    private void log(String name, String client, String account, String id) throws IOException {
        List<String> actions = new ArrayList<>();
        actions.add(">>> 220 h");
        if (!account.isEmpty()) {
            byte[] login =
                    ("\0" + account + "\0p").getBytes(java.nio.charset.StandardCharsets.UTF_8);
            actions.add("<<< AUTH PLAIN " + Base64.getEncoder().encodeToString(login));
            actions.add(">>> 235 ok");
        }
        actions.addAll(
                List.of(
                        "<<< MAIL FROM:<x@y.test>",
                        ">>> 250 ok",
                        "<<< RCPT TO:<a@far.test>",
                        ">>> 250 ok; will forward",
                        "<<< DATA",
                        ">>> 250 Message accepted " + id,
                        "Disconnected"));
        StringBuilder text = new StringBuilder();
        actions.forEach(
                action ->
                        text.append(client)
                                .append(" [0F4C] 09:33:20 ")
                                .append(action)
                                .append('\n'));
        Files.createDirectories(folder.resolve("logs"));
        Files.writeString(folder.resolve("logs").resolve(name), text);
    }
}
