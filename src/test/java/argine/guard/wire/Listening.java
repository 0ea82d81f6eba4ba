// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.Wait;
import argine.guard.wire.tls.Tls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** One door on a port of this host, for a test. */
public final class Listening implements AutoCloseable {
    private static final int PATIENCE = 120_000;

    private final StringWriter log = new StringWriter();
    private final Doors doors;
    private final DoorSign sign;

    public Listening(Protocol protocol) throws IOException {
        this(protocol, Patience.USUAL);
    }

    public Listening(Protocol protocol, Patience patience) throws IOException {
        this(protocol, patience, DoorSign.USUAL_MOST, Optional.empty());
    }

    /** A door where TLS is spoken, with a certificate. */
    public Listening(Protocol protocol, Patience patience, int most, Optional<Tls> tls)
            throws IOException {
        Clock clock = Clock.fixed(Instant.parse("2026-11-26T03:00:00Z"), ZoneOffset.UTC);
        this.doors = new Doors(new Notices(new PrintWriter(log), clock, false));
        this.sign =
                new DoorSign(
                        "test",
                        Endpoint.of((tls.isPresent() ? "tls" : "inet") + ":127.0.0.1:0"),
                        Access.USUAL,
                        patience,
                        most,
                        tls);
        doors.open(Map.of(sign, protocol));
    }

    public Doors doors() {
        return doors;
    }

    public int port() throws IOException {
        return ((InetSocketAddress) doors.address(sign)).getPort();
    }

    public Socket call() throws IOException {
        Socket socket = new Socket("127.0.0.1", port());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    /**
     * Sends bytes, says that there are no more, and reads until the other side closes, politely or
     * not.
     */
    public String ask(byte[] bytes) throws IOException {
        return new String(answer(bytes), StandardCharsets.UTF_8);
    }

    public String ask(String text) throws IOException {
        return ask(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] answer(byte[] bytes) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (Socket socket = call()) {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().transferTo(answer);
        } catch (SocketException _) {
            return answer.toByteArray(); // it was closed before it had read everything
        }
        return answer.toByteArray();
    }

    /** Reads up to an empty line. */
    public static String answer(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\n\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after: " + text);
            }
            text.append((char) b);
        }
        return text.toString();
    }

    public Traffic.Sum traffic() {
        return doors.traffic().get(sign);
    }

    /** What the log says once all who came in are gone. */
    public String log() throws Exception {
        Wait.until(() -> traffic().open() == 0, () -> "all are gone: " + traffic());
        return log.toString();
    }

    @Override
    public void close() {
        doors.close(Duration.ofSeconds(1));
    }
}
