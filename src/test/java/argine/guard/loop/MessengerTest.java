// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MessengerTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Alert ALERT =
            new Alert(
                    NOW,
                    Alert.Event.STOPPED,
                    new Incident(
                            "rossi@example.org",
                            "20261124-rossi",
                            "8 of 9 recipients do not exist",
                            true,
                            List.of("remote", "login"),
                            List.of(),
                            9,
                            9,
                            NOW,
                            List.of()),
                    true,
                    "");

    @Test
    void theSignatureIsTheOneThatOpensslMakes() {
        assertEquals(
                "t=1,sha256=" + "2af693cb56b22c16912222aeefdc75a01de562bf70ee2015f41ecea48382997f",
                Webhook.signature(KEY, 1, "{}"));
    }

    @Test
    void aWebhookGetsTheAlertAndItsSignature() throws Exception {
        LinkedBlockingQueue<String> got = new LinkedBlockingQueue<>();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger calls = new AtomicInteger();
        server.createContext(
                "/hook",
                call -> {
                    String body =
                            new String(
                                    call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    String signature = call.getRequestHeaders().getFirst(Webhook.HEADER);
                    boolean first = calls.getAndIncrement() == 0;
                    if (!first) {
                        got.add(signature + " " + body);
                    }
                    call.sendResponseHeaders(first ? 500 : 204, -1);
                    call.close();
                });
        server.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
            CountDownLatch brought = new CountDownLatch(1);
            try (Postman postman =
                    new Postman(
                            () -> List.of(new Webhook(address, KEY)),
                            new Counted(brought),
                            Duration.ofMillis(1))) {
                postman.bring(ALERT);
                assertTrue(brought.await(60, TimeUnit.SECONDS));
            }
            String body = ALERT.json();
            String signature = Webhook.signature(KEY, NOW.getEpochSecond(), body);
            assertEquals(signature + " " + body, got.poll());
        } finally {
            server.stop(0);
        }
    }

    private record Counted(CountDownLatch latch) implements Postman.Listener {
        @Override
        public void brought(Letter letter, String by) {
            latch.countDown();
        }

        @Override
        public void failed(Letter letter, String by, String why) {
            throw new IllegalStateException(by + ": " + why);
        }
    }

    @Test
    void aMailIsSentThroughTheHost() throws Exception {
        List<String> said = new ArrayList<>();
        try (ServerSocket host = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = Thread.ofVirtual().start(() -> serve(host, said));
            InetSocketAddress address =
                    InetSocketAddress.createUnresolved("127.0.0.1", host.getLocalPort());
            new AlertMail(address, "argine@example.org", List.of("postmaster@example.org"))
                    .send(ALERT);
            server.join();
        }
        assertEquals("MAIL FROM:<argine@example.org>", said.get(1));
        assertEquals("RCPT TO:<postmaster@example.org>", said.get(2));
        assertTrue(said.contains("Subject: [argine] stopped: rossi@example.org"), said.toString());
        assertTrue(said.contains("STOPPED: rossi@example.org"), said.toString());
    }

    private static void serve(ServerSocket host, List<String> said) {
        try (Socket socket = host.accept();
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        socket.getInputStream(), StandardCharsets.UTF_8))) {
            answer(socket, "220-mx\r\n220 ready");
            boolean text = false;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                said.add(line);
                if (!text || line.equals(".")) {
                    text = line.equals("DATA");
                    answer(socket, text ? "354 go on" : "250 done");
                }
            }
        } catch (IOException e) {
            said.add(e.toString());
        }
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
