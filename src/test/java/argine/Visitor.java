// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A client of a mail server that talks line by line, from an address of its own. */
final class Visitor implements Closeable {
    private static final int MILLIS = 120_000;
    private static final int MOST = 20;

    private final Socket socket = new Socket();
    private final BufferedReader in;

    Visitor(String from, String host, int port) throws IOException {
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(host, port), MILLIS);
        socket.setSoTimeout(MILLIS);
        in =
                new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        greeted();
    }

    /** Postscreen says the first of two lines at once, and waits for who talks too early. */
    private void greeted() throws IOException {
        String line = line();
        while (line.startsWith("220-")) {
            line = line();
        }
    }

    private String line() throws IOException {
        String line = in.readLine();
        return line == null ? "" : line;
    }

    /** Says a line, and returns the last line of the answer. */
    String say(String text) throws IOException {
        socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    private String answer() throws IOException {
        String answer = line();
        while (answer.matches("\\d{3}-.*") || answer.startsWith("* ")) {
            answer = line();
        }
        return answer;
    }

    /** Reads on to a line that begins so. */
    void until(String begin) throws IOException {
        for (int i = 0; i < MOST && !line().startsWith(begin); i++) {
            continue;
        }
    }

    static String plain(String account, String password) {
        return Base64.getEncoder()
                .encodeToString(
                        ("\0" + account + "\0" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether the other side has ended the session, whatever it said before. */
    boolean isOver() {
        try {
            return in.lines().limit(MOST).count() < MOST;
        } catch (UncheckedIOException e) {
            return !(e.getCause() instanceof SocketTimeoutException);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
