// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A mail program's end of an SMTP session, for a test. */
final class Smtp implements AutoCloseable {
    private static final int PATIENCE = 60_000;

    private final BufferedReader in;
    private final OutputStream out;
    private final Closeable line;

    private Smtp(InputStream in, OutputStream out, Closeable line) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
        this.line = line;
    }

    static Smtp call(String host, int port) throws IOException {
        return begin(new Socket(host, port));
    }

    /** From an address of its own: the lab takes all of 127/8 but 127.0.0.1 for strangers. */
    static Smtp callFrom(String source, String host, int port) throws IOException {
        return begin(new Socket(host, port, InetAddress.ofLiteral(source), 0));
    }

    private static Smtp begin(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        return begin(new Smtp(socket.getInputStream(), socket.getOutputStream(), socket));
    }

    /** With a mail server that speaks on its standard input and output. */
    static Smtp with(Process server) throws IOException {
        return begin(new Smtp(server.getInputStream(), server.getOutputStream(), server::destroy));
    }

    private static Smtp begin(Smtp smtp) throws IOException {
        smtp.reply();
        smtp.say("EHLO laptop.test");
        return smtp;
    }

    /** As the client of another address, which the lab's Postfix believes. */
    static Smtp callAs(String client, String host, int port) throws IOException {
        Smtp smtp = call(host, port);
        smtp.say("XCLIENT ADDR=" + client);
        smtp.say("EHLO laptop.test");
        return smtp;
    }

    /** The same through a proxy, which says so in its own protocol before the greeting. */
    static Smtp callBehindProxy(String client, String host, int port) throws IOException {
        Socket socket = new Socket(host, port);
        String who = "PROXY TCP4 " + client + " " + host + " 40000 25\r\n";
        socket.getOutputStream().write(who.getBytes(StandardCharsets.US_ASCII));
        return begin(socket);
    }

    /** The reply to the login, which may be a refusal. */
    String login(String account, String password) throws IOException {
        String plain = "\0" + account + "\0" + password;
        return say(
                "AUTH PLAIN "
                        + Base64.getEncoder()
                                .encodeToString(plain.getBytes(StandardCharsets.UTF_8)));
    }

    /** Sends a line and returns the last line of its reply. */
    String say(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        return reply();
    }

    private String reply() throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        return String.valueOf(line);
    }

    /** Sends a message to these recipients; returns the first reply that says no, or the last. */
    String send(String sender, String from, String... recipients) throws IOException {
        return post(sender, "From: " + from + "\r\nSubject: hello\r\n\r\nRead this.", recipients);
    }

    /** The same with headers and a text of the test's own. */
    String post(String sender, String message, String... recipients) throws IOException {
        String reply = say("MAIL FROM:<" + sender + ">");
        for (String recipient : recipients) {
            if (reply.startsWith("2")) {
                reply = say("RCPT TO:<" + recipient + ">");
            }
        }
        if (reply.startsWith("2")) {
            reply = say("DATA");
        }
        if (!reply.startsWith("3")) {
            say("RSET");
            return reply;
        }
        return say(message + "\r\n.");
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
