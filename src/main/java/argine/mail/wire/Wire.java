// SPDX-License-Identifier: Apache-2.0
package argine.mail.wire;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A connection to a server that talks in lines, with a bound to everything that comes back.
 *
 * <p>Under TLS the server's name has to be in its certificate, unless it is this host itself: there
 * nobody stands between, and any certificate is taken.
 */
public final class Wire implements Closeable {
    private static final int MAX_LINE = 4_000;
    private static final int MAX_LINES = 100;

    private final InetSocketAddress where;
    private final boolean here;
    private Socket socket;
    private InputStream in;
    private Duration patience;

    /**
     * How long a server is waited for.
     *
     * @param connecting until it takes the call
     * @param answering until each of its answers begins; twice that until it ends
     */
    public record Patience(Duration connecting, Duration answering) {}

    private Wire(InetSocketAddress where, boolean here, Socket socket) throws IOException {
        this.where = where;
        this.here = here;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.patience = Duration.ofMillis(socket.getSoTimeout());
    }

    /**
     * Calls a server.
     *
     * @param here whether it is this host itself
     * @param from the address of this host to call from
     */
    public static Wire to(
            InetSocketAddress where, boolean here, Optional<InetAddress> from, Patience patience)
            throws IOException {
        if (where.isUnresolved()) {
            throw new IOException("nobody knows the host " + where.getHostString());
        }
        Socket socket = new Socket();
        try {
            if (from.isPresent()) {
                socket.bind(new InetSocketAddress(from.get(), 0));
            }
            socket.connect(where, Math.toIntExact(patience.connecting().toMillis()));
            socket.setSoTimeout(Math.toIntExact(patience.answering().toMillis()));
            return new Wire(where, here, socket);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Waits so long for each answer from now on. */
    public void await(Duration answering) throws IOException {
        patience = answering;
        socket.setSoTimeout(Math.toIntExact(answering.toMillis()));
    }

    public boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    /** Says one line. What is said never comes from outside without being checked for line ends. */
    public void say(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IOException("a command of more than one line");
        }
        write(line + "\r\n");
    }

    /** Writes a text that has its line ends already. */
    public void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** The lines that come, up to the first that is the last one. */
    public List<String> until(Predicate<String> last) throws IOException {
        List<String> lines = new ArrayList<>();
        long began = System.nanoTime();
        while (lines.size() < MAX_LINES) {
            lines.add(line(began));
            if (last.test(lines.getLast())) {
                return lines;
            }
        }
        throw new IOException(this + " answers without an end");
    }

    private String line(long began) throws IOException {
        byte[] line = new byte[MAX_LINE];
        for (int length = 0; length < MAX_LINE; length++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException(this + " hung up");
            }
            if (System.nanoTime() - began > 2 * patience.toNanos()) {
                throw new SocketTimeoutException(this + " answers too slowly");
            }
            if (b == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.UTF_8);
            }
            line[length] = (byte) b;
        }
        throw new IOException(this + " answers without an end");
    }

    /** Goes on under TLS; what came before it is forgotten. */
    public void encrypt() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, here ? new TrustManager[] {new AnyCertificate()} : null, null);
            SSLSocket secure =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(
                                            socket, where.getHostString(), where.getPort(), true);
            if (!here) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
            }
            secure.startHandshake();
            socket = secure;
            in = new BufferedInputStream(secure.getInputStream());
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS with " + this, e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** As the server was named, for people. */
    @Override
    public String toString() {
        String host = where.getHostString();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + where.getPort();
    }

    /** Trusts everybody; for this host itself only. */
    private static final class AnyCertificate implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
