// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.StoredRecord;
import argine.store.Act;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the journal of one receipt tells about the containing of one account. */
public final class Ledger {

    /** A change of one store: announced, and what came of it. */
    record Change(String step, String store, String before, String after, State state) {

        /** Whether the store has it, or it is not known whether it has. */
        boolean isOrMayBe() {
            return state == State.MADE || state == State.ANNOUNCED;
        }

        Change now(State next) {
            return new Change(step, store, before, after, next);
        }
    }

    /** How far a change has come. */
    enum State {
        ANNOUNCED,
        MADE,
        NOT_MADE,
        RELEASED
    }

    private final ReceiptId receipt;
    private Act begin = new Act("", Instant.EPOCH);
    private Instant since = Instant.EPOCH;
    private Optional<Act> seen = Optional.empty();
    private final List<Change> changes = new ArrayList<>();
    private Optional<Act> release = Optional.empty();
    private boolean ended;
    private boolean cut;
    private Optional<Instant> shut = Optional.empty();

    private Ledger(ReceiptId receipt) {
        this.receipt = receipt;
    }

    static Ledger read(Store store, ReceiptId receipt) throws IOException {
        Ledger ledger = new Ledger(receipt);
        store.read(receipt, ledger::take);
        return ledger;
    }

    /** All that were ever begun, the oldest first. */
    static List<Ledger> all(Store store) throws IOException {
        List<Ledger> all = new ArrayList<>();
        for (ReceiptId receipt : store.receipts()) {
            if (isOfAnother(store.first(receipt))) {
                continue;
            }
            Ledger ledger = read(store, receipt);
            if (ledger.begin.text("what").equals("contain")) {
                all.add(ledger);
            }
        }
        return all;
    }

    /** A sweep's journal has a line a message; its first one is enough to pass it over. */
    private static boolean isOfAnother(Optional<Act> first) {
        return first.filter(act -> act.word().equals(Acts.BEGIN))
                .filter(act -> !act.text("what").equals("contain"))
                .isPresent();
    }

    private void take(Act act) {
        switch (act.word()) {
            case Acts.BEGIN -> {
                since = begin.word().isEmpty() ? act.at() : since;
                begin = act;
            }
            case Acts.SEEN -> seen = seen.isPresent() ? seen : Optional.of(act);
            case Acts.CHANGE -> {
                ended = false;
                changes.add(
                        new Change(
                                act.text("step"),
                                act.text("store"),
                                act.text("before"),
                                act.text("after"),
                                State.ANNOUNCED));
            }
            case Acts.CHANGED -> answer(act, State.MADE);
            case Acts.LEFT -> answer(act, State.NOT_MADE);
            case Acts.RELEASE -> {
                release = Optional.of(act);
                ended = false;
            }
            case Acts.RELEASED -> {
                release = Optional.empty();
                String store = act.text("store");
                changes.replaceAll(
                        one ->
                                one.store().equals(store) && one.isOrMayBe()
                                        ? one.now(State.RELEASED)
                                        : one);
            }
            case Acts.DID -> cut |= hasEndedSessions(act);
            case Acts.END -> {
                ended = true;
                shut = shut.isPresent() ? shut : Optional.of(act.at());
            }
            default -> {} // of a later version
        }
    }

    private static boolean hasEndedSessions(Act did) {
        return did.text("step").equals(Step.SESSIONS.word())
                && did.text("result").startsWith(Done.Outcome.DONE + ":");
    }

    /** At most one announcement is open: the last. */
    private void answer(Act act, State state) {
        if (!changes.isEmpty()
                && changes.getLast().state() == State.ANNOUNCED
                && changes.getLast().store().equals(act.text("store"))) {
            changes.set(changes.size() - 1, changes.getLast().now(state));
        }
    }

    public ReceiptId receipt() {
        return receipt;
    }

    public String account() {
        return begin.text("account");
    }

    public Instant since() {
        return since;
    }

    /** How far it was shut: {@code sending} or {@code full}. */
    public String lock() {
        return begin.text("lock");
    }

    Act begin() {
        return begin;
    }

    /** The account as it was before, where its store could be read. */
    Optional<StoredRecord> before(String store) {
        return seen.filter(act -> act.text("store").equals(store))
                .map(act -> new StoredRecord(account(), act.text("before")));
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** A change of which the journal does not tell whether it was made. */
    Optional<Change> open() {
        return changes.stream().filter(one -> one.state() == State.ANNOUNCED).findFirst();
    }

    /** An announced release of which the journal does not tell whether it was made. */
    Optional<Act> openRelease() {
        return release;
    }

    /** Whether the run that wrote it came to its end. */
    public boolean isEnded() {
        return ended;
    }

    /** When a run came to its end first; empty where it broke off. */
    public Optional<Instant> shut() {
        return shut;
    }

    /** Whether something is still changed by it. */
    public boolean isInForce() {
        return changes.stream().anyMatch(Change::isOrMayBe);
    }

    /** Whether it has shut something that was open: a lock, a password, or a session. */
    boolean hasShut() {
        return cut || isInForce();
    }

    boolean hasNewPassword() {
        return changes.stream()
                .anyMatch(
                        one ->
                                one.step().equals(Step.PASSWORD.word())
                                        && one.state() == State.MADE);
    }
}
