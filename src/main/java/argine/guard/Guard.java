// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.dns.Dns;
import argine.guard.grey.Greylist;
import argine.guard.intrusion.Intrusion;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.WhiteList;
import argine.guard.intrusion.WhiteLists;
import argine.guard.limit.Failure;
import argine.guard.limit.Limits;
import argine.guard.limit.Ruling;
import argine.guard.rule.Contained;
import argine.guard.rule.ExpiredPassword;
import argine.guard.rule.Ownership;
import argine.guard.rule.Rules;
import argine.guard.spf.SpfPasses;
import argine.mail.ClientAddress;
import argine.store.Clocks;
import argine.store.why.Refusal;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts each request to every rule and to the limits, and answers with the strictest decision.
 *
 * <p>For any number of threads. {@link #decide} throws only when Argine is mistaken; then the
 * connection is to be closed without an answer, so that the mail server's own default decides.
 */
public final class Guard implements Closeable {
    private static final int TOLD_MESSAGES = 10;
    private static final int TICKS_A_MINUTE = 120;

    /** Here so that decisions are initialised with the guard, by one thread. */
    private static final Decision NOTHING_AGAINST_IT = Decision.PASS;

    private final GuardStore store;
    private final Directory directory;
    private final Clocks clocks;
    private final Limits limits;
    private final WhiteLists whiteLists;
    private final SpfPasses spf;
    private final Intrusion intrusion;
    private final Greylist greylist;
    private final Recent recent = new Recent();
    private final Figures figures = new Figures();
    private final Notices notices;
    private final Health health;
    private final Stopped stopped;
    private final Compaction compaction;
    private final Crowd crowd;
    private volatile Setup setup;
    private long ticks;

    /** What follows from one configuration, replaced as a whole. */
    private record Setup(Configuration configuration, Logins logins, List<Rule> rules) {}

    private Guard(
            Configuration configuration,
            GuardStore store,
            Directory directory,
            Clocks clocks,
            Dns dns,
            Consumer<Notice> listener) {
        this.store = store;
        this.directory = directory;
        this.clocks = clocks;
        this.notices = new Notices(listener, () -> store.counters().counters().now());
        this.health = new Health(store, clocks.wall(), notices);
        this.compaction = new Compaction(store.counters()::compact, this::notShortened);
        this.stopped = new Stopped(store.blocks(), directory::formerDomain);
        this.limits =
                new Limits(
                        store.counters().counters(),
                        directory::isLocal,
                        account -> stopped.of(account).isPresent(), // or suspected
                        clocks.wall());
        this.whiteLists =
                new WhiteLists(dns.names(), clocks.nanos(), this::listed, notices::ofWhiteLists);
        this.intrusion =
                new Intrusion(
                        store.counters().counters(),
                        store.counters()::subjects,
                        store.bars(),
                        clocks.wall(),
                        whiteLists,
                        notices::tell);
        this.crowd = new Crowd(intrusion::isFull, intrusion::leftOut);
        this.spf = new SpfPasses(dns.records(), clocks.nanos());
        this.greylist =
                new Greylist(store.passages(), clocks.wall(), intrusion::sentSpam, whiteLists, spf);
        use(configuration);
        this.setup = setup(configuration);
        stopped.rename(setup.logins);
        store.remarks().forEach(text -> notices.tell(new Notice.Remark(text)));
    }

    /** The same, and the DNS is asked for nobody: over the past, and for tests. */
    public static Guard of(
            Configuration configuration,
            GuardStore store,
            Directory directory,
            Clocks clocks,
            Consumer<Notice> listener) {
        return of(configuration, store, directory, clocks, Dns.NONE, listener);
    }

    /**
     * A guard over an open store, which it closes when it is closed.
     *
     * @param dns asked for white lists and SPF alone, and never while a decision waits
     * @param listener told what an administrator may want to hear of; must not block for long
     */
    public static Guard of(
            Configuration configuration,
            GuardStore store,
            Directory directory,
            Clocks clocks,
            Dns dns,
            Consumer<Notice> listener) {
        return new Guard(configuration, store, directory, clocks, dns, listener);
    }

    private void notShortened(RuntimeException e) {
        notices.tell(new Notice.Remark("counters were not shortened: " + e));
    }

    private void listed(ClientAddress client, WhiteList list) {
        intrusion.listed(client, list);
    }

    private Setup setup(Configuration configuration) {
        return new Setup(
                configuration,
                configuration.logins(directory),
                Rules.all(
                        stopped::of,
                        intrusion.rule(),
                        new ExpiredPassword(directory::passwordExpires, clocks.wall()),
                        new Ownership(directory, configuration.also()),
                        configuration.sender()));
    }

    /** Goes on with another configuration; what was counted and who is stopped stays. */
    public void reload(Configuration configuration) {
        use(configuration);
        setup = setup(configuration);
        stopped.rename(setup.logins);
    }

    private void use(Configuration configuration) {
        limits.use(configuration.limits());
        intrusion.use(configuration.intrusion().during(configuration.watch()));
        greylist.use(configuration.grey().during(configuration.watch()));
    }

    /** Answers a request; exactly once, and the same again if the server asks again. */
    public Decision decide(PolicyRequest request) {
        try {
            Setup now = setup;
            Question question = question(request, now);
            intrusion.watch(question);
            if (sendsUnknown(request)) {
                notices.nobodyLoggedIn(request);
            }
            Decision decision = decide(question, now);
            figures.count(decision);
            boolean trial = now.configuration.watch() && !Contained.isWhy(decision);
            return trial ? Decision.PASS : decision;
        } catch (RuntimeException e) {
            health.failed(e);
            throw e;
        }
    }

    /** Whether a message comes where people log in, and nobody has. */
    private static boolean sendsUnknown(PolicyRequest request) {
        Stage stage = request.stage();
        return request.channel() == Channel.SUBMISSION
                && !request.hasLogin()
                && (stage == Stage.RCPT || stage == Stage.END_OF_MESSAGE);
    }

    private static Question question(PolicyRequest request, Setup setup) {
        Login login = request.hasLogin() ? setup.logins.of(request.login()) : Login.NONE;
        return new Question(request, login.account(), login.master());
    }

    private Decision decide(Question question, Setup setup) {
        Decision decision = NOTHING_AGAINST_IT;
        for (Rule rule : setup.rules) {
            Decision one = rule.judge(question);
            boolean told = rule.mode() == Mode.REPORT && one.why().isPresent();
            decision = decision.orStricter(told ? reported(one, question) : one);
            if (decision instanceof Decision.Reject) {
                break; // nothing is stricter, and a later rule may fail
            }
        }
        if (!decision.refuses()) {
            Decision grey = greylist.judge(question);
            if (grey.refuses()) {
                return grey; // one recipient waits; what is reserved for the others stays
            }
        }
        if (decision.refuses()) {
            limits.aborted(question.request().transaction());
            limits.attempted(question);
            return explained(decision, question, List.of());
        }
        Ruling ruling = limits.judge(question);
        ruling.warnings().forEach(notices::warn);
        Decision strictest = decision.orStricter(ruling.decision());
        Decision answer =
                strictest.why().isEmpty() || strictest.why().get().hasCode()
                        ? strictest
                        : explained(strictest, question, ruling.counters());
        limits.remember(question, answer);
        if (answer.refuses() && !ruling.repeated()) {
            limits.attempted(question);
        }
        if (question.request().stage() == Stage.END_OF_MESSAGE && !ruling.repeated()) {
            note(question, answer);
        }
        return answer;
    }

    private void note(Question question, Decision answer) {
        recent.note(question.payer(), clocks.wall().instant(), question.request(), answer.word());
    }

    private Decision reported(Decision decision, Question question) {
        decision.why().ifPresent(reason -> noted(reason, "report", question, List.of()));
        return Decision.PASS;
    }

    private Decision explained(Decision decision, Question question, List<String> counters) {
        Optional<Reason> why = decision.why();
        return why.isEmpty() || why.get().hasCode()
                ? decision
                : decision.because(
                        why.get()
                                .withCode(
                                        noted(why.get(), decision.word(), question, counters)
                                                .code()));
    }

    private Refusal noted(Reason reason, String word, Question question, List<String> counters) {
        Instant now = clocks.wall().instant();
        String payer = question.payer();
        Refusal refusal =
                store.refusals()
                        .note(
                                reason.rule(),
                                word,
                                payer,
                                reason.text(),
                                now,
                                () ->
                                        new Refusal(
                                                "",
                                                reason.rule(),
                                                word,
                                                payer,
                                                List.of(reason.text()),
                                                now,
                                                now,
                                                1,
                                                counters,
                                                recent.of(payer, TOLD_MESSAGES)));
        notices.tell(new Notice.Objected(refusal, reason, question.request()));
        return refusal;
    }

    /** The server gave a message up before its end; what is reserved for it is given back. */
    public void aborted(Transaction transaction) {
        limits.aborted(transaction);
    }

    /** A connection is gone. */
    public void closed(String session) {
        limits.closed(session);
    }

    /** A message that was accepted came to nothing after all, as the server's log says. */
    public void refund(Transaction transaction) {
        limits.refund(transaction);
    }

    /** Somebody wrote to a recipient who does not exist. */
    public void failed(Failure failure) {
        limits.failed(
                new Failure(
                        setup.logins.of(failure.login()).account(),
                        failure.client(),
                        failure.recipient()));
    }

    /** A client did something that counts against it. */
    public void offended(Offence offence) {
        String login = offence.login();
        intrusion.offended(offence, login.isEmpty() ? "" : setup.logins.of(login).account());
    }

    /** A password was right; the network is known for this login from now on. */
    public void loggedIn(String login, ClientAddress client) {
        intrusion.loggedIn(setup.logins.of(login).account(), client);
    }

    /**
     * Brings what was counted to the disk and ends what is over; to be called twice a second by one
     * thread.
     */
    public void tick() {
        store.counters().flush();
        limits.expire();
        Instant now = clocks.wall().instant();
        store.blocks().expire(now).forEach(over -> notices.tell(new Notice.Released(over, "time")));
        if (ticks++ % TICKS_A_MINUTE == 0) {
            store.bars().forget(now);
            greylist.forget();
            crowd.news().ifPresent(text -> notices.tell(new Notice.Remark(text)));
        }
        health.written(
                List.of(
                        store.blocks()::flush,
                        () -> store.refusals().flush(now),
                        store.bars()::flush,
                        store.passages()::flush));
        health.look(setup.configuration.watch());
        if (store.counters().isDue()) {
            compaction.begin();
        }
    }

    /** What administrators ask and tell. */
    public Office office() {
        return new Office(
                store, stopped, limits, intrusion, health, figures, notices, clocks.wall());
    }

    @Override
    public void close() throws IOException {
        try (store;
                compaction;
                whiteLists;
                spf) {
            store.refusals().flush(clocks.wall().instant());
        }
    }
}
