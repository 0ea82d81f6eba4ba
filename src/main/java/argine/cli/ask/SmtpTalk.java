// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A mail program's end of an SMTP session, as much of it as a probe needs.
 *
 * <p>A password leaves this host under TLS only, and only to the server whose name is in the
 * certificate.
 */
final class SmtpTalk implements Closeable {
    private static final int PATIENCE = 30_000;
    private static final int LONGEST = 2000;
    private static final int MOST_LINES = 100;

    /** A reply: its last line, and all of them. */
    record Reply(String line, List<String> lines) {
        boolean isYes() {
            return line.startsWith("2") || line.startsWith("3");
        }

        boolean offers(String extension) {
            return lines.stream()
                    .anyMatch(
                            one ->
                                    one.length() > 4
                                            && one.substring(4)
                                                    .toUpperCase(Locale.ROOT)
                                                    .startsWith(extension));
        }
    }

    private final String helo;
    private final boolean here;
    private Socket socket;
    private Reply greeting;

    private SmtpTalk(Socket socket, boolean here, String helo) {
        this.socket = socket;
        this.here = here;
        this.helo = helo;
        this.greeting = new Reply("", List.of());
    }

    /** Connects and greets; under TLS where it is offered. */
    static SmtpTalk call(InetSocketAddress where, String helo) throws IOException {
        if (where.isUnresolved()) {
            throw new IOException("nobody knows the host " + where.getHostString());
        }
        return call(where, helo, where.getAddress().isLoopbackAddress());
    }

    /**
     * @param here whether nobody stands between: the server is this host itself
     */
    static SmtpTalk call(InetSocketAddress where, String helo, boolean here) throws IOException {
        Socket socket = new Socket();
        socket.connect(where, PATIENCE);
        socket.setSoTimeout(PATIENCE);
        SmtpTalk talk = new SmtpTalk(socket, here, helo);
        try {
            talk.reply();
            talk.greet();
            if (talk.greeting.offers("STARTTLS") && talk.say("STARTTLS").isYes()) {
                talk.socket = encrypted(socket, where, here);
                talk.greet();
            }
            return talk;
        } catch (IOException | RuntimeException e) {
            talk.close();
            throw e;
        }
    }

    private void greet() throws IOException {
        greeting = say("EHLO " + helo);
    }

    Reply login(String account, String password) throws IOException {
        if (!here && !(socket instanceof SSLSocket)) {
            throw new IOException(
                    "no TLS is offered there, and a password is not sent in clear to another host");
        }
        if (!greeting.offers("AUTH")) {
            throw new IOException("no login is offered there");
        }
        byte[] plain = ("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8);
        return say("AUTH PLAIN " + Base64.getEncoder().encodeToString(plain));
    }

    Reply say(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return reply();
    }

    private Reply reply() throws IOException {
        List<String> lines = new ArrayList<>();
        String line = line(socket.getInputStream());
        while (line.length() > 3 && line.charAt(3) == '-' && lines.size() < MOST_LINES) {
            lines.add(line);
            line = line(socket.getInputStream());
        }
        lines.add(line);
        return new Reply(line, lines);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() > LONGEST) {
                throw new IOException("the mail server ended the session");
            }
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }

    /** Certificates of this host itself are taken as they are: nobody stands between. */
    private static Socket encrypted(Socket plain, InetSocketAddress where, boolean here)
            throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, here ? new TrustManager[] {new Anyone()} : null, null);
            SSLSocket socket =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(
                                            plain, where.getHostString(), where.getPort(), true);
            if (!here) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
            socket.startHandshake();
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS here: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Trusts everybody; for the loopback interface only. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
