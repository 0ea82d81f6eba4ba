// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.store.Act;
import argine.store.Journal;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What the journal of one receipt tells: why it was made, and the state of each of its messages.
 *
 * <p><b>Limits.</b> It is held in memory while it is worked on: about 400 bytes for each message,
 * without the recipients.
 */
public final class Ledger {
    private final ReceiptId receipt;
    private final NavigableMap<Integer, Message> messages = new TreeMap<>();
    private Act begin = new Act("", Instant.EPOCH);
    private Optional<String> keptIn = Optional.empty();
    private Optional<Deleted> deleted = Optional.empty();
    private boolean endedOnce;
    private long damaged;

    private Ledger(ReceiptId receipt) {
        this.receipt = receipt;
    }

    /** Reads the journal of a receipt. */
    public static Ledger read(Store store, ReceiptId receipt) throws IOException {
        Ledger ledger = new Ledger(receipt);
        Journal.Condition condition = store.read(receipt, ledger::take);
        ledger.damaged = condition.damaged();
        return ledger;
    }

    private void take(Act act) {
        switch (act.word()) {
            case Acts.BEGIN -> begin = act;
            case Acts.END -> endedOnce = true;
            case Acts.PLAN -> Acts.planned(act).ifPresent(this::put);
            case Acts.RELEASE -> change(act, message -> message.announced(Message.Pending.RELEASE));
            case Acts.DELETE -> {
                keptIn = Acts.copy(act);
                change(act, message -> message.announced(Message.Pending.DELETE));
            }
            case Acts.HELD -> change(act, message -> message.became(State.HELD, act.at()));
            case Acts.RELEASED -> change(act, message -> message.became(State.RELEASED, act.at()));
            case Acts.DELETED -> {
                long now = messages.subMap(Acts.number(act), true, Acts.last(act), true).size();
                deleted = Optional.of(deleted.orElse(Deleted.NONE).and(now, act.at(), keptIn));
                change(act, message -> message.became(State.GONE, act.at()));
            }
            case Acts.GONE -> change(act, message -> message.became(State.GONE, act.at()));
            case Acts.LEFT -> change(act, Message::stayed);
            default -> {} // of a later version
        }
    }

    private void change(Act act, UnaryOperator<Message> change) {
        messages.subMap(Acts.number(act), true, Acts.last(act), true)
                .replaceAll((_, message) -> change.apply(message));
    }

    void put(Message message) {
        messages.put(message.number(), message);
    }

    public ReceiptId receipt() {
        return receipt;
    }

    /** Why the messages were chosen, in the words of whoever chose them. */
    public String reason() {
        return begin.text("reason");
    }

    /** When it was begun. */
    public Instant since() {
        return begin.at();
    }

    /** How many lines of the journal do not check out. */
    public long damaged() {
        return damaged;
    }

    /** Whether it is about this queue, or does not tell because its first line is damaged. */
    boolean mayBeOf(Holds holds) {
        return hasLostItsBeginning()
                || isSweep()
                        && begin.text("server").equals(holds.server())
                        && begin.text("queue").equals(holds.queue().toString());
    }

    void refuseOthers(Holds holds) throws OtherQueue {
        if (!isEmpty() && !mayBeOf(holds)) {
            throw new OtherQueue(this);
        }
    }

    /** What was deleted of it, if anything was. */
    public Optional<Deleted> deleted() {
        return deleted;
    }

    /** Whether it tells nothing: the run broke off before it had written its first line. */
    boolean isEmpty() {
        return begin.word().isEmpty() && messages.isEmpty();
    }

    /** The folder of the queue that it is about, if that is of a server with this name. */
    public Optional<String> folder(String server) {
        return Optional.of(begin.text("queue"))
                .filter(_ -> isSweep() && begin.text("server").equals(server));
    }

    /** The server and the queue that it is about. */
    public String queue() {
        return begin.text("server") + " " + begin.text("queue");
    }

    /** Whether it is a sweep at all; other steps keep their receipts in the same place. */
    public boolean isSweep() {
        return begin.text("what").equals("sweep") || hasLostItsBeginning();
    }

    private boolean hasLostItsBeginning() {
        return begin.word().isEmpty() && !messages.isEmpty();
    }

    /** Whether it was being made when the run broke off, so that it may be gone on with. */
    boolean isUnfinishedSweep() {
        return !endedOnce;
    }

    /** The number for the next message. */
    int nextNumber() {
        return messages.isEmpty() ? 1 : messages.lastKey() + 1;
    }

    public List<Message> messages() {
        return new ArrayList<>(messages.values());
    }
}
