// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Question;
import argine.guard.Reason;
import argine.guard.Stage;
import argine.mail.ClientAddress;
import argine.store.count.Charge;
import argine.store.count.Counters;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Those who write to many who do not exist: their next message is held. */
record Failures(Counters counters, InstantSource wall) {
    /** Fewer failed recipients than one in so many say nothing. */
    private static final int SHARE = 5;

    /** The log does not say by which of them a message came. */
    private static final List<Channel> CHANNELS =
            List.of(Channel.SUBMISSION, Channel.WEBMAIL, Channel.SCRIPT);

    private static final List<Scope> SCOPES = List.of(Scope.values());

    /** Holds a message of somebody with too many; nothing where there are few. */
    Optional<Ruling> judge(Question question, LimitSettings settings) {
        for (Scope scope : SCOPES) {
            Optional<Ruling> ruling = judge(question, scope, settings);
            if (ruling.isPresent()) {
                return ruling;
            }
        }
        return Optional.empty();
    }

    private Optional<Ruling> judge(Question question, Scope scope, LimitSettings settings) {
        Channel channel = question.request().channel();
        for (Limit limit : settings.limits(channel, scope, question.payer(), wall.instant())) {
            if (limit.unit() != Unit.FAILED_RECIPIENTS) {
                continue;
            }
            String subject = scope.subject(question);
            long failed = counters.used(subject, limit.meter(channel, scope));
            long sent = counters.used(subject, Bill.sent(channel, scope, limit));
            if (failed >= limit.most() && failed * SHARE >= sent) {
                Decision hold =
                        new Decision.Hold(
                                Reason.of(
                                        scope.word() + " " + limit,
                                        "4.7.1",
                                        failed + " recipients of " + of(scope) + " do not exist"));
                String told = subject + ", " + limit + ": " + failed + " of " + sent + " sent";
                return Optional.of(new Ruling(hold, List.of(told), List.of(), false));
            }
        }
        return Optional.empty();
    }

    private static String of(Scope scope) {
        return scope == Scope.EVERYWHERE ? "this server" : "this " + scope.word();
    }

    /** Counts a recipient who does not exist. */
    void failed(Failure failure, LimitSettings settings) {
        int[] element = {counters.element(failure.recipient().toString())};
        for (Channel channel : CHANNELS) {
            Question question =
                    new Question(
                            PolicyRequest.at(Stage.QUESTION, channel)
                                    .from(Client.at(failure.client())),
                            failure.login(),
                            "");
            for (Scope scope : SCOPES) {
                boolean isKnown =
                        scope != Scope.NETWORK || !failure.client().equals(ClientAddress.NONE);
                if (isKnown) {
                    counters.settle(charges(question, scope, settings, element));
                }
            }
        }
    }

    private List<Charge> charges(
            Question question, Scope scope, LimitSettings settings, int[] element) {
        Channel channel = question.request().channel();
        List<Charge> charges = new ArrayList<>();
        for (Limit limit : settings.limits(channel, scope, question.payer(), wall.instant())) {
            if (limit.unit() == Unit.FAILED_RECIPIENTS) {
                charges.add(
                        Charge.of(
                                scope.subject(question),
                                limit.meter(channel, scope),
                                element,
                                Charge.UNLIMITED));
            }
        }
        return charges;
    }
}
