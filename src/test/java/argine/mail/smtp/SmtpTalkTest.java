// SPDX-License-Identifier: Apache-2.0
package argine.mail.smtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.wire.Listening;
import argine.guard.wire.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class SmtpTalkTest {
    private static final String HELO = "probe.test";

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    /** A mail server that offers so much and takes everything. */
    private Protocol offering(String... extensions) {
        return connection -> {
            StringBuilder greeting = new StringBuilder("250-mail.test\r\n");
            for (String extension : extensions) {
                greeting.append("250-").append(extension).append("\r\n");
            }
            greeting.append("250 8BITMIME\r\n");
            connection.write("220 mail.test\r\n".getBytes(StandardCharsets.US_ASCII));
            StringBuilder line = new StringBuilder();
            boolean inMessage = false;
            for (int b = connection.read(); b >= 0; b = connection.read()) {
                line.append((char) b);
                if (b == '\n') {
                    String said = line.toString().strip();
                    line.setLength(0);
                    heard.add(said);
                    inMessage = said.equals("DATA") || inMessage && !said.equals(".");
                    String yes = said.startsWith("EHLO") ? greeting.toString() : "250 yes\r\n";
                    String answer = said.equals("DATA") ? "354 go on\r\n" : inMessage ? "" : yes;
                    connection.write(answer.getBytes(StandardCharsets.UTF_8));
                }
            }
        };
    }

    private static SmtpTalk call(Listening server, boolean here) throws IOException {
        return SmtpTalk.call(
                new SmtpDoor(
                        new InetSocketAddress("127.0.0.1", server.port()),
                        false,
                        here,
                        Optional.empty(),
                        HELO));
    }

    @Test
    void aPasswordIsNotSentInClearToAnotherHost() throws IOException {
        try (Listening server = new Listening(offering("AUTH PLAIN"));
                SmtpTalk talk = call(server, false)) {
            IOException e =
                    assertThrows(IOException.class, () -> talk.login("rossi@corp.test", "secret"));
            assertEquals(
                    "no TLS is offered there, and a password is not sent in clear to another host",
                    e.getMessage());
            assertFalse(heard.stream().anyMatch(line -> line.startsWith("AUTH")), heard.toString());
        }
    }

    @Test
    void onThisHostThereIsNobodyBetween() throws IOException {
        try (Listening server = new Listening(offering("AUTH PLAIN"));
                SmtpTalk talk = call(server, true)) {
            assertTrue(talk.login("rossi@corp.test", "secret").isYes());
        }
    }

    @Test
    void oneReturnTooManyAndALineOfAnotherAlphabetAreStillAReply() throws IOException {
        try (Listening server = new Listening(offering("X-\u0085", "AUTH LOGIN PLAIN\r"));
                SmtpTalk talk = call(server, true)) {
            assertTrue(talk.login("rossi@corp.test", "secret").isYes());
        }
    }

    @Test
    void noPasswordIsSentToAServerThatOffersNoLogin() throws IOException {
        try (Listening server = new Listening(offering("PIPELINING"));
                SmtpTalk talk = call(server, true)) {
            assertThrows(IOException.class, () -> talk.login("rossi@corp.test", "secret"));
            assertFalse(heard.stream().anyMatch(line -> line.startsWith("AUTH")), heard.toString());
        }
    }

    @Test
    void aServerThatRepeatsThePasswordIsNotQuoted() throws IOException {
        Protocol parrot =
                connection -> {
                    connection.write("220 m\r\n".getBytes(StandardCharsets.US_ASCII));
                    StringBuilder line = new StringBuilder();
                    for (int b = connection.read(); b >= 0; b = connection.read()) {
                        line.append((char) b);
                        if (b == '\n') {
                            String said = line.toString().strip();
                            line.setLength(0);
                            String answer =
                                    said.startsWith("EHLO") ? "250 AUTH PLAIN" : "535 no " + said;
                            connection.write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                };
        try (Listening server = new Listening(parrot);
                SmtpTalk talk = call(server, true)) {
            String why =
                    assertThrows(IOException.class, () -> talk.login("rossi@corp.test", "secret"))
                            .getMessage();
            assertEquals("127.0.0.1:" + server.port() + " repeats the password", why);
        }
    }

    @Test
    void aHostWithoutAnAddressIsATroubleThatIsSaid() {
        InetSocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 25);
        assertEquals(
                "nobody knows the host nowhere.invalid",
                assertThrows(IOException.class, () -> SmtpTalk.call(SmtpDoor.at(nowhere, HELO)))
                        .getMessage());
    }

    @Test
    void noCommandBringsAnotherOne() throws IOException {
        try (Listening server = new Listening(offering("AUTH PLAIN"));
                SmtpTalk talk = call(server, true)) {
            assertThrows(IOException.class, () -> talk.say("NOOP\r\nRSET"));
            assertThrows(IOException.class, () -> talk.insist("NOOP\nRSET"));
        }
    }

    @Test
    void aDotAtTheBeginningOfALineEndsNoMessage() throws IOException {
        try (Listening server = new Listening(offering("AUTH PLAIN"));
                SmtpTalk talk = call(server, true)) {
            talk.insist("DATA");
            heard.clear();
            assertEquals(250, talk.give("a\n.\r\n..b\r.c").code());
            assertEquals(List.of("a", "..", "...b", "..c", "."), List.copyOf(heard));
        }
    }
}
