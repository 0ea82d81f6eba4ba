// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Probe PROBE =
            new Probe(Optional.empty(), "a@example.org", "x@example.com", Optional.empty());

    /** Asks a server that says one thing and then hangs up. */
    private static Probe.Answers answers(String said) throws IOException, InterruptedException {
        Thread stranger;
        Probe.Answers answers;
        try (ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            stranger = Thread.ofVirtual().start(() -> serve(server, said));
            answers = PROBE.ask(List.of(Endpoint.of("127.0.0.1:" + server.getLocalPort())));
        }
        stranger.join();
        return answers;
    }

    private static void serve(ServerSocket server, String said) {
        while (true) {
            try (Socket client = server.accept()) {
                client.getOutputStream().write(said.getBytes(StandardCharsets.UTF_8));
                client.shutdownOutput();
                client.getInputStream().readAllBytes();
            } catch (IOException _) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private static void assertNotAsked(String why, String said)
            throws IOException, InterruptedException {
        Probe.Answers answers = answers(said);
        assertEquals(List.of(), answers.findings());
        assertEquals(1, answers.notes().size());
        assertEquals(1, answers.untold().size());
        assertTrue(answers.untold().getFirst().contains(why), answers.untold().toString());
    }

    @Test
    void whateverAnswersIsReadWithinBounds() throws Exception {
        assertNotAsked("without an end", "220 " + "x".repeat(5000));
        assertNotAsked("without an end", "220-x\r\n".repeat(500));
        assertNotAsked("not as a mail server does", "HTTP/1.1 400 Bad Request\r\n\r\n");
        assertNotAsked("hung up", "220 ");
        assertNotAsked("refuses to talk", "554 no\r\n");
    }

    @Test
    void whereNobodyListensThereIsNothingToTell() throws IOException {
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Endpoint closed = Endpoint.of("127.0.0.1:" + taken.getLocalPort());
            assertEquals(
                    new Probe.Answers(
                            List.of(),
                            List.of(closed + " not asked: Connection refused"),
                            List.of()),
                    PROBE.ask(List.of(closed)));
        }
    }

    @Test
    void onlyThisHostsOwnAddressesAreAsked() throws IOException {
        assertEquals("127.0.0.1:587", Endpoint.of("127.0.0.1:587").toString());
        assertEquals("127.0.0.1:25", Endpoint.of("127.0.0.1").toString());
        assertTrue(Endpoint.of("smtps:127.0.0.1:2465").tls());
        assertFalse(Endpoint.of("127.0.0.1:587").tls());
        for (String other : List.of("192.0.2.1:25", "127.0.0.1:0", "127.0.0.1:99999", "a:b:c")) {
            assertThrows(IOException.class, () -> Endpoint.of(other), other);
        }
    }

    @Test
    void aPasswordIsNotShown() {
        assertFalse(new Probe.Login("rossi", "geheim").toString().contains("geheim"));
    }
}
