// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import argine.cli.desk.Typed;
import argine.contain.QueueHold;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Queue;
import argine.server.Servers;
import argine.store.Store;
import argine.sweep.custody.Custody;
import argine.sweep.custody.Holding;
import argine.sweep.custody.PutBack;
import argine.sweep.custody.Receipt;
import argine.sweep.custody.Watcher;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Takes an account's mail out of the queue as a sweep does, with a receipt of its own: what {@code
 * argine sweep --account NAME} would hold, by envelopes alone, until none comes to light.
 */
final class QueueOfServer implements QueueHold {

    private final Servers.Asked asked;
    private final Servers.Asked named;
    private final String server;
    private final Store store;
    private final Clock clock;
    private final String sweepOptions;

    /** {@code sweepOptions} lead a sweep to the same queue and store. */
    QueueOfServer(
            Servers.Asked asked, String server, Store store, Clock clock, String sweepOptions) {
        this.asked = asked.forAccounts().of(server);
        this.named = toChange(asked, server);
        this.server = server;
        this.store = store;
        this.clock = clock;
        this.sweepOptions = sweepOptions;
    }

    /**
     * Where mail is held: with Postfix where it is read, since a log that is named would hide what
     * main.cf says; an IceWarp's of what was named alone, for what its path.dat leads to may be
     * another's.
     */
    static Servers.Asked toChange(Servers.Asked asked, String server) {
        return server.equals("icewarp") ? asked.of(server) : asked.forAccounts().of(server);
    }

    @Override
    public Waiting waiting(String account) throws IOException {
        List<QueuedMessage> all = now(account);
        if (all.isEmpty()) {
            return new Waiting(0, 0);
        }
        Set<QueueId> left = PutBack.of(account, all, store, holds());
        long leave = all.stream().filter(one -> left.contains(one.queueId())).count();
        return new Waiting(all.size() - leave, leave);
    }

    private Holds holds() throws IOException {
        return Servers.holds(server, named);
    }

    private List<QueuedMessage> now(String account) throws IOException {
        List<QueuedMessage> all = new ArrayList<>();
        each(account, all::add);
        return all;
    }

    @Override
    public String byHand(String account) {
        return "argine sweep --account " + Typed.quoted(account) + sweepOptions + " --yes";
    }

    @Override
    public Held hold(String account) throws IOException {
        Holds holds = holds();
        try (Custody custody = Custody.take(holds, store, clock, new Watcher() {});
                Holding holding = custody.holding("contain " + account)) {
            Set<QueueId> putBack = PutBack.of(account, now(account), store, holds);
            holding.holdAll(
                    sink ->
                            each(
                                    account,
                                    message -> {
                                        if (!putBack.contains(message.queueId())) {
                                            sink.accept(message);
                                        }
                                    }));
            return held(holding.receipt(), account, putBack);
        }
    }

    /** With those that a run which was killed has held, or somebody by hand. */
    private Held held(Receipt receipt, String account, Set<QueueId> putBack) throws IOException {
        Set<QueueId> all = new HashSet<>();
        Set<QueueId> alone = new HashSet<>();
        AtomicLong left = new AtomicLong();
        read(
                queue(),
                account,
                message -> {
                    if (putBack.contains(message.queueId())) {
                        alone.add(message.queueId());
                    } else {
                        all.add(message.queueId());
                        left.addAndGet(message.place() == QueuedMessage.Place.HOLD ? 0 : 1);
                    }
                });
        return new Held(
                receipt.done(),
                receipt.id().map(Object::toString).orElse(""),
                left.get(),
                alone.size(),
                all);
    }

    /** Those that are not held already. */
    private void each(String account, Consumer<? super QueuedMessage> sink) throws IOException {
        read(
                queue().waiting(),
                account,
                message -> {
                    if (message.place() != QueuedMessage.Place.HOLD) {
                        sink.accept(message);
                    }
                });
    }

    private Queue queue() throws IOException {
        if (server.equals("icewarp")) {
            holds(); // one that may not be changed is not read in its place
        }
        return Servers.find(asked)
                .queue()
                .orElseThrow(() -> new IOException("no queue found here; name it: --queue DIR"));
    }

    private static void read(Queue queue, String account, Consumer<? super QueuedMessage> sink)
            throws IOException {
        queue.read(
                message -> {
                    if (message.envelope().account().equalsIgnoreCase(account)
                            && message.place() != QueuedMessage.Place.CORRUPT) {
                        sink.accept(message);
                    }
                });
    }
}
