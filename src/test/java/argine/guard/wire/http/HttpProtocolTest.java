// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Decision;
import argine.guard.Envelope;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.guard.intrusion.Ground;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.guard.wire.Asked;
import argine.guard.wire.Listening;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpProtocolTest {
    private static final Path RECORDED = Path.of("src/test/corpus/guard/wire/auth-policy.txt");
    private static final String DECIDE =
            """
            {"stage": "rcpt", "session": "s1", "instance": "i1", "login": "Rossi@example.org",
             "client": {"address": "203.0.113.9", "helo": "laptop", "encrypted": true},
             "sender": "rossi@example.org", "recipients": ["a@accept.test"], "size": 900}""";

    @Test
    void whatDovecotSentIsAnswered() throws Exception {
        Asked judge =
                new Asked(asked -> asked.login().startsWith("gina") ? Asked.REJECT : Decision.PASS);
        String recorded = Files.readString(RECORDED).replaceFirst("#.*\n", "");
        String wire =
                Arrays.stream(recorded.split("\n---\n"))
                        .map(one -> one.strip().replace("\n", "\r\n"))
                        .reduce("", String::concat);
        try (Listening door = listening(judge)) {
            String answers = door.ask(wire);
            assertEquals(12, answers.split("HTTP/1.1 200 OK", -1).length - 1);
            assertEquals(11, answers.split("\\{\"status\":0,\"msg\":\"\"}", -1).length - 1);
            assertTrue(
                    answers.contains(
                            "{\"status\":-1,\"msg\":\"5.7.1 contained at 100 % (argine c0de)\"}"),
                    answers);
            assertEquals("", door.log());
        }
        assertEquals(
                PolicyRequest.at(Stage.LOGIN_BEFORE, Channel.SUBMISSION)
                        .by("anna@argine.test")
                        .from(Client.at(ClientAddress.parse("127.0.77.7").orElseThrow())),
                judge.requests().getFirst());
        assertEquals(Stage.LOGIN_AFTER, judge.requests().get(1).stage());
    }

    @Test
    void aQuestionInJsonIsAskedAsAnyOther() throws Exception {
        Asked judge = new Asked(_ -> Asked.DEFER);
        assertEquals(
                "{\"decision\":\"defer\",\"reply\":\"450 4.7.1 300 recipients / hour (argine a7f3)\","
                        + "\"rule\":\"account\",\"text\":\"4.7.1 300 recipients / hour (argine a7f3)\","
                        + "\"code\":\"a7f3\"}",
                body(judge, "/v1/decide", DECIDE));
        assertEquals(
                List.of(
                        PolicyRequest.at(Stage.RCPT, Channel.SUBMISSION)
                                .in(Transaction.of("s1", "i1"))
                                .by("Rossi@example.org")
                                .from(
                                        new Client(
                                                ClientAddress.parse("203.0.113.9").orElseThrow(),
                                                "",
                                                "laptop",
                                                true))
                                .sending(
                                        Envelope.of(
                                                Address.of("rossi@example.org"),
                                                List.of(Address.of("a@accept.test")),
                                                900))),
                judge.requests());
    }

    @Test
    void whatWasNotSentIsReported() throws Exception {
        Asked judge = Asked.passing();
        String report = "{\"event\": \"aborted\", \"session\": \"s1\", \"instance\": \"i1\"}";
        assertEquals("{\"done\":true}", body(judge, "/v1/report", report));
        assertEquals(List.of(Transaction.of("s1", "i1")), judge.abortedOnes());
        body(
                judge,
                "/v1/report",
                "{\"event\": \"failed_recipient\", \"login\": \"r\", \"recipient\": \"x@y\"}");
        assertEquals(List.of("r x@y"), judge.failedOnes());
    }

    @Test
    void aWrongPasswordIsReportedWithItsFingerprintAndARefusalOfOursIsNot() throws Exception {
        Asked judge = Asked.passing();
        String report =
                "{\"login\": \"anna@argine.test\", \"pwhash\": \"0c45\", \"remote\": \"192.0.2.7\","
                        + " \"success\": false, \"policy_reject\": %s, \"fail_type\": \"%s\"}";
        body(judge, "/?command=report", report.formatted("false", "credentials"));
        body(judge, "/?command=report", report.formatted("true", "policy"));
        body(judge, "/?command=report", report.formatted("false", "internal"));
        assertEquals(
                List.of(
                        Offence.of(
                                        ClientAddress.parse("192.0.2.7").orElseThrow(),
                                        Ground.FAILED_LOGINS,
                                        Source.DOOR)
                                .by("anna@argine.test")
                                .marked("0c45")),
                judge.offences());
    }

    @Test
    void aFilterReportsWhatAClientDid() throws Exception {
        Asked judge = Asked.passing();
        String report =
                "{\"event\": \"offence\", \"ground\": \"S\", \"client\": \"192.0.2.7\","
                        + " \"amount\": 1250}";
        assertEquals("{\"done\":true}", body(judge, "/v1/report", report));
        assertEquals(
                List.of(
                        Offence.of(
                                        ClientAddress.parse("192.0.2.7").orElseThrow(),
                                        Ground.SPAM,
                                        Source.REPORT)
                                .times(1250)),
                judge.offences());
        for (String wrong : List.of("U", "by-hand", "", "nonsense")) {
            assertTrue(
                    body(judge, "/v1/report", report.replace("\"S\"", "\"" + wrong + "\""))
                            .startsWith("{\"error\""),
                    wrong);
        }
        assertEquals(1, judge.offences().size());
    }

    @Test
    void whatMakesNoSenseIsToldSo() throws Exception {
        Asked judge = Asked.passing();
        assertEquals(
                "{\"error\":\"the body is not one JSON object\"}", body(judge, "/v1/decide", "[]"));
        assertEquals(
                "{\"error\":\"the body is not one JSON object\"}",
                body(judge, "/v1/decide", "{\"login\": \"a\", \"login\": \"b\"}"));
        assertEquals(
                "{\"error\":\"the body is not one JSON object\"}",
                body(judge, "/v1/decide", "{\"x\":".repeat(5000)));
        assertEquals(
                "{\"error\":\"nothing is answered at this path\"}",
                body(judge, "/etc/passwd", "{}"));
        assertEquals(List.of(), judge.requests());
    }

    @Test
    void aBrowserMayNotAsk() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door = listening(judge)) {
            String post = post("/v1/decide", "{}");
            assertStatus(
                    "403", door.ask(post.replace("Host:", "Origin: http://evil.test\r\nHost:")));
            assertStatus("415", door.ask(post.replace("application/json", "text/plain")));
            assertStatus("405", door.ask("GET /v1/decide HTTP/1.1\r\n\r\n"));
        }
        assertEquals(List.of(), judge.requests());
    }

    @Test
    void whereATokenIsWantedNothingIsAnsweredWithout() throws Exception {
        Asked judge = Asked.passing();
        try (Listening door =
                new Listening(new HttpProtocol(new Desk(judge, () -> "s3cret-of-the-lab")))) {
            String post = post("/v1/decide", "{}");
            assertStatus("401", door.ask(post));
            assertStatus(
                    "401", door.ask(post.replace("Host:", "Authorization: Bearer x\r\nHost:")));
            assertEquals(List.of(), judge.requests());
            assertStatus(
                    "200",
                    door.ask(
                            post.replace(
                                    "Host:", "Authorization: Bearer s3cret-of-the-lab\r\nHost:")));
            assertTrue(!door.log().contains("s3cret"));
        }
    }

    @Test
    void whatIsNotHttpEndsItsConnection() throws Exception {
        for (String wrong :
                List.of(
                        "EHLO me\r\n",
                        "POST / HTTP/1.1\r\nno colon\r\n\r\n",
                        "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                        "POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                        "POST / HTTP/1.1\r\nContent-Length: 9999999\r\n\r\n",
                        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        "POST /" + "x".repeat(20_000) + " HTTP/1.1\r\n\r\n")) {
            try (Listening door = listening(Asked.passing())) {
                assertStatus("400", door.ask(wrong));
                assertTrue(door.log().contains("event=malformed"), wrong);
            }
        }
    }

    private static void assertStatus(String status, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertEquals(1, answer.split("HTTP/1.1", -1).length - 1);
    }

    private static String body(Asked judge, String path, String json) throws IOException {
        try (Listening door = listening(judge)) {
            String answer = door.ask(post(path, json));
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    private static String post(String path, String json) {
        return "POST "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + json.getBytes(StandardCharsets.UTF_8).length
                + "\r\n\r\n"
                + json;
    }

    private static Listening listening(Asked judge) throws IOException {
        return new Listening(new HttpProtocol(new Desk(judge, () -> "")));
    }
}
