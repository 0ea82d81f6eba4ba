// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import argine.guard.wire.Judge;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What programs may ask over HTTP: Dovecot's auth policy, {@code /v1/decide}, {@code /v1/report}.
 *
 * <p>A browser on this host is not such a program: a request that names an {@code Origin}, or that
 * is not JSON, is refused, so that no web page can ask in somebody's name.
 *
 * @param token what must come in {@code Authorization: Bearer}; empty where nothing must
 */
public record Desk(Judge judge, Supplier<String> token) implements Route {

    @Override
    public HttpReply answer(HttpRequest request) {
        if (!request.header("origin").isEmpty()) {
            return HttpReply.no(403, "a browser may not ask");
        }
        if (!mayAsk(request.header("authorization"))) {
            return HttpReply.no(401, "the token is missing or is another one");
        }
        if (!request.method().equals("POST")) {
            return HttpReply.no(405, "only POST");
        }
        if (!request.header("content-type").startsWith("application/json")) {
            return HttpReply.no(415, "only application/json");
        }
        return Fields.of(request.body())
                .map(fields -> route(request, fields))
                .orElseGet(() -> HttpReply.no(400, "the body is not one JSON object"));
    }

    private HttpReply route(HttpRequest request, Fields fields) {
        Optional<String> command = command(request.query());
        if (command.isPresent()) {
            return new AuthPolicy(judge).answer(command.get(), fields);
        }
        return switch (request.path()) {
            case "/v1/decide" -> JsonQuestion.decide(judge, fields);
            case "/v1/report" -> JsonQuestion.report(judge, fields);
            default -> HttpReply.no(404, "nothing is answered at this path");
        };
    }

    /** Dovecot appends its command to whatever address it was given. */
    private static Optional<String> command(String query) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith("command=")) {
                return Optional.of(pair.substring("command=".length()));
            }
        }
        return Optional.empty();
    }

    private boolean mayAsk(String authorization) {
        String wanted = token.get();
        return wanted.isEmpty()
                || MessageDigest.isEqual(
                        ("Bearer " + wanted).getBytes(StandardCharsets.UTF_8),
                        authorization.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the token, which would end up in a log. */
    @Override
    public String toString() {
        return "Desk";
    }
}
