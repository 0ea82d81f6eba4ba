// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.audit.probe.Answer.Kind;
import argine.mail.login.LoginDoor;
import argine.mail.login.TalkingDoor;
import argine.mail.smtp.SmtpReply;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which replies show that a thief is refused, and which tell nothing. */
class AnswerTest {
    private static final Map<String, String> SUBMISSION =
            Map.of(
                    "EHLO", "250-m\r\n250 AUTH PLAIN\r\n",
                    "AUTH PLAIN", "530 5.7.0 Must issue a STARTTLS command first\r\n",
                    "AUTH PLAIN ", "235 2.7.0 yes\r\n",
                    "MAIL", "250 2.1.0 Ok\r\n",
                    "MAIL FROM:<>", "553 5.7.1 <>: Sender address rejected: not owned by user\r\n",
                    "RCPT", "554 5.7.1 <x@y.test>: Relay access denied\r\n",
                    "RCPT TO:<rossi@",
                            "553 5.7.1 <a@b.test>: Sender address rejected: not owned\r\n",
                    "QUIT", "221 bye\r\n");

    private static SmtpReply reply(String line) {
        return new SmtpReply(Integer.parseInt(line.substring(0, 3)), List.of(line.substring(4)));
    }

    private static Kind relay(String line) {
        return Answer.toRelay(reply(line)).kind();
    }

    private static Kind sender(String line) {
        return Answer.toSender(reply(line)).kind();
    }

    @Test
    void aRefusalToRelayProves() {
        for (String line :
                List.of(
                        "554 5.7.1 <x@example.com>: Relay access denied",
                        "554 5.7.1 <x@example.com>: Recipient address rejected: Access denied",
                        "530 5.7.0 Authentication required",
                        "530 Authentication required",
                        "550 relay not permitted",
                        "550 5.7.1 We do not relay")) {
            assertEquals(Kind.REFUSED, relay(line), line);
        }
        assertEquals(Kind.LET, relay("250 2.1.5 Ok"));
    }

    @Test
    void aServerThatIsBusyOrRefusesForAnotherReasonHasNotTold() {
        for (String line :
                List.of(
                        "450 4.7.1 <x@example.com>: Recipient address rejected: Greylisted",
                        "451 4.3.0 Temporary lookup failure",
                        "421 4.7.0 Too many connections",
                        "550 5.1.1 <x@example.com>: Recipient address rejected: User unknown",
                        "550 unknown user",
                        "552 5.2.2 Over quota",
                        "554 5.7.1 <c[127.0.0.1]>: Client host rejected: Access denied",
                        "554 5.7.1 <a@b.test>: Sender address rejected: Access denied",
                        "504 5.5.2 <argine.invalid>: Helo command rejected: need a name")) {
            assertEquals(Kind.NOT_TOLD, relay(line), line);
        }
    }

    @Test
    void aSenderIsRefusedOnlyByAReplyToTheSender() {
        for (String line :
                List.of(
                        "553 5.7.1 <a@b.test>: Sender address rejected: not owned by user rossi",
                        "554 5.7.1 <>: Sender address rejected: Access denied",
                        "550 5.7.1 a@b.test may not be used",
                        "550 sender not allowed for this login")) {
            assertEquals(Kind.REFUSED, sender(line), line);
        }
        for (String line :
                List.of(
                        "550 5.1.8 <a@b.test>: Sender address rejected: Domain not found",
                        "450 4.1.8 <a@b.test>: Sender address rejected: Domain not found",
                        "550 Sender verify failed",
                        "554 5.7.1 <x@y.test>: Recipient address rejected: Access denied",
                        "550 5.1.1 <x@y.test>: User unknown")) {
            assertEquals(Kind.NOT_TOLD, sender(line), line);
        }
    }

    @Test
    void aPasswordInTheClearIsRefusedWhereAuthIsUnknownOrNeedsTls() {
        Map<String, Kind> kinds = new HashMap<>();
        kinds.put("334 ", Kind.LET);
        kinds.put("530 5.7.0 Must issue a STARTTLS command first", Kind.REFUSED);
        kinds.put("538 Encryption required", Kind.REFUSED);
        kinds.put("503 5.5.1 Error: authentication not enabled", Kind.REFUSED);
        kinds.put("502 5.5.2 Error: command not recognized", Kind.REFUSED);
        kinds.put("454 4.7.0 Temporary authentication failure", Kind.NOT_TOLD);
        kinds.put("535 5.7.8 Error: authentication failed", Kind.NOT_TOLD);
        kinds.put("421 4.3.0 try later", Kind.NOT_TOLD);
        kinds.forEach(
                (line, kind) ->
                        assertEquals(kind, Answer.toLoginInTheClear(reply(line)).kind(), line));
    }

    @Test
    void whereNoLoginIsOfferedOnlyAnUnknownAuthShowsThatNobodyLogsIn() {
        assertEquals(
                Kind.NOT_ASKED,
                Answer.toLoginThatIsNotOffered(reply("503 5.5.1 authentication not enabled"))
                        .kind());
        for (String line : List.of("334 ", "454 4.7.0 later", "530 5.7.0 STARTTLS first")) {
            assertEquals(Kind.NOT_TOLD, Answer.toLoginThatIsNotOffered(reply(line)).kind(), line);
        }
    }

    private static Probe.Answers ask(Map<String, String> more) throws IOException {
        Map<String, String> says = new HashMap<>(SUBMISSION);
        says.putAll(more);
        try (TalkingDoor door = new TalkingDoor("220 m\r\n", says)) {
            int port = door.as(LoginDoor.Speech.SMTP).where().getPort();
            Probe.Answers answers =
                    new Probe(
                                    Optional.empty(),
                                    "me@example.org",
                                    "x@example.com",
                                    Optional.of(new Probe.Login("rossi@example.org", "secret")))
                            .ask(List.of(Endpoint.of("127.0.0.1:" + port)));
            return new Probe.Answers(
                    answers.findings(),
                    without(answers.notes(), port),
                    without(answers.untold(), port));
        }
    }

    private static List<String> without(List<String> lines, int port) {
        return lines.stream().map(line -> line.replace("127.0.0.1:" + port, "HERE")).toList();
    }

    @Test
    void aServerThatRefusesForTheRightReasonsIsSafe() throws IOException {
        assertEquals(new Probe.Answers(List.of(), List.of("HERE asked"), List.of()), ask(Map.of()));
    }

    @Test
    void whatIsNotToldIsNeverSafe() throws IOException {
        assertEquals(
                List.of(
                        "HERE AUTH before STARTTLS: not told: 454 4.7.0 later",
                        "HERE relay without a login: not told: 450 4.7.1 Greylisted",
                        "HERE sender that is not the login's: not told: 450 4.1.8 Domain not found",
                        "HERE null sender after a login: not told: 451 4.3.0 later"),
                ask(Map.of(
                                "AUTH PLAIN", "454 4.7.0 later\r\n",
                                "RCPT", "450 4.7.1 Greylisted\r\n",
                                "RCPT TO:<rossi@", "450 4.1.8 Domain not found\r\n",
                                "MAIL FROM:<>", "451 4.3.0 later\r\n"))
                        .untold());
        assertEquals(
                List.of(
                        "HERE relay without a login: not told: 550 5.1.8 who is that to the sender;"
                                + " --probe-sender names another"),
                ask(Map.of("MAIL FROM:<me@", "550 5.1.8 who is that\r\n")).untold());
        assertEquals(
                List.of(
                        "HERE sender that is not the login's, null sender after a login: the login of"
                                + " rossi@example.org is not taken: 535 5.7.8 no"),
                ask(Map.of("AUTH PLAIN ", "535 5.7.8 no\r\n")).untold());
        assertEquals(
                1,
                ask(Map.of("RCPT", "421 4.7.0 too many\r\n")).untold().stream()
                        .filter(line -> line.contains("not told: 421 4.7.0 too many"))
                        .count());
    }

    @Test
    void whereNobodyLogsInNothingIsAskedAfterALogin() throws IOException {
        Map<String, String> mx =
                Map.of(
                        "EHLO", "250 m\r\n",
                        "AUTH PLAIN", "503 5.5.1 Error: authentication not enabled\r\n");
        assertEquals(List.of(), ask(mx).untold());
        assertEquals(
                2,
                ask(Map.of("EHLO", "250 m\r\n", "AUTH PLAIN", "454 4.7.0 later\r\n"))
                        .untold()
                        .stream()
                        .filter(line -> line.contains("no login is offered there, and yet"))
                        .count());
    }
}
