// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Channel;
import argine.guard.Decision;
import argine.guard.Envelope;
import argine.guard.PolicyRequest;
import argine.guard.Question;
import argine.guard.Reason;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.mail.Address;
import argine.store.count.Charge;
import argine.store.count.Counters;
import argine.store.count.Level;
import argine.store.count.Meter;
import argine.store.count.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All limits together: a message is counted by each of them, or by none.
 *
 * <p>Recipient by recipient it is reserved under the message's name, so that a client is told
 * early; at the end it is counted for good. A message that is refused at one recipient is refused
 * as a whole: nobody's mail is split in silence. Over a limit a message is put off, unless it alone
 * is more than the limit, when coming again could never help; of a suspected account it is held.
 */
public final class Limits {
    private final Counters counters;
    private final Messages messages;
    private final Failures failures;
    private final Predicate<Address> isLocal;
    private final Predicate<String> isSuspected;
    private final InstantSource wall;
    private volatile LimitSettings settings = LimitSettings.NONE;

    /**
     * @param isLocal whether a recipient has a mailbox here
     * @param isSuspected whether an account seems to be in a stranger's hands
     */
    public Limits(
            Counters counters,
            Predicate<Address> isLocal,
            Predicate<String> isSuspected,
            InstantSource wall) {
        this.counters = counters;
        this.messages = new Messages(counters);
        this.failures = new Failures(counters, wall);
        this.isLocal = isLocal;
        this.isSuspected = isSuspected;
        this.wall = wall;
    }

    /** Other limits from now on; what was counted stays. */
    public void use(LimitSettings other) {
        settings = other;
    }

    /** Counts a recipient or a whole message, or says why not. */
    public Ruling judge(Question question) {
        Transaction transaction = question.request().transaction();
        Stage stage = question.request().stage();
        if (stage == Stage.RCPT) {
            return messages.with(transaction, message -> recipient(message, question));
        }
        if (stage == Stage.END_OF_MESSAGE) {
            return messages.with(transaction, message -> end(message, question));
        }
        messages.begin(transaction);
        return Ruling.PASS;
    }

    private Ruling recipient(Message message, Question question) {
        Envelope envelope = question.request().envelope();
        if (message.state == Message.State.DECIDED) {
            return Ruling.again(message.decision);
        }
        if (message.state == Message.State.SETTLED
                || !message.recipients.addAll(envelope.recipients())) {
            return Ruling.PASS;
        }
        Optional<Ruling> failures = tooManyFailures(message, question);
        if (failures.isPresent()) {
            return failures.get();
        }
        Bill bill = bill(question, message.recipients);
        Outcome outcome = counters.reserve(bill.holding(message.charges));
        if (!outcome.taken()) {
            return refused(message, question, bill, outcome);
        }
        message.charges = outcome.levels().stream().map(Level::held).toList();
        return Ruling.PASS;
    }

    private Ruling end(Message message, Question question) {
        if (message.state != Message.State.OPEN) {
            return Ruling.again(message.decision);
        }
        String queueId = question.request().transaction().queueId();
        if (messages.twin(message, queueId).filter(t -> isSame(t, question)).isPresent()) {
            return settledBefore(message);
        }
        Optional<Ruling> failures = tooManyFailures(message, question);
        if (failures.isPresent()) {
            return failures.get();
        }
        if (!question.request().envelope().recipients().isEmpty()) {
            message.recipients.clear();
            message.recipients.addAll(question.request().envelope().recipients());
        }
        Bill bill = bill(question, message.recipients);
        Outcome outcome = counters.settle(withRest(bill.holding(message.charges), message));
        return outcome.taken()
                ? settled(message, question, bill, outcome)
                : refused(message, question, bill, outcome);
    }

    /** What was reserved on meters that no longer concern the message is given back too. */
    private static List<Charge> withRest(List<Charge> charges, Message message) {
        if (message.charges.isEmpty()) {
            return charges;
        }
        List<Charge> all = new ArrayList<>(charges);
        for (Charge reserved : message.charges) {
            boolean known = charges.stream().anyMatch(c -> Bill.isSame(c, reserved));
            if (!known && reserved.held() > 0) {
                all.add(
                        Charge.of(reserved.subject(), reserved.meter(), 0, Charge.UNLIMITED)
                                .holding(reserved.held()));
            }
        }
        return all;
    }

    private boolean isSame(Message twin, Question question) {
        Envelope envelope = question.request().envelope();
        return twin.count == envelope.count()
                && twin.payer == counters.element(question.payer())
                && !twin.session.equals(question.request().transaction().session());
    }

    /** Two protocols ask about one message: the second pays nothing. */
    private Ruling settledBefore(Message message) {
        counters.release(message.charges);
        message.charges = List.of();
        message.state = Message.State.SETTLED;
        message.recipients = Set.of(); // strangers choose them, and a message is kept for minutes
        message.settledAt = counters.now();
        return Ruling.again(Decision.PASS);
    }

    private Ruling settled(Message message, Question question, Bill bill, Outcome outcome) {
        message.state = Message.State.SETTLED;
        message.recipients = Set.of(); // strangers choose them, and a message is kept for minutes
        message.settledAt = outcome.at();
        message.count = question.request().envelope().count();
        message.payer = counters.element(question.payer());
        message.charges = Bill.sums(outcome);
        messages.queued(message, question.request().transaction().queueId());
        return new Ruling(Decision.PASS, List.of(), warnings(question, bill, outcome), false);
    }

    private List<Ruling.Warning> warnings(Question question, Bill bill, Outcome outcome) {
        Channel channel = question.request().channel();
        List<Ruling.Warning> warnings = new ArrayList<>();
        for (int i = 0; i < bill.limits().size(); i++) {
            Limit limit = bill.limits().get(i);
            Level level = outcome.levels().get(i);
            long mark =
                    limit.most() / 100 * settings.warnPercent()
                            + limit.most() % 100 * settings.warnPercent() / 100;
            if (limit.most() != Charge.UNLIMITED && level.added() > 0 && level.after() >= mark) {
                warnings.add(
                        new Ruling.Warning(
                                channel, level.charge().subject(), limit, level.after()));
            }
        }
        return warnings;
    }

    private Ruling refused(Message message, Question question, Bill bill, Outcome outcome) {
        int tightest = tightest(outcome.levels());
        Level level = outcome.levels().get(tightest);
        Limit limit = bill.limits().get(tightest);
        Decision decision = decision(question, level, limit);
        return decided(message, decision, bill.told(outcome.levels()));
    }

    private Ruling decided(Message message, Decision decision, List<String> told) {
        counters.release(message.charges);
        message.charges = List.of();
        message.state = Message.State.DECIDED;
        message.recipients = Set.of(); // strangers choose them, and a message is kept for minutes
        message.settledAt = counters.now();
        message.decision = decision;
        return new Ruling(decision, told, List.of(), false);
    }

    /** Of the limits that leave no room: one that can never pass first, then the least room. */
    private static int tightest(List<Level> levels) {
        Comparator<Level> order =
                Comparator.comparingInt((Level l) -> l.added() <= l.charge().capacity() ? 1 : 0)
                        .thenComparingLong(l -> l.charge().capacity() - l.used());
        int tightest = -1;
        for (int i = 0; i < levels.size(); i++) {
            boolean isTighter =
                    !levels.get(i).fits()
                            && (tightest < 0
                                    || order.compare(levels.get(i), levels.get(tightest)) < 0);
            tightest = isTighter ? i : tightest;
        }
        return tightest;
    }

    private Decision decision(Question question, Level level, Limit limit) {
        String rule = level.charge().subject().replaceFirst(":.*", "") + " " + limit;
        if (isSuspected.test(question.account())
                || settings.budget(question.request().channel()).hold()) {
            return new Decision.Hold(Reason.of(rule, "4.7.1", "over the limit of " + limit));
        }
        if (level.added() > level.charge().capacity()) {
            return new Decision.Reject(
                    Reason.of(
                            rule,
                            "5.7.1",
                            "this message alone is more than the limit of "
                                    + limit
                                    + "; send it in parts"));
        }
        return new Decision.Defer(
                Reason.of(rule, "4.7.1", "the limit of " + limit + " is used up; try again later"));
    }

    private Optional<Ruling> tooManyFailures(Message message, Question question) {
        return failures.judge(question, settings)
                .map(found -> decided(message, found.decision(), found.counters()));
    }

    /** Somebody wrote to a recipient who does not exist; the login is in its one form. */
    public void failed(Failure failure) {
        failures.failed(failure, settings);
    }

    /** Somebody who logged in was refused; that uses up nothing, and is seen. */
    public void attempted(Question question) {
        Stage stage = question.request().stage();
        boolean sends = stage == Stage.MAIL || stage == Stage.RCPT || stage == Stage.END_OF_MESSAGE;
        if (sends && question.hasAccount()) {
            Meter meter = Bill.REFUSED.meter(question.request().channel(), Scope.ACCOUNT);
            String subject = Scope.ACCOUNT.subject(question);
            counters.settle(List.of(Charge.of(subject, meter, 1, Charge.UNLIMITED)));
        }
    }

    /** Keeps a refusal with its code, for when the server asks about the message again. */
    public void remember(Question question, Decision answer) {
        if (!question.request().transaction().instance().isEmpty() && answer.why().isPresent()) {
            messages.remember(question.request().transaction(), answer);
        }
    }

    /** Every limit of an account and how it stands. */
    public List<Standing> standings(String account) {
        List<Standing> standings = new ArrayList<>();
        Question question =
                new Question(
                        PolicyRequest.at(Stage.MAIL, Channel.SUBMISSION).by(account), account, "");
        for (Channel channel : Channel.values()) {
            for (Scope scope : List.of(Scope.ACCOUNT, Scope.DOMAIN, Scope.EVERYWHERE)) {
                String subject = scope.subject(question);
                for (Limit limit : settings.limits(channel, scope, account, wall.instant())) {
                    long used = counters.used(subject, limit.meter(channel, scope));
                    standings.add(new Standing(channel, scope, subject, limit, used));
                }
            }
            for (Limit seen : List.of(Bill.EXEMPT, Bill.REFUSED)) {
                seen(channel, Scope.ACCOUNT.subject(question), seen).ifPresent(standings::add);
            }
        }
        return standings;
    }

    /** How it stands with what never refuses, where there was any. */
    private Optional<Standing> seen(Channel channel, String subject, Limit limit) {
        long used = counters.used(subject, limit.meter(channel, Scope.ACCOUNT));
        return used == 0
                ? Optional.empty()
                : Optional.of(new Standing(channel, Scope.ACCOUNT, subject, limit, used));
    }

    /** The accounts that have used most of one of their limits, each once, the busiest first. */
    public List<Standing> busiest(int most) {
        Map<String, Standing> bySubject = new HashMap<>();
        for (Channel channel : Channel.values()) {
            for (Limit limit : settings.budget(channel).of(Scope.ACCOUNT)) {
                counters.each(
                        limit.meter(channel, Scope.ACCOUNT),
                        (subject, used) -> {
                            Limit own = own(channel, subject, limit);
                            bySubject.merge(
                                    subject,
                                    new Standing(channel, Scope.ACCOUNT, subject, own, used),
                                    Limits::busier);
                        });
            }
        }
        return bySubject.values().stream()
                .sorted(
                        Comparator.comparingLong(Standing::percent)
                                .thenComparingLong(Standing::used)
                                .reversed()
                                .thenComparing(Standing::subject))
                .limit(most)
                .toList();
    }

    private static Standing busier(Standing one, Standing other) {
        return other.percent() > one.percent() ? other : one;
    }

    /** The limit of an account that stands in the place of one that all have. */
    private Limit own(Channel channel, String subject, Limit usual) {
        String account = subject.substring(subject.indexOf(':') + 1);
        return settings.limits(channel, Scope.ACCOUNT, account, wall.instant()).stream()
                .filter(
                        limit ->
                                limit.unit() == usual.unit()
                                        && limit.window().equals(usual.window()))
                .findFirst()
                .orElse(usual);
    }

    private Bill bill(Question question, Set<Address> recipients) {
        Load load = Load.of(recipients, question.request(), isLocal, settings.exempt());
        return Bill.of(question, load, settings, counters, wall.instant());
    }

    /** The server gave the message up before its end. */
    public void aborted(Transaction transaction) {
        messages.aborted(transaction.instance());
    }

    /** The connection is gone. */
    public void closed(String session) {
        messages.closed(session);
    }

    /** The message was counted, and came to nothing after all. */
    public void refund(Transaction transaction) {
        messages.refund(transaction);
    }

    /** Gives back what nobody came back for. */
    public void expire() {
        messages.expire();
    }

    /** How many messages are on their way in. */
    public int open() {
        return messages.size();
    }
}
