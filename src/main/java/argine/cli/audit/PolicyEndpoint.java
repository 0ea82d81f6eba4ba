// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.audit.policy.PasswordPolicy;
import argine.audit.policy.PolicyRules;
import argine.investigate.face.Json;
import argine.mail.Account;
import argine.mail.StoredPassword;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Answers, over HTTP, whether a password may be taken.
 *
 * <p>A form that changes passwords posts the new one and whose it would be. Requests are bounded in
 * length, in time and in number at once; nothing of them is kept or logged, and no answer quotes
 * them.
 */
final class PolicyEndpoint implements AutoCloseable {
    static final String PATH = "/password/check";
    private static final int MAX_BODY = 16 * 1024;
    private static final int AT_ONCE = 8;
    private static final String SECONDS = "15";
    private static final int GRACE = 1;

    private final PasswordPolicy policy;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

    private PolicyEndpoint(PasswordPolicy policy, HttpServer server) {
        this.policy = policy;
        this.server = server;
    }

    static PolicyEndpoint start(PasswordPolicy policy, InetSocketAddress address)
            throws IOException {
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS);
        System.setProperty("sun.net.httpserver.maxRspTime", SECONDS);
        System.setProperty("jdk.httpserver.maxConnections", "256");
        PolicyEndpoint endpoint = new PolicyEndpoint(policy, HttpServer.create(address, 64));
        endpoint.server.setExecutor(endpoint.threads);
        endpoint.server.createContext("/", endpoint::answer);
        endpoint.server.start();
        return endpoint;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                reply(exchange, 404, "error", List.of("ask " + PATH));
            } else if (!exchange.getRequestMethod().equals("POST")) {
                reply(exchange, 405, "error", List.of("ask by POST"));
            } else {
                check(exchange);
            }
        }
    }

    private void check(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            reply(exchange, 413, "error", List.of("longer than " + MAX_BODY + " bytes"));
            return;
        }
        String kind =
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                        .orElse("");
        Optional<Candidate> candidate = Candidate.read(kind, body);
        if (candidate.isEmpty()) {
            reply(exchange, 400, "error", List.of("needs account and password, as JSON or a form"));
            return;
        }
        try {
            List<String> problems =
                    PolicyRules.problems(
                            policy, candidate.get().password(), owner(candidate.get()));
            reply(exchange, 200, problems.isEmpty() ? "accepted" : "refused", problems);
        } catch (IOException _) { // a list of breached passwords is gone: not a reason to say yes
            reply(exchange, 503, "error", List.of("the policy cannot be read here"));
        }
    }

    private static Account owner(Candidate candidate) {
        return new Account(
                candidate.account(),
                candidate.aliases(),
                StoredPassword.HIDDEN,
                Account.Traits.named(candidate.displayName()));
    }

    private static void reply(HttpExchange exchange, int status, String verdict, List<String> why)
            throws IOException {
        byte[] body =
                Json.object(
                                json -> {
                                    json.text("verdict", verdict);
                                    json.texts("problems", why);
                                })
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(GRACE);
        threads.shutdownNow();
        try {
            threads.awaitTermination(GRACE, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
