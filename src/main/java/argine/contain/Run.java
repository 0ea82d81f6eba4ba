// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.contain.Done.Outcome;
import argine.mail.Plural;
import argine.server.access.Access;
import argine.server.access.AccountStore;
import argine.server.access.Foothold;
import argine.server.access.Footholds;
import argine.server.access.RecordStore;
import argine.server.access.StoredRecord;
import argine.store.Act;
import argine.store.Journal;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The containing of one account, from the first line in the journal to the proof, in phases that
 * other accounts' runs go through at the same time.
 *
 * <p>Sessions are ended twice: at once, so that nothing more is sent, and again once the server is
 * seen to refuse, so that whoever came back in between is out as well.
 */
final class Run {
    private final Access access;
    private final QueueHold queue;
    private final Sentry sentry;
    private final Clock clock;
    private final Pause pause;
    private final Journal journal;
    private final String account;
    private final Order order;
    private final Instant since;
    private final List<Done> steps = new ArrayList<>();
    private final List<Foothold> footholds = new ArrayList<>();
    private final Means means;
    private final Ending ending;
    private Optional<String> password = Optional.empty();
    private boolean hadPassword;
    private boolean inForce;
    private Duration refused = Duration.ZERO;
    private Duration out = Duration.ZERO;
    private String held = "";
    private boolean changed;

    Run(
            Access access,
            QueueHold queue,
            Sentry sentry,
            Clock clock,
            Pause pause,
            Journal journal,
            Ordered ordered,
            Means means,
            Instant since) {
        this.access = access;
        this.queue = queue;
        this.sentry = sentry;
        this.clock = clock;
        this.pause = pause;
        this.journal = journal;
        this.account = ordered.account();
        this.order = ordered.order();
        this.since = since;
        this.means = means;
        this.ending = new Ending(access, order, account, clock, pause);
    }

    /** Shuts the door; {@code brokenOff} is what an earlier run has done of it. */
    void shut(Optional<Ledger> brokenOff) throws IOException {
        hadPassword = brokenOff.filter(Ledger::hasNewPassword).isPresent();
        changed = brokenOff.filter(Ledger::isInForce).isPresent();
        String lock = means.lock().name().toLowerCase(Locale.ROOT);
        if (brokenOff.filter(one -> one.lock().equals(lock)).isEmpty()) {
            begin(lock);
        }
        if (order.has(Step.LOCK)) {
            tellSentry();
            lock();
        }
    }

    /** Ends the sessions that there are now. */
    void cut() {
        if (order.has(Step.SESSIONS)) {
            ending.once();
        }
    }

    void renew() throws IOException {
        if (order.has(Step.PASSWORD)) {
            setPassword(hadPassword);
        }
        forget();
    }

    /** Waits until the server refuses, and ends the sessions that came back. */
    void settle() throws IOException {
        inForce = refusal().waitFor();
        refused = after();
        if (order.has(Step.SESSIONS)) {
            done(Step.SESSIONS, ending.last());
        }
        out = after();
    }

    /** Looks for what goes on working, and tries to get in. */
    Receipt prove() throws IOException {
        look();
        Refusal refusal = refusal();
        List<Proof> proofs = order.has(Step.PROOF) ? refusal.proofs() : List.of();
        prove(proofs);
        return end(proofs, refusal.tried());
    }

    private Refusal refusal() {
        return new Refusal(access, order, account, means, password, pause);
    }

    /** Anew as well where a broken run is gone on with to another lock. */
    private void begin(String lock) throws IOException {
        journal.append(Acts.begin(account, access.server(), order, lock, clock.instant()));
        if (access.store().isPresent()) {
            Optional<StoredRecord> record = access.store().get().read(account);
            if (record.isPresent()) {
                journal.append(Acts.seen(access.store().get(), record.get(), clock.instant()));
            }
        }
        journal.sync();
    }

    private Duration after() {
        return Duration.between(since, clock.instant());
    }

    /** First of all: it refuses the next command, before any store has been written. */
    private void tellSentry() throws IOException {
        Optional<Sentry.Told> told = sentry.stop(account);
        if (told.isPresent()) {
            add(Step.LOCK, told.get().outcome(), told.get().what());
        }
    }

    private void lock() throws IOException {
        if (means.stores().isEmpty()) {
            add(Step.LOCK, Outcome.NOT_DONE, Means.none(access, means.lock()));
        }
        for (RecordStore store : means.stores()) {
            Optional<StoredRecord> now = store.read(account);
            Optional<StoredRecord> locked =
                    now.flatMap(record -> store.locked(record, means.lock()));
            if (locked.isEmpty()) {
                add(Step.LOCK, Outcome.NOT_DONE, "the account is not in " + store.name());
            } else {
                change(Step.LOCK, store, now.get(), locked.get(), means.words(store));
            }
        }
        for (String name : new OtherNames(access).open(account)) {
            add(
                    Step.LOCK,
                    Outcome.NOT_DONE,
                    "one logs in as " + name + " too: contain that as well");
        }
    }

    private void setPassword(boolean already) throws IOException {
        Optional<AccountStore> store = access.store();
        Optional<StoredRecord> now =
                store.isPresent() ? store.get().read(account) : Optional.empty();
        if (now.isEmpty()) {
            add(Step.PASSWORD, Outcome.NOT_DONE, "set a new one in the user database");
            return;
        }
        if (already && !order.newPassword()) {
            add(Step.PASSWORD, Outcome.NOTHING, "a new one was set before the run broke off");
            return;
        }
        String made = new NewPassword().make();
        Optional<StoredRecord> next;
        try {
            next = store.get().withPassword(now.get(), made);
        } catch (IOException e) { // a program makes it; nothing was written yet
            add(Step.PASSWORD, Outcome.NOT_DONE, e.getMessage() + "; set a new one there");
            return;
        }
        if (next.isEmpty()) {
            add(Step.PASSWORD, Outcome.NOT_DONE, "cannot be set from here; set a new one there");
        } else if (change(Step.PASSWORD, store.get(), now.get(), next.get(), "a new one")) {
            password = Optional.of(made);
        }
    }

    /** Announced, written, answered; a change that is made already is none. */
    private boolean change(
            Step step, RecordStore store, StoredRecord now, StoredRecord next, String what)
            throws IOException {
        if (next.equals(now)) {
            changed = true;
            add(step, Outcome.NOTHING, what + " already, by " + store.name());
            return false;
        }
        journal.append(Acts.change(step, store, now, next, clock.instant()));
        journal.sync();
        Written written = Written.by(store, now, next);
        changed |= written.mayBe();
        journal.append(
                Acts.about(
                        written.mayBe() ? Acts.CHANGED : Acts.LEFT, store.name(), clock.instant()));
        journal.sync();
        add(
                step,
                written.isSure() ? Outcome.DONE : Outcome.NOT_DONE,
                written.isSure()
                        ? what + ": " + store.name()
                        : store.name() + " " + written.trouble());
        return written.isSure();
    }

    private void add(Step step, Outcome outcome, String what) throws IOException {
        done(step, new Done(step, outcome, what, after()));
    }

    private void done(Step step, Done done) throws IOException {
        Done timed = new Done(step, done.outcome(), done.what(), after());
        steps.add(timed);
        journal.append(Acts.did(step, timed.outcome() + ": " + timed.what(), clock.instant()));
    }

    private void forget() throws IOException {
        if (order.has(Step.CACHE) && access.gate().isPresent()) {
            try {
                access.gate().get().forget(account);
                add(Step.CACHE, Outcome.DONE, "the server has forgotten what it learned");
            } catch (IOException e) {
                add(Step.CACHE, Outcome.NOT_DONE, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Holds its mail that waits. */
    void hold() throws IOException {
        if (!order.has(Step.QUEUE)) {
            return;
        }
        journal.sync();
        try {
            QueueHold.Held now = queue.hold(account);
            held = now.receipt();
            Begun.Ended ended = new Begun(access.deliveries(), pause).end(now.all());
            add(
                    Step.QUEUE,
                    outcome(now, ended),
                    words(now, ended) + queue.left(account, now.putBack()));
        } catch (IOException e) {
            add(Step.QUEUE, Outcome.NOT_DONE, String.valueOf(e.getMessage()));
        }
    }

    private static Outcome outcome(QueueHold.Held now, Begun.Ended ended) {
        if (now.left() > 0 || ended.left() > 0) {
            return Outcome.NOT_DONE;
        }
        return now.messages() > 0 ? Outcome.DONE : Outcome.NOTHING;
    }

    private static String words(QueueHold.Held now, Begun.Ended ended) {
        if (now.left() > 0) {
            return Plural.of(now.left(), "message is", "messages are")
                    + " still on "
                    + (now.left() == 1 ? "its way" : "their way");
        }
        String held =
                now.messages() > 0
                        ? "held " + now.messages() + ", receipt " + now.receipt()
                        : "no "
                                + (now.putBack() > 0 ? "other " : "")
                                + "message of the account waits";
        int cut = ended.begun() - ended.left();
        return held
                + (cut > 0 ? "; broke off the delivery of " + cut : "")
                + (ended.left() == 0
                        ? ""
                        : ended.left() == 1
                                ? "; 1 is being delivered"
                                : "; " + ended.left() + " are being delivered");
    }

    private void look() throws IOException {
        if (!order.has(Step.FOOTHOLDS)) {
            return;
        }
        String trouble = access.footholds().isEmpty() ? "cannot be read from here" : "";
        for (Footholds of : access.footholds()) {
            try {
                footholds.addAll(of.of(account));
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
            }
        }
        add(
                Step.FOOTHOLDS,
                trouble.isEmpty()
                        ? footholds.isEmpty() ? Outcome.NOTHING : Outcome.DONE
                        : Outcome.NOT_DONE,
                trouble.isEmpty()
                        ? footholds.isEmpty()
                                ? "none found"
                                : footholds.size() + " found, see below"
                        : trouble);
    }

    private void prove(List<Proof> proofs) throws IOException {
        if (!order.has(Step.PROOF)) {
            add(Step.PROOF, Outcome.LEFT_OUT, "not asked for");
            return;
        }
        boolean all =
                !proofs.isEmpty()
                        && proofs.stream().allMatch(p -> p.verdict() == Proof.Verdict.REFUSED);
        add(
                Step.PROOF,
                all && inForce ? Outcome.DONE : Outcome.NOT_DONE,
                all
                        ? "refused on every service since " + Times.words(refused)
                        : "not shown for every service, see below");
    }

    private Receipt end(List<Proof> proofs, Tried tried) throws IOException {
        boolean shut =
                steps.stream().noneMatch(done -> done.outcome() == Outcome.NOT_DONE)
                        && order.without().isEmpty();
        journal.append(new Act(Acts.END, clock.instant()).with("shut", shut ? 1 : 0));
        journal.sync();
        return new Receipt(
                account,
                journal.receipt(),
                shut,
                out,
                List.copyOf(steps),
                proofs,
                tried,
                List.copyOf(footholds),
                password,
                held,
                changed);
    }
}
