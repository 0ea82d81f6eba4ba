// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Wait;
import argine.guard.wire.Asked;
import argine.guard.wire.Channels;
import argine.guard.wire.DoorSign;
import argine.guard.wire.Listening;
import argine.guard.wire.Patience;
import argine.guard.wire.Protocol;
import argine.guard.wire.http.Desk;
import argine.guard.wire.http.HttpProtocol;
import argine.guard.wire.line.LineProtocol;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole conversations over TLS, and what strangers may try at such a door. */
class TlsDoorTest {
    private static final Patience SHORT =
            new Patience(Duration.ofMinutes(20), Duration.ofMillis(500));
    private static final Protocol LINE =
            new LineProtocol(new Asked(_ -> Asked.REJECT), () -> Channels.PLAIN);
    private static final Protocol HTTP =
            new HttpProtocol(new Desk(new Asked(_ -> Asked.DEFER), () -> ""));

    @TempDir static Path folder;
    private static SelfSigned server;
    private static SelfSigned client;

    @BeforeAll
    static void make() {
        server = SelfSigned.of(folder, "server", "EC");
        client = SelfSigned.of(folder, "client", "EC");
    }

    private static Listening door(Protocol protocol) throws IOException {
        return door(protocol, Patience.USUAL, DoorSign.USUAL_MOST);
    }

    private static Listening door(Protocol protocol, Patience patience, int most)
            throws IOException {
        return new Listening(protocol, patience, most, Optional.of(server.files().read()));
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String post(String more) {
        String body = "{\"login\":\"rossi@corp.test\",\"recipients\":[\"a@ext.test\"]}";
        return "POST /v1/decide HTTP/1.1\r\nContent-Type: application/json\r\n"
                + more
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body;
    }

    /** Reads until a text has come. */
    private static String until(Socket socket, String end) throws IOException {
        StringBuilder all = new StringBuilder();
        while (all.indexOf(end) < 0) {
            int b = socket.getInputStream().read();
            assertTrue(b >= 0, all.toString());
            all.append((char) b);
        }
        return all.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aLineIsAnsweredAndTheEndIsSaid(String version) throws Exception {
        try (Listening door = door(LINE);
                SSLSocket socket = server.call(door.port(), version)) {
            say(socket, "rcpt\tlogin=rossi@corp.test\tip=192.0.2.1\tto=a@ext.test\n");
            assertEquals("reject 5.7.1 contained at 100 % (argine c0de)\n", rest(socket));
            assertEquals(version, socket.getSession().getProtocol());
            assertEquals("", door.log());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void requestsOfHttpAreAnsweredOneAfterTheOther(String version) throws Exception {
        try (Listening door = door(HTTP);
                SSLSocket socket = server.call(door.port(), version)) {
            for (int i = 0; i < 3; i++) {
                say(socket, post(""));
                assertTrue(until(socket, "}").startsWith("HTTP/1.1 200 "));
            }
            say(socket, post("Connection: close\r\n"));
            assertTrue(rest(socket).startsWith("HTTP/1.1 200 "));
            assertEquals("", door.log());
            assertEquals(1, door.traffic().connections());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whatIsNotTheProtocolIsToldSoOverTls(String version) throws Exception {
        try (Listening door = door(HTTP)) {
            try (SSLSocket socket = server.call(door.port(), version)) {
                say(socket, "nonsense\r\n\r\nand more of it");
                assertTrue(rest(socket).startsWith("HTTP/1.1 400 "));
            }
            assertTrue(door.log().contains("event=malformed door=test"), door.log());
            assertEquals(1, door.traffic().malformed());
        }
    }

    @Test
    void whoSpeaksNoTlsIsSentAwayAndNoted() throws Exception {
        try (Listening door = door(HTTP)) {
            try (Socket socket = door.call()) {
                say(socket, post(""));
                try {
                    rest(socket);
                } catch (SocketException _) {
                    // closed with our bytes unread
                }
            }
            assertTrue(
                    door.log().contains("reason=\"no TLS: Unsupported or unrecognized SSL message"),
                    door.log());
            assertEquals(1, door.traffic().malformed());
        }
    }

    @Test
    void whoOnlyLooksWhetherThePortIsOpenIsNotNoted() throws Exception {
        try (Listening door = door(HTTP)) {
            door.call().close();
            Wait.until(() -> door.traffic().connections() == 1, () -> "nobody came");
            assertEquals("", door.log());
        }
    }

    @Test
    void olderTlsIsNotSpoken() throws Exception {
        try (Listening door = door(LINE);
                SSLSocket socket = server.call(door.port(), "TLSv1.2")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> socket.setEnabledProtocols(new String[] {"SSLv2"}));
            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
            assertThrows(SSLException.class, socket::startHandshake);
        }
    }

    @Test
    void withAClientCaNobodyGetsInWithoutACertificateOfIt() throws Exception {
        Tls tls = server.filesFor(client).read();
        try (Listening door =
                new Listening(LINE, Patience.USUAL, DoorSign.USUAL_MOST, Optional.of(tls))) {
            for (String version : new String[] {"TLSv1.3", "TLSv1.2"}) {
                try (SSLSocket socket = server.callAs(client, door.port(), version)) {
                    say(socket, "rcpt\tto=a@ext.test\n");
                    assertTrue(rest(socket).startsWith("reject "));
                }
                try (SSLSocket socket = server.call(door.port(), version)) {
                    assertThrows(IOException.class, () -> hello(socket));
                }
                try (SSLSocket socket = server.callAs(server, door.port(), version)) {
                    assertThrows(IOException.class, () -> hello(socket));
                }
            }
            assertTrue(door.log().contains("reason=\"no TLS: "), door.log());
            assertEquals(4, door.traffic().malformed());
        }
    }

    private static void hello(Socket socket) throws IOException {
        say(socket, "rcpt\tto=a@ext.test\n");
        if (rest(socket).isEmpty()) {
            throw new IOException("sent away");
        }
    }

    /** The first bytes of a ClientHello: a record of 512 bytes is announced. */
    private static final byte[] BEGINNING = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    @Test
    void whoDawdlesOverTheHandshakeIsClosedLikeWhoDawdlesOverARequest() throws Exception {
        try (Listening door = door(LINE, SHORT, DoorSign.USUAL_MOST);
                Socket silent = door.call();
                Socket loris = door.call()) {
            Thread drip =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            loris.getOutputStream().write(BEGINNING);
                                            while (true) {
                                                loris.getOutputStream().write(0);
                                                Thread.sleep(50);
                                            }
                                        } catch (IOException | InterruptedException _) {
                                            return; // closed at last
                                        }
                                    });
            drip.join();
            assertEquals(-1, silent.getInputStream().read());
            assertEquals("", door.log());
            assertEquals(2, door.doors().tooSlow());
            assertEquals(0, door.traffic().open());
        }
    }

    @Test
    void afterTheHandshakeTheUsualTimesHold() throws Exception {
        Patience patience = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(20));
        try (Listening door = door(LINE, patience, DoorSign.USUAL_MOST);
                SSLSocket idle = server.call(door.port(), "TLSv1.3")) {
            idle.startHandshake();
            assertEquals(-1, endOf(idle));
            assertEquals("", door.log());
            assertEquals(1, door.doors().tooSlow());
        }
    }

    @Test
    void whoDoesNotTakeTheAnswerIsClosedInTheMiddleOfIt() throws Exception {
        Protocol talker =
                connection -> {
                    connection.awaitRequest();
                    connection.read();
                    while (true) {
                        connection.write(new byte[1 << 16]);
                    }
                };
        Patience patience = new Patience(Duration.ofMinutes(20), Duration.ofSeconds(4));
        try (Listening door = door(talker, patience, DoorSign.USUAL_MOST);
                SSLSocket socket = server.call(door.port(), "TLSv1.3")) {
            say(socket, "?");
            assertEquals("", door.log());
            assertEquals(1, door.doors().tooSlow());
            assertEquals(0, door.traffic().open());
        }
    }

    private static int endOf(Socket socket) {
        try {
            return socket.getInputStream().read();
        } catch (IOException _) {
            return -1; // closed without a farewell
        }
    }

    @Test
    void aConnectionInTheHandshakeTakesAPlace() throws Exception {
        try (Listening door = door(LINE, Patience.USUAL, 1);
                Socket inside = door.call()) {
            inside.getOutputStream().write(BEGINNING);
            try (Socket outside = door.call()) {
                assertEquals(-1, outside.getInputStream().read());
            }
            assertEquals(1, door.traffic().open());
            assertEquals(1, door.traffic().turnedAway());
        }
    }

    @Test
    void agreeingAnewWithoutEndIsRefused() throws Exception {
        try (Listening door = door(HTTP);
                SSLSocket socket = server.call(door.port(), "TLSv1.2")) {
            say(socket, post(""));
            until(socket, "}");
            assertThrows(
                    IOException.class,
                    () -> {
                        socket.startHandshake();
                        say(socket, post(""));
                        until(socket, "}");
                    });
        }
    }
}
