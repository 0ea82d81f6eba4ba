// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Channel;
import argine.guard.Decision;
import argine.guard.Question;
import argine.guard.Reason;
import argine.mail.Address;
import argine.store.count.Charge;
import argine.store.count.Counters;
import argine.store.count.Meter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Accounts that write to many who do not exist: their next message is held. */
record Failures(Counters counters, InstantSource wall) {
    /** Fewer failed recipients than one in so many say nothing. */
    private static final int SHARE = 5;

    /** Holds a message of an account with too many; nothing where there are few. */
    Optional<Ruling> judge(Question question, LimitSettings settings) {
        Channel channel = question.request().channel();
        for (Limit limit : limits(channel, question.payer(), settings)) {
            String subject = Scope.ACCOUNT.subject(question);
            long failed = counters.used(subject, limit.meter(channel, Scope.ACCOUNT));
            long sent = counters.used(subject, Bill.sent(channel, Scope.ACCOUNT, limit));
            if (failed >= limit.most() && failed * SHARE >= sent) {
                Decision hold =
                        new Decision.Hold(
                                Reason.of(
                                        "account " + limit,
                                        "4.7.1",
                                        failed + " recipients of this account do not exist"));
                String told = subject + ", " + limit + ": " + failed + " of " + sent + " sent";
                return Optional.of(new Ruling(hold, List.of(told), List.of(), false));
            }
        }
        return Optional.empty();
    }

    /** A recipient of an account turned out not to exist. */
    void failed(String account, Address recipient, LimitSettings settings) {
        int[] element = {counters.element(recipient.toString())};
        for (Channel channel : Set.of(Channel.SUBMISSION, Channel.WEBMAIL, Channel.SCRIPT)) {
            for (Limit limit : limits(channel, account, settings)) {
                Meter meter = limit.meter(channel, Scope.ACCOUNT);
                counters.settle(
                        List.of(
                                Charge.of(
                                        Scope.account(account), meter, element, Charge.UNLIMITED)));
            }
        }
    }

    private List<Limit> limits(Channel channel, String payer, LimitSettings settings) {
        List<Limit> found = new ArrayList<>(0);
        for (Limit limit : settings.limits(channel, Scope.ACCOUNT, payer, wall.instant())) {
            if (limit.unit() == Unit.FAILED_RECIPIENTS) {
                found.add(limit);
            }
        }
        return found;
    }
}
