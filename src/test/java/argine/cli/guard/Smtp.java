// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A mail program's end of an SMTP session, for a test. */
final class Smtp implements AutoCloseable {
    private static final int PATIENCE = 60_000;

    private final Socket socket;
    private final BufferedReader in;

    private Smtp(Socket socket) throws IOException {
        this.socket = socket;
        this.in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
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
        Smtp smtp = new Smtp(socket);
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
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
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
        socket.close();
    }
}
