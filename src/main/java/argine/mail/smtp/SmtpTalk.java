// SPDX-License-Identifier: Apache-2.0
package argine.mail.smtp;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A dialogue with a mail server: one command, one reply, with a bound to everything that comes
 * back.
 *
 * <p>A password leaves this host under TLS only, and only to the server whose name is in the
 * certificate.
 */
public final class SmtpTalk implements Closeable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int REPLY_MILLIS = 30_000; // postscreen lets strangers wait
    private static final long LONGEST_REPLY = Duration.ofMillis(2 * REPLY_MILLIS).toNanos();
    private static final int MAX_LINE = 4_000;
    private static final int MAX_LINES = 100;
    private static final Pattern REPLY =
            Pattern.compile("[2-5][0-9]{2}(?:[ -].*)?", Pattern.DOTALL);
    private static final Pattern PLAIN = Pattern.compile("AUTH (.* )?PLAIN( .*)?");

    private final SmtpDoor door;
    private Socket socket;
    private InputStream in;
    private List<String> extensions = List.of();
    private boolean lost;

    private SmtpTalk(SmtpDoor door, Socket socket) throws IOException {
        this.door = door;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    /** Calls, takes the greeting and says EHLO; under TLS where it is offered. */
    public static SmtpTalk call(SmtpDoor door) throws IOException {
        SmtpTalk talk = callInTheClear(door);
        try {
            if (!talk.isEncrypted() && talk.offers("STARTTLS") && talk.say("STARTTLS").isYes()) {
                talk.encrypt();
                talk.greet();
            }
            return talk;
        } catch (IOException | RuntimeException e) {
            talk.socket.close();
            throw e;
        }
    }

    /**
     * Calls, takes the greeting and says EHLO; TLS is not asked for where it does not come first.
     */
    public static SmtpTalk callInTheClear(SmtpDoor door) throws IOException {
        if (door.where().isUnresolved()) {
            throw new IOException("nobody knows the host " + door.where().getHostString());
        }
        Socket socket = new Socket();
        try {
            if (door.from().isPresent()) {
                socket.bind(new InetSocketAddress(door.from().get(), 0));
            }
            socket.connect(door.where(), CONNECT_MILLIS);
            socket.setSoTimeout(REPLY_MILLIS);
            SmtpTalk talk = new SmtpTalk(door, socket);
            talk.begin();
            return talk;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void begin() throws IOException {
        if (door.tlsFirst()) {
            encrypt();
        }
        if (!reply().isYes()) {
            throw new IOException(door + " refuses to talk");
        }
        greet();
    }

    private void greet() throws IOException {
        extensions =
                say("EHLO " + door.helo()).lines().stream()
                        .map(line -> line.strip().toUpperCase(Locale.ROOT))
                        .toList();
    }

    public boolean isEncrypted() {
        return socket instanceof SSLSocket;
    }

    /** Whether the server names an extension, with or without parameters. */
    public boolean offers(String extension) {
        return extensions.stream()
                .anyMatch(line -> line.equals(extension) || line.startsWith(extension + " "));
    }

    /**
     * Logs in.
     *
     * @throws IOException when that cannot be tried, or not without danger to the password
     */
    public SmtpReply login(String account, String password) throws IOException {
        insistOnLogin();
        byte[] plain = ("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8);
        String secret = Base64.getEncoder().encodeToString(plain);
        SmtpReply reply = say("AUTH PLAIN " + secret);
        if (reply.lines().stream().anyMatch(line -> line.contains(secret))) {
            throw new IOException(door + " repeats the password"); // which is shown to nobody
        }
        return reply;
    }

    /**
     * Does nothing where a login can be tried.
     *
     * @throws IOException when it cannot, or not without danger to the password
     */
    public void insistOnLogin() throws IOException {
        if (!door.here() && !isEncrypted()) {
            throw new IOException(
                    "no TLS is offered there, and a password is not sent in clear to another host");
        }
        if (!offers("AUTH")) {
            throw new IOException("no login is offered there");
        }
        if (extensions.stream().noneMatch(line -> PLAIN.matcher(line).matches())) {
            throw new IOException("no login by AUTH PLAIN is offered there");
        }
    }

    /** Says one line. What is said never comes from outside without being checked for line ends. */
    public SmtpReply say(String line) throws IOException {
        if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
            throw new IOException("a command of more than one line");
        }
        return send(line + "\r\n");
    }

    /** Says what has to be taken for the rest to make sense. */
    public void insist(String line) throws IOException {
        SmtpReply reply = say(line);
        if (!reply.isYes() && !reply.asksForMore()) {
            throw new IOException(door + " said: " + reply.shown());
        }
    }

    /**
     * Gives the text of a message after DATA; a line end is a newline, with or without a return.
     */
    public SmtpReply give(String message) throws IOException {
        StringBuilder text = new StringBuilder();
        message.lines()
                .forEach(
                        line ->
                                text.append(line.startsWith(".") ? "." : "")
                                        .append(line)
                                        .append("\r\n"));
        return send(text.append(".\r\n").toString());
    }

    private SmtpReply send(String text) throws IOException {
        lost = true;
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        SmtpReply reply = reply();
        lost = false;
        return reply;
    }

    private SmtpReply reply() throws IOException {
        List<String> lines = new ArrayList<>();
        long began = System.nanoTime();
        while (lines.size() < MAX_LINES) {
            String line = line(began);
            if (!REPLY.matcher(line).matches()) {
                throw new IOException(door + " answers, but not as a mail server does");
            }
            lines.add(line.length() > 4 ? line.substring(4) : "");
            if (line.length() < 4 || line.charAt(3) == ' ') {
                return new SmtpReply(Integer.parseInt(line.substring(0, 3)), lines);
            }
        }
        throw new IOException(door + " answers without an end");
    }

    private String line(long began) throws IOException {
        byte[] line = new byte[MAX_LINE];
        for (int length = 0; length < MAX_LINE; length++) {
            int b = in.read();
            if (b < 0) {
                throw new EOFException(door + " hung up");
            }
            if (System.nanoTime() - began > LONGEST_REPLY) {
                throw new SocketTimeoutException(door + " answers too slowly");
            }
            if (b == '\n') {
                int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
                return new String(line, 0, end, StandardCharsets.UTF_8);
            }
            line[length] = (byte) b;
        }
        throw new IOException(door + " answers without an end");
    }

    private void encrypt() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    null, door.here() ? new TrustManager[] {new AnyCertificate()} : null, null);
            String host = door.where().getHostString();
            SSLSocket secure =
                    (SSLSocket)
                            context.getSocketFactory()
                                    .createSocket(socket, host, door.where().getPort(), true);
            if (!door.here()) {
                SSLParameters parameters = secure.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secure.setSSLParameters(parameters);
            }
            secure.startHandshake();
            socket = secure;
            in = new BufferedInputStream(secure.getInputStream());
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS with " + door, e);
        }
    }

    /** Takes leave, which takes back what was begun; not from a server that answers no more. */
    @Override
    public void close() throws IOException {
        try (Socket _ = socket) {
            if (!lost) {
                say("QUIT");
            }
        } catch (IOException _) {
            return; // it hung up first
        }
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
