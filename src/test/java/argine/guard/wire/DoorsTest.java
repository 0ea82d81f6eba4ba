// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorsTest {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(1), Duration.ofMillis(500));

    /** Says every byte again. */
    private static final Protocol ECHO =
            connection -> {
                connection.awaitRequest();
                for (int b = connection.read(); b >= 0; b = connection.read()) {
                    connection.write(new byte[] {(byte) b});
                    connection.awaitRequest();
                }
            };

    /** Answers a line with OK. */
    private static final Protocol LINES =
            connection -> {
                connection.awaitRequest();
                for (int b = connection.read(); b >= 0; b = connection.read()) {
                    if (b == '\n') {
                        connection.write(new byte[] {'O', 'K', '\n'});
                        connection.awaitRequest();
                    }
                }
            };

    @TempDir Path folder;

    @Test
    void aUnixSocketIsForItsOwnerAndItsGroup() throws IOException {
        Path path = folder.resolve("policy.sock");
        DoorSign sign = DoorSign.of("policy", Endpoint.of("unix:" + path));
        try (Doors doors = doors()) {
            doors.open(Map.of(sign, ECHO));
            assertEquals(
                    "rw-rw----",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals("a", said(path, "a"));
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void aSocketThatADeadDaemonLeftIsTakenOver() throws IOException {
        Path path = folder.resolve("policy.sock");
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(path))
                .close();
        assertTrue(Files.exists(path));
        try (Doors doors = doors()) {
            doors.open(Map.of(DoorSign.of("policy", Endpoint.of("unix:" + path)), ECHO));
            assertEquals("a", said(path, "a"));
        }
    }

    @Test
    void whatIsInUseIsNotTakenAway() throws IOException {
        Path path = folder.resolve("policy.sock");
        Map<DoorSign, Protocol> same =
                Map.of(DoorSign.of("policy", Endpoint.of("unix:" + path)), ECHO);
        try (Doors first = doors();
                Doors second = doors()) {
            first.open(same);
            IOException e = assertThrows(IOException.class, () -> second.open(same));
            assertEquals(
                    "cannot listen on unix:" + path + ": somebody listens there already",
                    e.getMessage());
            assertEquals("a", said(path, "a"));
        }
        Files.writeString(path, "precious");
        try (Doors doors = doors()) {
            assertThrows(IOException.class, () -> doors.open(same));
        }
        assertEquals("precious", Files.readString(path));
    }

    /** Whoever owns the folder can put it there. */
    @Test
    void aLinkInThePlaceOfASocketOpensNothingElse() throws IOException {
        Path path = folder.resolve("policy.sock");
        Path other =
                Files.createFile(
                        folder.resolve("other"),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        Endpoint endpoint = Endpoint.of("unix:" + path);
        DoorSign after =
                new DoorSign(
                        "policy", endpoint, Access.of("", "", "0666"), SHORT, 1, Optional.empty());
        try (Doors doors = doors()) {
            doors.open(Map.of(DoorSign.of("policy", endpoint), ECHO));
            Files.delete(path);
            Files.createSymbolicLink(path, other);
            IOException e = assertThrows(IOException.class, () -> doors.open(Map.of(after, ECHO)));
            assertEquals(
                    "cannot protect unix:" + path + ": there is something else of that name by now",
                    e.getMessage());
        }
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(other)));
    }

    @Test
    void aReloadLeavesAloneWhatStaysTheSame() throws IOException {
        DoorSign stays = DoorSign.of("policy", Endpoint.of("inet:127.0.0.1:0"));
        DoorSign goes = DoorSign.of("http", Endpoint.of("inet:127.0.0.1:0"));
        DoorSign comes = DoorSign.of("milter", Endpoint.of("inet:127.0.0.1:0"));
        try (Doors doors = doors()) {
            doors.open(Map.of(stays, ECHO, goes, ECHO));
            int port = port(doors, stays);
            try (Socket inside = socket(port);
                    Socket inOld = socket(port(doors, goes))) {
                assertEquals('a', echo(inside, 'a'));
                assertEquals('b', echo(inOld, 'b'));
                doors.open(Map.of(stays, ECHO, comes, ECHO));
                assertEquals(port, port(doors, stays));
                assertEquals('c', echo(inside, 'c'));
                assertEquals('d', echo(inOld, 'd'));
                assertThrows(IOException.class, () -> doors.address(goes));
                try (Socket inNew = socket(port(doors, comes))) {
                    assertEquals('e', echo(inNew, 'e'));
                }
            }
        }
    }

    @Test
    void otherSettingsOfADoorLeaveItOpenAndHoldForWhoComesIn() throws IOException {
        Path path = folder.resolve("policy.sock");
        Endpoint endpoint = Endpoint.of("unix:" + path);
        DoorSign before = DoorSign.of("policy", endpoint);
        DoorSign after =
                new DoorSign(
                        "policy", endpoint, Access.of("", "", "0666"), SHORT, 1, Optional.empty());
        try (Doors doors = doors()) {
            doors.open(Map.of(before, ECHO));
            Object inode = Files.getAttribute(path, "unix:ino");
            try (SocketChannel inside = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                assertEquals("a", said(inside, "a"));
                doors.open(Map.of(after, ECHO));
                assertEquals("b", said(inside, "b"));
                assertEquals("", said(path, "c")); // there is room for one
            }
            assertEquals(inode, Files.getAttribute(path, "unix:ino"));
            assertEquals(
                    "rw-rw-rw-",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            assertEquals(Set.of(after), doors.traffic().keySet());
        }
    }

    @Test
    void settingsThatCannotBeHadChangeNothing() throws IOException {
        DoorSign first = DoorSign.of("http", Endpoint.of("inet:127.0.0.1:0"));
        Endpoint endpoint = Endpoint.of("unix:" + folder.resolve("policy.sock"));
        DoorSign second = DoorSign.of("policy", endpoint);
        Access nobody = Access.of("", "no-such-group-anywhere", "0660");
        SequencedMap<DoorSign, Protocol> wanted = new LinkedHashMap<>();
        wanted.put(
                new DoorSign("http", first.endpoint(), Access.USUAL, SHORT, 1, Optional.empty()),
                ECHO);
        wanted.put(new DoorSign("policy", endpoint, nobody, SHORT, 1, Optional.empty()), ECHO);
        try (Doors doors = doors()) {
            doors.open(Map.of(first, ECHO, second, ECHO));
            assertThrows(IOException.class, () -> doors.open(wanted));
            assertEquals(Set.of(first, second), doors.traffic().keySet());
        }
    }

    @Test
    void aReloadThatCannotBeDoneChangesNothing() throws IOException {
        DoorSign stays = DoorSign.of("policy", Endpoint.of("inet:127.0.0.1:0"));
        try (Doors doors = doors();
                Doors other = doors()) {
            other.open(Map.of(stays, ECHO));
            doors.open(Map.of(stays, ECHO));
            DoorSign taken =
                    DoorSign.of("http", Endpoint.of("inet:127.0.0.1:" + port(other, stays)));
            assertThrows(IOException.class, () -> doors.open(Map.of(taken, ECHO)));
            try (Socket socket = socket(port(doors, stays))) {
                assertEquals('a', echo(socket, 'a'));
            }
        }
    }

    @Test
    void whoIsBeingAnsweredHasTheAnswerBeforeTheEnd() throws Exception {
        CountDownLatch letIn = new CountDownLatch(2);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch decided = new CountDownLatch(1);
        Protocol slow =
                connection -> {
                    letIn.countDown();
                    connection.awaitRequest();
                    connection.read();
                    asked.countDown();
                    await(decided);
                    connection.write(new byte[] {'!'});
                };
        DoorSign sign = DoorSign.of("policy", Endpoint.of("inet:127.0.0.1:0"));
        Doors doors = doors();
        doors.open(Map.of(sign, slow));
        int port = port(doors, sign);
        try (Socket socket = socket(port);
                Socket idle = socket(port)) {
            socket.getOutputStream().write('?');
            letIn.await();
            asked.await();
            Thread end = Thread.ofVirtual().start(() -> doors.close(Duration.ofMinutes(10)));
            assertEquals(-1, idle.getInputStream().read());
            decided.countDown();
            assertEquals('!', socket.getInputStream().read());
            end.join();
        }
        assertThrows(IOException.class, () -> socket(port).close());
    }

    @Test
    void whoSaysNothingIsClosed() throws Exception {
        Patience patience = new Patience(Duration.ofMillis(500), Duration.ofMinutes(20));
        try (Listening door = new Listening(LINES, patience);
                Socket idle = door.call()) {
            assertEquals(-1, idle.getInputStream().read());
            assertEquals("", door.log());
            assertEquals(1, door.doors().tooSlow());
        }
    }

    @Test
    void whoSaysItTooSlowlyIsClosedAndNobodyElse() throws Exception {
        Patience patience = new Patience(Duration.ofMinutes(20), Duration.ofSeconds(1));
        try (Listening door = new Listening(LINES, patience);
                Socket loris = door.call();
                Socket busy = door.call()) {
            Thread drip =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            while (true) {
                                                loris.getOutputStream().write('x');
                                                Thread.sleep(50);
                                            }
                                        } catch (IOException | InterruptedException _) {
                                            return; // closed at last
                                        }
                                    });
            drip.join();
            busy.getOutputStream().write("hello\n".getBytes(StandardCharsets.UTF_8));
            assertEquals('O', busy.getInputStream().read());
            busy.shutdownOutput();
            assertEquals("", door.log());
            assertEquals(1, door.doors().tooSlow());
        }
    }

    @Test
    void aFullDoorTurnsAwayAndSaysSo() throws Exception {
        StringWriter log = new StringWriter();
        DoorSign sign =
                new DoorSign(
                        "policy",
                        Endpoint.of("inet:127.0.0.1:0"),
                        Access.USUAL,
                        Patience.USUAL,
                        1,
                        Optional.empty());
        try (Doors doors = doors(log)) {
            doors.open(Map.of(sign, ECHO));
            try (Socket inside = socket(port(doors, sign));
                    Socket outside = socket(port(doors, sign))) {
                assertEquals('a', echo(inside, 'a'));
                assertEquals(-1, outside.getInputStream().read());
            }
        }
        assertTrue(log.toString().contains("WARNING event=door-is-full door=policy most=1"));
    }

    @Test
    void endpointsAreWrittenAsPostfixWritesThem() {
        for (String good :
                new String[] {
                    "inet:127.0.0.1:10031",
                    "inet:[::1]:10031",
                    "tls:[::1]:10031",
                    "unix:/run/argine/a.sock"
                }) {
            assertEquals(good, Endpoint.of(good).toString());
            assertTrue(Endpoint.of(good).isLoopback());
        }
        assertFalse(Endpoint.of("inet:192.0.2.1:1").isLoopback());
        for (String bad :
                new String[] {
                    "",
                    "10031",
                    "inet:localhost:1",
                    "inet:127.0.0.1:70000",
                    "tls:10033",
                    "tls::1",
                    "unix:a.sock"
                }) {
            assertThrows(IllegalArgumentException.class, () -> Endpoint.of(bad), bad);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Doors doors() {
        return doors(new StringWriter());
    }

    private static Doors doors(StringWriter log) {
        return new Doors(
                new Notices(
                        new PrintWriter(log),
                        Clock.fixed(Instant.parse("2026-11-26T03:00:00Z"), ZoneOffset.UTC),
                        false));
    }

    private static int port(Doors doors, DoorSign sign) throws IOException {
        return ((InetSocketAddress) doors.address(sign)).getPort();
    }

    private static Socket socket(int port) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(120_000);
        return socket;
    }

    private static int echo(Socket socket, int b) throws IOException {
        socket.getOutputStream().write(b);
        return socket.getInputStream().read();
    }

    private static String said(Path path, String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return said(channel, text);
        }
    }

    /** What comes back; nothing from a door that was shut in one's face. */
    private static String said(SocketChannel channel, String text) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer bytes = ByteBuffer.allocate(text.length());
            channel.read(bytes);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException _) {
            return "";
        }
    }
}
