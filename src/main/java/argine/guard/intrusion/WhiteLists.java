// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.guard.Notice;
import argine.guard.dns.Inquiries;
import argine.guard.dns.Lasting;
import argine.guard.dns.NameLookup;
import argine.mail.ClientAddress;
import argine.mail.Network;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What white lists in the DNS have said about clients, asked beside all other work.
 *
 * <p>Nobody waits for a name server: who is not known to be listed is not. Strangers choose of whom
 * there is something to ask, so it is bounded how many are asked for at once, how many wait, and
 * how many answers are kept; beyond it nothing is begun, and the oldest answer makes way. No answer
 * is believed of a list that answers wrongly for its test entries (RFC 5782, sections 5 and 7):
 * list.dnswl.org says of everybody that they are trusted to whom asks too much.
 */
public final class WhiteLists implements AutoCloseable {
    /** Answers of each kind, so that no number of strangers pushes out who is listed. */
    static final int MOST_REMEMBERED = 20_000;

    /** The DNS's own times do not come through the system's resolver. */
    static final Duration LISTED = Duration.ofHours(1);

    static final Duration NOT_LISTED = Duration.ofMinutes(10);

    /** How long a list that is in trouble is not asked, and a test of a list holds. */
    static final Duration TROUBLE = Duration.ofMinutes(1);

    private final NameLookup names;
    private final BiConsumer<ClientAddress, WhiteList> found;
    private final Consumer<Notice> tell;
    private final Inquiries<Asked> inquiries;
    private final Lasting<Asked, Boolean> listed;
    private final Lasting<Asked, Boolean> others;
    private final Lasting<WhiteList, Boolean> resting;
    private final Lasting<WhiteList, Boolean> tested;

    private record Asked(WhiteList list, ClientAddress client) {}

    /** What came of a question. */
    private sealed interface Answer {
        record Listed() implements Answer {}

        record NotListed() implements Answer {}

        /** Who is listed is no news: the list has everybody, and whom it had may not be on it. */
        record Everybody() implements Answer {}

        /** Nothing is known. */
        record Trouble(String why) implements Answer {}
    }

    /**
     * @param nanos never goes back
     * @param found told of a client that a list has; not after the end
     * @param tell told of each trouble
     */
    public WhiteLists(
            NameLookup names,
            LongSupplier nanos,
            BiConsumer<ClientAddress, WhiteList> found,
            Consumer<Notice> tell) {
        this(names, nanos, found, tell, Inquiries.threads("argine-white-list"));
    }

    WhiteLists(
            NameLookup names,
            LongSupplier nanos,
            BiConsumer<ClientAddress, WhiteList> found,
            Consumer<Notice> tell,
            Executor threads) {
        this.names = names;
        this.found = found;
        this.tell = tell;
        this.inquiries = new Inquiries<>(this::work, threads);
        this.listed = new Lasting<>(MOST_REMEMBERED, nanos);
        this.others = new Lasting<>(MOST_REMEMBERED, nanos);
        this.resting = new Lasting<>(MOST_REMEMBERED, nanos);
        this.tested = new Lasting<>(MOST_REMEMBERED, nanos);
    }

    /** Whether a client is known to be on one of the lists; else they are asked. */
    public boolean covers(ClientAddress client, Collection<WhiteList> lists) {
        boolean known = knows(client, lists);
        if (!known) {
            ask(client, lists);
        }
        return known;
    }

    /** The same, but of whom nothing is known nobody is asked. */
    boolean knows(ClientAddress client, Collection<WhiteList> lists) {
        for (WhiteList list : lists) {
            Asked asked = new Asked(list, client.inner());
            if (listed.has(asked)) {
                if (listed.endsWithin(asked, LISTED.dividedBy(2))) {
                    ask(asked);
                }
                return true;
            }
        }
        return false;
    }

    /** Whether somebody in a network is known to be on one of the lists. */
    boolean knowsIn(Network network, Collection<WhiteList> lists) {
        return !lists.isEmpty()
                && listed.anyMatch(
                        one -> network.contains(one.client()) && lists.contains(one.list()));
    }

    /** Begins to ask about a client where nothing is known. */
    void ask(ClientAddress client, Collection<WhiteList> lists) {
        lists.forEach(list -> ask(new Asked(list, client.inner())));
    }

    private void ask(Asked asked) {
        boolean mayBegin =
                !names.equals(NameLookup.NONE) && !resting.has(asked.list()) && !others.has(asked);
        if (mayBegin) {
            inquiries.begin(asked);
        }
    }

    private void work(Asked asked) {
        if (resting.has(asked.list())) {
            return; // while this one waited the list got into trouble
        }
        Answer answer = answer(asked);
        remember(asked, answer);
        inquiries.handOver(() -> tell(asked, answer));
    }

    private Answer answer(Asked asked) {
        WhiteList list = asked.list();
        try {
            if (WhiteList.isListed(names.addresses(list.nameOf(asked.client())))) {
                return names.addresses(list.nameOf(WhiteList.NEVER_LISTED)).isEmpty()
                        ? new Answer.Listed()
                        : new Answer.Everybody();
            }
            return isAwake(list)
                    ? new Answer.NotListed()
                    : new Answer.Trouble(
                            "no answer, or a refusal: it does not list 127.0.0.2, as every list"
                                    + " does");
        } catch (RuntimeException e) {
            return new Answer.Trouble(e.toString());
        }
    }

    /** Whether a list knows the entry that every list has; holds for a while when it does. */
    private boolean isAwake(WhiteList list) {
        if (tested.has(list)) {
            return true;
        }
        boolean awake = WhiteList.isListed(names.addresses(list.nameOf(WhiteList.ALWAYS_LISTED)));
        if (awake) {
            tested.put(list, true, TROUBLE);
        }
        return awake;
    }

    private void remember(Asked asked, Answer answer) {
        switch (answer) {
            case Answer.Listed _ -> {
                listed.put(asked, true, LISTED);
                others.remove(asked);
            }
            case Answer.NotListed _ -> {
                others.put(asked, true, NOT_LISTED);
                listed.remove(asked);
            }
            case Answer.Everybody _ -> {
                resting.put(asked.list(), true, TROUBLE);
                listed.removeIf(one -> one.list().equals(asked.list())); // since when is not known
            }
            case Answer.Trouble _ -> resting.put(asked.list(), true, TROUBLE);
        }
    }

    private void tell(Asked asked, Answer answer) {
        switch (answer) {
            case Answer.Listed _ -> found.accept(asked.client(), asked.list());
            case Answer.NotListed _ -> {}
            case Answer.Everybody _ ->
                    trouble(asked.list(), "it lists 127.0.0.1 and so everybody, or refuses");
            case Answer.Trouble(String why) -> trouble(asked.list(), why);
        }
    }

    private void trouble(WhiteList list, String why) {
        tell.accept(new Notice.WhiteListTrouble(list.zone(), why));
    }

    /** How many answers are kept. */
    int remembered() {
        return listed.size() + others.size();
    }

    /** From now on nothing is asked and nobody told; waits for no name server. */
    @Override
    public void close() {
        inquiries.close();
    }
}
