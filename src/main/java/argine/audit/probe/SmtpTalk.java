// SPDX-License-Identifier: Apache-2.0
package argine.audit.probe;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A dialogue with a mail server: one command, one reply, with a bound to everything that comes
 * back.
 *
 * <p>Any certificate is taken: it is this host's own address, and what is asked is not who answers.
 */
final class SmtpTalk implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int REPLY_MILLIS = 30_000; // postscreen lets strangers wait
    private static final int MAX_LINE = 1_000;
    private static final int MAX_LINES = 100;

    private final Endpoint endpoint;
    private Socket socket;
    private InputStream in;
    private boolean tls;
    private List<String> extensions = List.of();

    private SmtpTalk(Endpoint endpoint, Socket socket) throws IOException {
        this.endpoint = endpoint;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Connects, takes the greeting and says EHLO; STARTTLS follows where it is offered. */
    static SmtpTalk begin(Endpoint endpoint, Optional<InetAddress> from, boolean secure)
            throws IOException {
        Socket socket = new Socket();
        try {
            if (from.isPresent()) {
                socket.bind(new InetSocketAddress(from.get(), 0));
            }
            socket.connect(
                    new InetSocketAddress(endpoint.address(), endpoint.port()), CONNECT_MILLIS);
            socket.setSoTimeout(REPLY_MILLIS);
            SmtpTalk talk = new SmtpTalk(endpoint, socket);
            talk.greet(secure);
            return talk;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void greet(boolean secure) throws IOException {
        if (endpoint.tls()) {
            encrypt();
        }
        if (!reply().isYes()) {
            throw new IOException(endpoint + " refuses to talk");
        }
        ehlo();
        if (secure && !tls && offers("STARTTLS") && say("STARTTLS").isYes()) {
            encrypt();
            ehlo();
        }
    }

    private void ehlo() throws IOException {
        extensions =
                say("EHLO argine.invalid").lines().stream()
                        .map(line -> line.toUpperCase(Locale.ROOT))
                        .toList();
    }

    private void encrypt() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            SSLSocket secure =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(
                                            socket,
                                            endpoint.address().getHostAddress(),
                                            endpoint.port(),
                                            true);
            secure.startHandshake();
            socket = secure;
            in = new BufferedInputStream(secure.getInputStream());
            tls = true;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS with " + endpoint, e);
        }
    }

    boolean isEncrypted() {
        return tls;
    }

    /** Whether the server names an extension, with or without parameters. */
    boolean offers(String extension) {
        return extensions.stream()
                .anyMatch(line -> line.equals(extension) || line.startsWith(extension + " "));
    }

    /** Says one line. What is said never comes from outside without being checked for line ends. */
    Reply say(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IOException("a command of more than one line");
        }
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return reply();
    }

    private Reply reply() throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < MAX_LINES) {
            String line = line();
            if (!line.matches("[2-5][0-9]{2}([ -].*)?")) {
                throw new IOException(endpoint + " answers, but not as a mail server does");
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return new Reply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
        throw new IOException(endpoint + " answers without an end");
    }

    private String line() throws IOException {
        byte[] line = new byte[MAX_LINE];
        for (int length = 0; length < MAX_LINE; length++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException(endpoint + " hung up");
            }
            if (b == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.UTF_8);
            }
            line[length] = (byte) b;
        }
        throw new IOException(endpoint + " answers without an end");
    }

    /** Takes back whatever was said, and takes leave. */
    @Override
    public void close() throws IOException {
        try {
            say("RSET");
            say("QUIT");
        } catch (IOException _) {
            return; // it hung up first
        } finally {
            socket.close();
        }
    }

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
