// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Sends alerts by mail through an SMTP host: no account is used, least of all one that may be
 * stopped.
 */
public final class AlertMail implements Messenger {
    private static final int PATIENCE = 30_000;
    private static final int LONGEST_LINE = 4096;
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final InetSocketAddress host;
    private final String from;
    private final List<String> to;

    /** The address of the host is looked up at each mail. */
    public AlertMail(InetSocketAddress host, String from, List<String> to) {
        this.host = host;
        this.from = from;
        this.to = List.copyOf(to);
    }

    @Override
    public String name() {
        return "mail by " + host.getHostString();
    }

    @Override
    public void send(Alert alert) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host.getHostString(), host.getPort()), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            expect(socket, '2');
            say(socket, "EHLO argine", '2');
            say(socket, "MAIL FROM:<" + from + ">", '2');
            recipients(socket);
            say(socket, "DATA", '3');
            say(socket, message(alert) + "\r\n.", '2');
        }
    }

    /** One who is refused keeps the alert from nobody else. */
    private void recipients(Socket socket) throws IOException {
        int taken = 0;
        IOException refused = new IOException("nobody to write to");
        for (String one : to) {
            try {
                say(socket, "RCPT TO:<" + one + ">", '2');
                taken++;
            } catch (IOException e) {
                refused = e;
            }
        }
        if (taken == 0) {
            throw refused;
        }
    }

    private String message(Alert alert) {
        String text =
                "From: Argine <"
                        + from
                        + ">\r\nTo: "
                        + String.join(", ", to)
                        + "\r\nSubject: [argine] "
                        + ascii(alert.subject())
                        + "\r\nDate: "
                        + DATE.format(alert.at())
                        + "\r\nMessage-ID: <"
                        + alert.at().toEpochMilli()
                        + "."
                        + Integer.toHexString(alert.incident().account().hashCode())
                        + "@argine>\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: 8bit\r\n\r\n"
                        + alert.text().replace("\n", "\r\n").stripTrailing();
        return text.replace("\r\n.", "\r\n..");
    }

    private static String ascii(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }

    private static void say(Socket socket, String text, char answer) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        expect(socket, answer);
    }

    private static void expect(Socket socket, char answer) throws IOException {
        String line = line(socket.getInputStream());
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line(socket.getInputStream());
        }
        if (line.isEmpty() || line.charAt(0) != answer) {
            throw new IOException("the mail host said: " + ascii(line));
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0 || line.length() > LONGEST_LINE) {
                throw new IOException("the mail host ended the session");
            }
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }
}
