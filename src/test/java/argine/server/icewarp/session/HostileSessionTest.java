// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileSessionTest {
    private static final String S = "192.0.2.1 [0A] 10:00:00 ";

    @TempDir Path folder;

    private static String base64(String text, Charset as) {
        return Base64.getEncoder().encodeToString(text.getBytes(as));
    }

    private static String base64(String text) {
        return base64(text, StandardCharsets.UTF_8);
    }

    private static List<String> logins(Told told) {
        return told.events().stream()
                .filter(event -> event.startsWith("Log"))
                .map(event -> event.replaceAll("^(Log\\w+) .*account=(\\S+).*", "$1 $2"))
                .toList();
    }

    private List<String> smtp(String... lines) throws IOException {
        String[] all = new String[lines.length + 1];
        all[0] = S + ">>> 220 h";
        for (int i = 0; i < lines.length; i++) {
            all[i + 1] = S + lines[i];
        }
        java.nio.file.Files.write(folder.resolve("s20261124-00.log"), List.of(all));
        return logins(Told.of(new Logins().explaining(), folder.resolve("s20261124-00.log")));
    }

    private List<String> mailbox(char letter, String... lines) throws IOException {
        String[] all = new String[lines.length + 1];
        all[0] = S + "Connected";
        for (int i = 0; i < lines.length; i++) {
            all[i + 1] = S + lines[i];
        }
        return logins(Told.named(folder, letter + "20261124-00.log", all));
    }

    @Test
    void onlyTheReplyThatSaysSoIsALogin() throws IOException {
        assertEquals(
                List.of(),
                smtp(
                        "<<< EHLO x",
                        "<<< AUTH LOGIN " + base64("boss@x.test"),
                        ">>> 250-h hello",
                        ">>> 250 HELP",
                        ">>> 334 UGFzc3dvcmQ6",
                        "<<< *",
                        ">>> 501 5.0.0 Authentication canceled"));
        assertEquals(
                List.of("LoggedIn boss@x.test"),
                smtp(
                        "<<< EHLO x",
                        "<<< AUTH PLAIN " + base64("\0boss@x.test\0geheim"),
                        ">>> 250 HELP",
                        ">>> 235 2.0.0 Authentication successful"));
    }

    @Test
    void aLoginIsSeenWhateverWasRefusedBeforeIt() throws IOException {
        String auth = "<<< AUTH PLAIN " + base64("\0boss@x.test\0geheim");
        assertEquals(
                List.of("LoggedIn boss@x.test"),
                smtp(
                        "<<< EHLO x",
                        ">>> 250 HELP",
                        "<<< MAIL FROM:<a@b.test>",
                        auth,
                        ">>> 501 5.7.1 Permission denied",
                        ">>> 235 2.0.0 Authentication successful"));
        assertEquals(
                List.of("LoginFailed boss@x.test", "LoggedIn boss@x.test"),
                smtp("<<< EHLO", auth, ">>> 501 5.5.2 Domain name required", ">>> 235 2.0.0 ok"));
    }

    @Test
    void aReplyOfPop3IsThatToItsCommand() throws IOException {
        assertEquals(
                List.of("LoginFailed rossi"),
                mailbox(
                        'p',
                        ">>> +OK IceWarp POP3",
                        "<<< USER rossi",
                        "<<< PASS geheim",
                        ">>> +OK rossi",
                        ">>> -ERR Authentication failed"));
        assertEquals(
                List.of("LoginFailed rossi", "LoginFailed neri"),
                mailbox(
                        'p',
                        "<<< NOOP",
                        "<<< USER rossi",
                        "<<< CAPA",
                        "<<< PASS geheim",
                        "<<< USER neri",
                        "<<< PASS geheim",
                        ">>> +OK IceWarp POP3",
                        ">>> -ERR not now",
                        ">>> +OK rossi",
                        ">>> +OK",
                        ">>> -ERR Authentication failed",
                        ">>> +OK neri",
                        ">>> -ERR Authentication failed"));
    }

    @Test
    void aReplyOfImapIsThatToItsTag() throws IOException {
        assertEquals(
                List.of("LoginFailed rossi", "LoggedIn neri"),
                mailbox(
                        'm',
                        ">>> * OK IceWarp IMAP4rev1",
                        "<<< a0 NOOP",
                        "<<< a1 LOGIN rossi geheim",
                        "<<< a2 LOGIN neri geheim",
                        ">>> a0 OK NOOP completed",
                        ">>> a1 NO LOGIN failed",
                        ">>> a2 OK LOGIN completed"));
    }

    @Test
    void whatIsSaidBeforeTheGreetingTurnsNoSession() throws IOException {
        assertEquals(
                List.of(
                        "Connected service=smtp client=192.0.2.1",
                        "Disconnected service=smtp client=192.0.2.1 commands=1/1 0 0/0 0"),
                Told.lines(
                                folder,
                                S + "Connected",
                                S + "<<< 220 early",
                                S + ">>> 220 h ESMTP",
                                S + "<<< EHLO pc",
                                S + ">>> 250 h",
                                S + "<<< AUTH PLAIN " + base64("\0boss@x.test\0geheim"),
                                S + ">>> 235 ok",
                                S + "Disconnected")
                        .events());
    }

    @Test
    void aNameIsReadInEitherCodePage() throws IOException {
        for (Charset page : List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"))) {
            assertEquals(
                    List.of("LoginFailed m\u00FCller\u20AC"),
                    smtp(
                            "<<< AUTH LOGIN " + base64("m\u00FCller\u20AC", page),
                            ">>> 334 UGFzc3dvcmQ6",
                            "<<< Z2VoZWlt",
                            ">>> 535 no"));
        }
    }

    @Test
    void mailboxesAloneSayNothingOfTheLevelOfSmtp() throws IOException {
        Told told = Told.named(folder, "m20261124-00.log", S + "Connected", S + ">>> * OK h");
        assertEquals(List.of(), told.reading().trouble());
    }

    @Test
    void threeLettersAreNoIntrusionPrevention() throws IOException {
        assertEquals(List.of(), Told.lines(folder, S + "order of ips from example").events());
        assertEquals(
                List.of("Rejected client=192.0.2.1 reason=LIMIT"),
                Told.lines(folder, S + "IPS: blocked, reason code L").events());
    }
}
