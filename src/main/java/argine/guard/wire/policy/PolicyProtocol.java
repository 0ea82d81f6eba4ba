// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.policy;

import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.wire.Channels;
import argine.guard.wire.Connection;
import argine.guard.wire.Judge;
import argine.guard.wire.Protocol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Answers the requests of a Postfix smtpd, one after the other, until it closes the connection.
 *
 * <p>What passes is answered {@code DUNNO} and not {@code OK}: the latter would end the list of
 * restrictions and let through what a later one refuses. When the guard fails it throws, and the
 * connection ends without an answer, as the protocol asks.
 */
public final class PolicyProtocol implements Protocol {
    private static final byte[] DUNNO = "action=DUNNO\n\n".getBytes(StandardCharsets.US_ASCII);

    private final Judge judge;
    private final Questions questions;
    private final AtomicLong sessions = new AtomicLong();

    public PolicyProtocol(Judge judge, Supplier<Channels> channels) {
        this.judge = judge;
        this.questions = new Questions(channels);
    }

    @Override
    public void converse(Connection connection) throws IOException {
        String session = "policy-" + sessions.incrementAndGet();
        PolicyReader reader = new PolicyReader(connection);
        try {
            Optional<Map<String, String>> attributes = reader.next();
            while (attributes.isPresent()) {
                PolicyRequest request = questions.of(attributes.get(), session);
                connection.write(answer(judge.decide(request), request.stage()));
                attributes = reader.next();
            }
        } finally {
            judge.closed(session);
        }
    }

    private static byte[] answer(Decision decision, Stage stage) {
        return switch (decision) {
            case Decision.Pass _ -> DUNNO;
            case Decision.Hold(var reason) ->
                    stage == Stage.QUESTION ? DUNNO : action("HOLD " + reason.line());
            case Decision.Defer _, Decision.Reject _ -> action(decision.reply());
        };
    }

    private static byte[] action(String text) {
        return ("action=" + text + "\n\n").getBytes(StandardCharsets.UTF_8);
    }
}
