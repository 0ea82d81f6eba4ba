// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Decision;
import argine.guard.Envelope;
import argine.guard.PolicyRequest;
import argine.guard.Rewriting;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.wire.Asked;
import argine.guard.wire.Channels;
import argine.guard.wire.Listening;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class MilterProtocolTest {
    private static final Path RECORDED = Path.of("src/test/corpus/guard/wire/milter.txt");
    private static final ClientAddress CLIENT = ClientAddress.parse("203.0.113.9").orElseThrow();
    private static final String ROSSI = "rossi@example.org";

    @Test
    void whatPostfixSentIsUnderstood() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            for (byte[] session : recorded()) {
                assertTrue(door.answer(session).length > 0);
            }
            assertEquals("", door.log());
        }
        List<PolicyRequest> ends = at(Stage.END_OF_MESSAGE, judge);
        assertEquals(2, ends.size());
        PolicyRequest end = ends.getFirst();
        assertEquals("anna@argine.test", end.login());
        assertEquals("67A4F28286F", end.transaction().queueId());
        assertEquals(List.of(Address.of("anna@argine.test")), end.headerFrom());
        assertEquals(List.of(Address.of("o2@accept.test")), end.envelope().recipients());
        assertEquals(ClientAddress.parse("127.0.77.7").orElseThrow(), end.client().address());
    }

    @Test
    void aMessageIsAskedAboutOnceWithAllItsRecipients() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            List<String> answers =
                    ask(
                            door,
                            new Talk()
                                    .begin()
                                    .mail(ROSSI, ROSSI)
                                    .rcpt("a@accept.test")
                                    .rcpt("b@accept.test")
                                    .text("Rossi <rossi@example.org>"));
            assertEquals(List.of("c", "c", "c"), answers);
        }
        PolicyRequest common =
                PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.SUBMISSION)
                        .in(new Transaction("milter-1", "milter-1.1", "4XyZ"))
                        .by(ROSSI)
                        .from(new Client(CLIENT, "host.test", "laptop", true));
        assertEquals(
                List.of(
                        common.sending(
                                        Envelope.of(
                                                Address.of(ROSSI),
                                                List.of(
                                                        Address.of("a@accept.test"),
                                                        Address.of("b@accept.test")),
                                                40))
                                .signed(List.of(Address.of(ROSSI)))),
                at(Stage.END_OF_MESSAGE, judge));
        assertEquals(List.of(), judge.abortedOnes());
    }

    @Test
    void row30SenderAndResentFromExcuseNothing() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            ask(
                    door,
                    new Talk()
                            .begin()
                            .mail(ROSSI, ROSSI)
                            .rcpt("a@accept.test")
                            .say('L', "Sender\0" + ROSSI + "\0")
                            .say('L', "Resent-From\0" + ROSSI + "\0")
                            .say('L', "Resent-Sender\0" + ROSSI + "\0")
                            .text("Boss <boss@example.org>"));
        }
        assertEquals(
                List.of(List.of(Address.of("boss@example.org"))),
                at(Stage.END_OF_MESSAGE, judge).stream().map(PolicyRequest::headerFrom).toList());
    }

    @Test
    void whatIsRefusedIsRefusedInItsOwnWords() throws Exception {
        assertEquals(
                List.of("c", "c", "y450 4.7.1 300 recipients / hour (argine a7f3)|"),
                answered(end -> Asked.DEFER));
        assertEquals(
                List.of("c", "c", "y550 5.7.1 contained at 100 %% (argine c0de)|"),
                answered(end -> Asked.REJECT));
    }

    @Test
    void whatIsHeldIsAcceptedAndStaysInTheQueue() throws Exception {
        assertEquals(
                List.of("c", "c", "qargine: 2.7.1 held (argine b001)|", "a"),
                answered(end -> Asked.HOLD));
    }

    @Test
    void aMessageThatIsRewrittenHasOneFromAndItsSender() throws Exception {
        Decision rewriting = Decision.rewriting(new Rewriting(Address.of(ROSSI)));
        try (Listening door = listening(judging(end -> rewriting))) {
            List<String> answers =
                    ask(
                            door,
                            new Talk()
                                    .begin()
                                    .mail(ROSSI, "boss@bank.test")
                                    .rcpt("a@accept.test")
                                    .say('L', "From\0boss@bank.test\0")
                                    .text("other@bank.test"));
            assertEquals(
                    List.of(
                            "c",
                            "c",
                            "m|||\2From||",
                            "m|||\1From|<rossi@example.org>|",
                            "e<rossi@example.org>|",
                            "c"),
                    answers);
        }
    }

    @Test
    void aServerThatCannotHoldIsAskedToComeBack() throws Exception {
        try (Listening door = listening(judging(end -> Asked.HOLD))) {
            Talk talk =
                    new Talk().offer(0, 0).mail(ROSSI, ROSSI).rcpt("a@accept.test").say('E', "");
            assertEquals(List.of("c", "c", "y450 4.7.1 Please try again later|"), ask(door, talk));
        }
    }

    @Test
    void aContainedAccountIsRefusedAtMail() throws Exception {
        Asked judge =
                new Asked(asked -> asked.stage() == Stage.MAIL ? Asked.REJECT : Decision.PASS);
        try (Listening door = listening(judge)) {
            assertEquals(
                    List.of("c", "y550 5.7.1 contained at 100 %% (argine c0de)|"),
                    ask(door, new Talk().begin().mail(ROSSI, ROSSI).next()));
        }
    }

    @Test
    void abortAfterAMessageThatWasAskedAboutReleasesNothing() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            ask(
                    door,
                    new Talk()
                            .begin()
                            .mail(ROSSI, ROSSI)
                            .rcpt("a@accept.test")
                            .text(ROSSI)
                            .next()
                            .mail(ROSSI, ROSSI)
                            .rcpt("b@accept.test")
                            .next()
                            .mail(ROSSI, ROSSI)
                            .rcpt("c@accept.test")
                            .text(ROSSI));
        }
        assertEquals(
                List.of("milter-1.2"),
                judge.abortedOnes().stream().map(Transaction::instance).toList());
        assertEquals(
                List.of("milter-1.1", "milter-1.3"),
                at(Stage.END_OF_MESSAGE, judge).stream()
                        .map(end -> end.transaction().instance())
                        .toList());
        assertEquals(List.of("milter-1"), judge.closedOnes());
    }

    @Test
    void theLoginOfOneMessageIsNotThatOfTheNext() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            ask(
                    door,
                    new Talk()
                            .begin()
                            .mail(ROSSI, ROSSI)
                            .rcpt("a@accept.test")
                            .text(ROSSI)
                            .next()
                            .say('M', "<stranger@bank.test>\0")
                            .rcpt("a@accept.test")
                            .text(ROSSI));
        }
        assertEquals(
                List.of(ROSSI, ""),
                at(Stage.END_OF_MESSAGE, judge).stream().map(PolicyRequest::login).toList());
    }

    @Test
    void whatIsNotTheProtocolEndsItsConnection() throws Exception {
        for (Talk wrong :
                List.of(
                        new Talk().say('C', "before the offer\0"),
                        new Talk().begin().say('R', "<a@b>\0"),
                        new Talk().begin().say('?', ""),
                        new Talk().packet('O', (byte) 0),
                        new Talk().say('G', "x".repeat(200_000)))) {
            try (Listening door = listening(Asked.passing())) {
                door.answer(wrong.bytes());
                assertTrue(door.log().contains("event=malformed"), () -> wrong + "");
            }
        }
    }

    private static List<String> answered(Function<PolicyRequest, Decision> atEnd) throws Exception {
        try (Listening door = listening(judging(atEnd))) {
            return ask(
                    door, new Talk().begin().mail(ROSSI, ROSSI).rcpt("a@accept.test").text(ROSSI));
        }
    }

    private static Asked judging(Function<PolicyRequest, Decision> atEnd) {
        return new Asked(
                asked ->
                        asked.stage() == Stage.END_OF_MESSAGE ? atEnd.apply(asked) : Decision.PASS);
    }

    /** The answers after the agreement. */
    private static List<String> ask(Listening door, Talk talk) throws IOException {
        List<String> answers = Talk.read(door.answer(talk.bytes()));
        assertEquals("O", answers.getFirst().substring(0, 1));
        return answers.subList(1, answers.size());
    }

    private static List<PolicyRequest> at(Stage stage, Asked judge) {
        return judge.requests().stream().filter(asked -> asked.stage() == stage).toList();
    }

    private static Listening listening(Asked judge) throws IOException {
        return new Listening(new MilterProtocol(judge, () -> Channels.PLAIN));
    }

    private static List<byte[]> recorded() throws IOException {
        String text = Files.readString(RECORDED).replaceFirst("#.*\n", "");
        return text.lines()
                .reduce("", (all, line) -> all + (line.startsWith("#") ? "\n" : line.substring(2)))
                .strip()
                .lines()
                .map(MilterProtocolTest::bytes)
                .toList();
    }

    private static byte[] bytes(String hexadecimal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(HexFormat.of().parseHex(hexadecimal));
        return bytes.toByteArray();
    }
}
