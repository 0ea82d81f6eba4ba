// SPDX-License-Identifier: Apache-2.0
package argine.mail.login;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A port of this host on which something answers as it is told to, line by line. */
public final class TalkingDoor implements Closeable {
    private final ServerSocket server;
    private final String greeting;
    private final Map<String, String> answers;
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    /** {@code answers} has what is said to a line by how that line begins; the longest counts. */
    public TalkingDoor(String greeting, Map<String, String> answers) throws IOException {
        this.greeting = greeting;
        this.answers = Map.copyOf(answers);
        this.server = new ServerSocket(0, 9, InetAddress.getByName("127.0.0.1"));
        Thread.ofVirtual().start(this::serve);
    }

    /** A submission server that gives one answer to every login. */
    public static TalkingDoor smtp(String toLogin) throws IOException {
        return new TalkingDoor(
                "220 m\r\n",
                Map.of(
                        "EHLO",
                        "250-m\r\n250 AUTH PLAIN\r\n",
                        "AUTH",
                        toLogin,
                        "QUIT",
                        "221 bye\r\n"));
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                say(client, greeting);
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.UTF_8));
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    heard.add(line);
                    say(client, answer(line));
                }
            } catch (IOException _) {
                // whoever called has gone, or the test is over
            }
        }
    }

    private String answer(String line) {
        return answers.entrySet().stream()
                .filter(one -> line.startsWith(one.getKey()))
                .max(Comparator.comparingInt(one -> one.getKey().length()))
                .map(Map.Entry::getValue)
                .orElse("");
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    public LoginDoor as(LoginDoor.Speech speech) {
        return new LoginDoor(
                speech,
                InetSocketAddress.createUnresolved("127.0.0.1", server.getLocalPort()),
                false);
    }

    /** The lines that it was told. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
