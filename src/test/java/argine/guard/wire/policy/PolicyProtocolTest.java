// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Decision;
import argine.guard.Envelope;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.wire.Asked;
import argine.guard.wire.Channels;
import argine.guard.wire.Listening;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PolicyProtocolTest {
    private static final Path RECORDED =
            Path.of("src/test/corpus/guard/wire/policy-all-stages.txt");
    private static final String DUNNO = "action=DUNNO\n\n";
    private static final ClientAddress CLIENT = ClientAddress.parse("203.0.113.9").orElseThrow();

    @Test
    void everyRequestThatPostfixSentIsAnsweredOnce() throws Exception {
        Asked judge = Asked.passing();
        List<String> recorded = recorded();
        try (Listening door = listening(judge)) {
            String answers = door.ask(String.join("", recorded));
            assertEquals(DUNNO.repeat(recorded.size()), answers);
            assertEquals("", door.log());
        }
        assertEquals(
                Set.of(
                        Stage.CONNECT,
                        Stage.HELO,
                        Stage.MAIL,
                        Stage.RCPT,
                        Stage.DATA,
                        Stage.END_OF_MESSAGE,
                        Stage.QUESTION),
                judge.requests().stream().map(PolicyRequest::stage).collect(Collectors.toSet()));
        assertEquals(List.of("policy-1"), judge.closedOnes());
    }

    @Test
    void pipelinedRequestsAreEachAnsweredOnceAndInTheirOrder() throws Exception {
        Asked judge =
                new Asked(
                        asked ->
                                asked.stage() == Stage.END_OF_MESSAGE
                                        ? Asked.DEFER
                                        : Decision.PASS);
        String message =
                request("RCPT", "recipient=a@accept.test")
                        + request("RCPT", "recipient=b@accept.test")
                        + request("END-OF-MESSAGE", "recipient_count=2");
        String answers =
                DUNNO.repeat(2) + "action=450 4.7.1 300 recipients / hour (argine a7f3)\n\n";
        try (Listening door = listening(judge)) {
            assertEquals(answers.repeat(50), door.ask(message.repeat(50)));
        }
        assertEquals(150, judge.requests().size());
    }

    @Test
    void aRecipientIsAskedAboutWithItsMessageItsLoginAndItsClient() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            door.ask(request("RCPT", "sender=Rossi@example.org", "recipient=a@accept.test"));
        }
        assertEquals(
                List.of(
                        PolicyRequest.at(Stage.RCPT, Channel.SUBMISSION)
                                .in(new Transaction("policy-1", "1.2.3", "4XyZ"))
                                .by("Rossi@Example.org")
                                .from(new Client(CLIENT, "host.test", "laptop", true))
                                .sending(
                                        Envelope.of(
                                                Address.of("rossi@example.org"),
                                                List.of(Address.of("a@accept.test")),
                                                2000))),
                judge.requests());
    }

    @Test
    void atTheEndOfAMessageThereIsOnlyTheNumberOfRecipients() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            door.ask(request("END-OF-MESSAGE", "sender=", "recipient=", "recipient_count=200"));
        }
        assertEquals(
                Envelope.counted(Address.NULL_SENDER, 200, 2000),
                judge.requests().getFirst().envelope());
    }

    @Test
    void eachDecisionHasItsAction() throws Exception {
        assertEquals(DUNNO, answered(Decision.PASS, "RCPT"));
        assertEquals(
                "action=450 4.7.1 300 recipients / hour (argine a7f3)\n\n",
                answered(Asked.DEFER, "RCPT"));
        assertEquals("action=HOLD 2.7.1 held (argine b001)\n\n", answered(Asked.HOLD, "RCPT"));
        assertEquals(DUNNO, answered(Asked.HOLD, "VRFY"));
        assertEquals(
                "action=550 5.7.1 contained at 100 % (argine c0de)\n\n",
                answered(Asked.REJECT, "END-OF-MESSAGE"));
    }

    @Test
    void oddSendersAreAskedAboutAsTheyStand() throws Exception {
        List<String> odd =
                List.of(
                        "bob!x@corp.test",
                        "\"bob\"@corp.test",
                        "bob@[203.0.113.5]",
                        "\"a=b c\"@x",
                        "@@",
                        "<>",
                        "b\u00f6b@corp.test",
                        "\u0000\u001b[2J");
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            for (String sender : odd) {
                assertEquals(DUNNO, door.ask(request("RCPT", "sender=" + sender)));
            }
        }
        assertEquals(
                odd.stream().map(Address::of).toList(),
                judge.requests().stream().map(asked -> asked.envelope().sender()).toList());
    }

    @Test
    void aLoginOfFiveHundredLettersIsAskedAboutWhole() throws Exception {
        String login = "x".repeat(500);
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            String text = request("RCPT").replace("Rossi@Example.org", login);
            assertEquals(DUNNO, door.ask(text));
        }
        assertEquals(login, judge.requests().getFirst().login());
    }

    @Test
    void theContextMayNameTheChannel() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            door.ask(request("RCPT", "policy_context=list"));
        }
        assertEquals(Channel.LIST, judge.requests().getFirst().channel());
    }

    @Test
    void troubleEndsTheConnectionWithoutAReplyAndLeavesAWarning() throws Exception {
        for (String trouble :
                List.of(
                        "request=junk\n\n",
                        "GET / HTTP/1.1\n\n",
                        "\n",
                        request("RCPT", "sasl_username=somebody.else"),
                        "request=smtpd_access_policy\nx=" + "x".repeat(20_000))) {
            try (Listening door = listening(Asked.passing())) {
                assertEquals("", door.ask(trouble));
                assertTrue(
                        door.log().contains("WARNING event=malformed door=test peer=127.0.0.1:"));
            }
        }
    }

    @Test
    void aRequestThatIsCutShortGetsNoReply() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            assertEquals("", door.ask("request=smtpd_access_policy\nprotocol_state=RCPT\n"));
            assertTrue(door.log().contains("event=cut-short"));
        }
        assertEquals(List.of(), judge.requests());
    }

    @Test
    void aMistakeOfOursGetsNoReplyAndEndsNothingElse() throws Exception {
        Asked judge =
                new Asked(
                        asked -> {
                            if (asked.login().equals("breaks")) {
                                throw new IllegalStateException("our mistake");
                            }
                            return Decision.PASS;
                        });
        try (Listening door = listening(judge);
                Socket other = door.call()) {
            assertEquals("", door.ask(request("RCPT").replace("Rossi@Example.org", "breaks")));
            other.getOutputStream().write(request("RCPT").getBytes(StandardCharsets.UTF_8));
            assertEquals(DUNNO, Listening.answer(other.getInputStream()));
            other.shutdownOutput();
            assertTrue(door.log().contains("ERROR event=our-mistake"));
            assertEquals(1, door.traffic().broken());
        }
    }

    private static String answered(Decision decision, String stage) throws Exception {
        try (Listening door = listening(new Asked(_ -> decision))) {
            return door.ask(request(stage));
        }
    }

    private static Listening listening(Asked judge) throws IOException {
        return new Listening(new PolicyProtocol(judge, () -> Channels.PLAIN));
    }

    private static String request(String stage, String... more) {
        return "request=smtpd_access_policy\nprotocol_state="
                + stage
                + "\nclient_address=203.0.113.9\nclient_name=host.test\nhelo_name=laptop\n"
                + "queue_id=4XyZ\ninstance=1.2.3\nsize=2000\nsasl_username=Rossi@Example.org\n"
                + "encryption_protocol=TLSv1.3\nnew_in_a_later_postfix=1\na line without it\n"
                + String.join("\n", more)
                + (more.length > 0 ? "\n\n" : "\n");
    }

    /** The requests of the recording, each with its empty line. */
    private static List<String> recorded() throws IOException {
        List<String> requests = new ArrayList<>();
        StringBuilder request = new StringBuilder();
        for (String line : Files.readAllLines(RECORDED)) {
            if (line.startsWith(">>>") || line.startsWith("#")) {
                request.setLength(0);
            } else if (line.startsWith("<<<")) {
                requests.add(request.toString());
            } else {
                request.append(line).append('\n');
            }
        }
        return requests;
    }
}
