// SPDX-License-Identifier: Apache-2.0
package argine.mail.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.login.LoginAnswer.Kind;
import argine.mail.login.LoginDoor.Speech;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LoginTest {
    private static final Login LOGIN = new Login(Duration.ofMinutes(2), Duration.ofMinutes(2));
    private static final String NAME = "rossi@corp.test";
    private static final String PASSWORD = "s3cret \"with\" \\ and é";

    /** How a server speaks until it judges, and what it says then. */
    private record Script(String greeting, Map<String, String> answers, String secretAfter) {
        Script judging(String answer) {
            Map<String, String> all = new HashMap<>(answers);
            all.put(secretAfter, answer);
            return new Script(greeting, all, secretAfter);
        }
    }

    private static Script script(Speech speech) {
        return switch (speech) {
            case IMAP ->
                    new Script(
                            "* OK here\r\n",
                            Map.of(
                                    "a CAPABILITY",
                                    "* CAPABILITY IMAP4rev1 auth=plain\r\na OK done\r\n",
                                    "c AUTHENTICATE",
                                    "+ \r\n",
                                    "d LOGOUT",
                                    "* BYE\r\nd OK\r\n"),
                            "");
            case POP3 ->
                    new Script(
                            "+OK here\r\n",
                            Map.of(
                                    "CAPA",
                                    "+OK\r\nUIDL\r\nSASL PLAIN LOGIN\r\n.\r\n",
                                    "AUTH",
                                    "+ \r\n",
                                    "QUIT",
                                    "+OK\r\n"),
                            "");
            case SIEVE ->
                    new Script(
                            "\"IMPLEMENTATION\" \"x\"\r\n\"SASL\" \"PLAIN\"\r\nOK \"here\"\r\n",
                            Map.of("LOGOUT", "OK\r\n"),
                            "AUTHENTICATE");
            case SMTP ->
                    new Script(
                            "220 m\r\n",
                            Map.of("EHLO", "250-m\r\n250 AUTH PLAIN\r\n", "QUIT", "221\r\n"),
                            "AUTH");
        };
    }

    record Case(Speech speech, String judged, Kind kind) {}

    static List<Case> cases() {
        return List.of(
                new Case(Speech.IMAP, "c OK [CAPABILITY IMAP4rev1] Logged in\r\n", Kind.LET_IN),
                new Case(Speech.IMAP, "c NO [AUTHENTICATIONFAILED] no.\r\n", Kind.REFUSED),
                new Case(Speech.IMAP, "* x\r\nc NO no.\r\n", Kind.REFUSED),
                new Case(Speech.IMAP, "c NO [UNAVAILABLE] later.\r\n", Kind.UNCLEAR),
                new Case(Speech.IMAP, "c NO [LIMIT] too many.\r\n", Kind.UNCLEAR),
                new Case(Speech.IMAP, "c BAD what?\r\n", Kind.UNCLEAR),
                new Case(Speech.IMAP, "* BYE too slow\r\n", Kind.UNCLEAR),
                new Case(Speech.POP3, "+OK Logged in.\r\n", Kind.LET_IN),
                new Case(Speech.POP3, "-ERR [AUTH] no.\r\n", Kind.REFUSED),
                new Case(Speech.POP3, "-ERR [SYS/TEMP] later.\r\n", Kind.UNCLEAR),
                new Case(Speech.POP3, "-ERR [IN-USE] busy.\r\n", Kind.UNCLEAR),
                new Case(Speech.SIEVE, "OK \"Logged in.\"\r\n", Kind.LET_IN),
                new Case(Speech.SIEVE, "NO \"no.\"\r\n", Kind.REFUSED),
                new Case(Speech.SIEVE, "NO (TRYLATER) \"later.\"\r\n", Kind.UNCLEAR),
                new Case(Speech.SIEVE, "BYE \"too slow\"\r\n", Kind.UNCLEAR),
                new Case(Speech.SMTP, "235 2.7.0 yes\r\n", Kind.LET_IN),
                new Case(Speech.SMTP, "535 5.7.8 no\r\n", Kind.REFUSED),
                new Case(Speech.SMTP, "454 4.7.0 later\r\n", Kind.UNCLEAR),
                new Case(Speech.SMTP, "421 too many\r\n", Kind.UNCLEAR));
    }

    private static TalkingDoor door(Script script) throws IOException {
        return new TalkingDoor(script.greeting(), script.answers());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRefusalIsARefusalAndTroubleIsNone(Case one) throws IOException {
        try (TalkingDoor door = door(script(one.speech()).judging(one.judged()))) {
            LoginAnswer answer = LOGIN.at(door.as(one.speech()), NAME, PASSWORD);
            assertEquals(one.kind(), answer.kind(), answer.said());
            String secret = new Secret(NAME, PASSWORD).plain();
            assertEquals(
                    1,
                    door.heard().stream().filter(line -> line.contains(secret)).count(),
                    "tries");
        }
    }

    @ParameterizedTest
    @EnumSource(Speech.class)
    void whereNoLoginIsOfferedNoPasswordIsSaid(Speech speech) throws IOException {
        Map<String, String> answers = new HashMap<>(script(speech).answers());
        answers.replaceAll((_, answer) -> answer.replaceAll("(?i)plain", "OTP"));
        String greeting = script(speech).greeting().replace("PLAIN", "OTP");
        try (TalkingDoor door = new TalkingDoor(greeting, answers)) {
            assertThrows(IOException.class, () -> LOGIN.at(door.as(speech), NAME, PASSWORD));
            assertFalse(door.heard().toString().contains("AUTH"), door.heard().toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Speech.class)
    void aServerThatRepeatsThePasswordIsNotQuoted(Speech speech) throws IOException {
        for (String secret : List.of(PASSWORD, new Secret(NAME, PASSWORD).plain())) {
            for (String no : List.of("c NO ", "-ERR ", "NO ", "535 ")) {
                try (TalkingDoor door = door(script(speech).judging(no + secret + "\r\n"))) {
                    LoginAnswer answer =
                            new Login(Duration.ofMillis(300), Duration.ofMillis(300))
                                    .at(door.as(speech), NAME, PASSWORD);
                    assertFalse(answer.said().contains("s3cret"), answer.said());
                    assertFalse(answer.said().contains(secret), answer.said());
                } catch (IOException e) {
                    assertFalse(String.valueOf(e.getMessage()).contains(secret), e.getMessage());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Speech.class)
    void whateverAnswersIsReadWithinBounds(Speech speech) throws IOException {
        Login hasty = new Login(Duration.ofMillis(200), Duration.ofMillis(200));
        for (String noise :
                List.of("", "x".repeat(9000), "* OK -x\r\n".repeat(300), "\0\r\n", "OK")) {
            try (TalkingDoor door = new TalkingDoor(noise, Map.of("", noise))) {
                IOException why =
                        assertThrows(
                                IOException.class, () -> hasty.at(door.as(speech), NAME, PASSWORD));
                assertFalse(String.valueOf(why.getMessage()).contains("s3cret"));
            }
        }
    }

    @Test
    void aDoorOfAnotherHostIsNotCalled() {
        LoginDoor other =
                new LoginDoor(
                        Speech.IMAP, InetSocketAddress.createUnresolved("192.0.2.1", 143), false);
        assertTrue(
                assertThrows(IOException.class, () -> LOGIN.at(other, NAME, PASSWORD))
                        .getMessage()
                        .contains("not an address of this host"));
    }

    @Test
    void whatNoLoginCanSayIsNotTried() throws IOException {
        try (TalkingDoor door = TalkingDoor.smtp("235 yes\r\n")) {
            assertThrows(IOException.class, () -> LOGIN.at(door.as(Speech.SMTP), NAME, "a\0b"));
            assertEquals(List.of(), door.heard());
        }
    }

    @Test
    void aSecretIsNotShown() {
        assertEquals("rossi ***", new Secret("rossi", "geheim").toString());
    }
}
