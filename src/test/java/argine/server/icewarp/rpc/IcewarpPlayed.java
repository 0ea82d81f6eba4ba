// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.rpc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Plays the administration of an IceWarp, which cannot be run here: real HTTP on loopback, with
 * answers in the form of those that were recorded from one.
 */
public final class IcewarpPlayed implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile("<commandname>([a-z]+)</commandname>");

    final List<String> asked = new ArrayList<>();
    private final HttpServer server;

    /**
     * Begins to answer.
     *
     * @param answers the text of an answer, by the text of a request
     */
    public IcewarpPlayed(UnaryOperator<String> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/icewarpapi/", exchange -> answer(exchange, answers));
        server.start();
    }

    private void answer(HttpExchange exchange, UnaryOperator<String> answers) throws IOException {
        String request =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(request);
        byte[] answer = answers.apply(request).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    public static String command(String request) {
        Matcher command = COMMAND.matcher(request);
        return command.find() ? command.group(1) : "";
    }

    public static String result(String content) {
        return "\ufeff<iq type=\"result\" sid=\"20160418\"><query xmlns=\"admin:iq:rpc\"><result>"
                + content
                + "</result></query></iq>";
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/icewarpapi/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
