// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.LongTable;
import argine.mail.QueueId;
import argine.mail.QueuedMessage.Logged;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The messages that the log told of and that are under way no longer: they ended, or their MsgID
 * came again.
 *
 * <p>Their files may still lie in a queue, and are then the same messages. Bounded: the eldest
 * MsgIDs are forgotten, and of one MsgID the eldest messages. Nearly all that are under way end and
 * leave no file, so few of those are remembered; a MsgID seldom comes again.
 */
final class Past {
    private static final int MOST_ENDED = 4_000;
    private static final int MOST_DISPLACED = 100_000;
    private static final int MOST_OF_ONE = 4;

    private final Latest ended = new Latest(MOST_ENDED);
    private final Latest displaced = new Latest(MOST_DISPLACED);

    /** A name that is Argine's own is no queue file's. */
    void add(Accepted.Message message, Logged how) {
        if (!Logins.isNameless(message.id)) {
            Latest some = how == Logged.ENDED ? ended : displaced;
            some.add(message.id.fingerprint(), new One(message, how));
        }
    }

    List<Logins.Known> of(QueueId id) {
        return Stream.of(displaced, ended)
                .flatMap(some -> some.of(id.fingerprint()).stream())
                .filter(one -> one.id.equals(id))
                .map(One::known)
                .toList();
    }

    private record One(
            QueueId id,
            String account,
            ClientAddress client,
            Address sender,
            long micros,
            Logged logged) {

        private One(Accepted.Message message, Logged how) {
            this(message.id, message.account, message.client, message.sender, message.micros, how);
        }

        private Logins.Known known() {
            Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
            return new Logins.Known(new Logins.Entry(account, client, sender, at), logged);
        }
    }

    /** The latest of a kind, by fingerprint of the MsgID, which strangers may share. */
    private static final class Latest {
        private final LongTable<List<One>> all = new LongTable<>();

        /** The fingerprints in the order in which they came, each in the place of the eldest. */
        private final long[] order;

        private int next;

        private Latest(int most) {
            order = new long[most];
        }

        private void add(long key, One one) {
            all.remove(order[next]);
            order[next] = key;
            next = (next + 1) % order.length;
            List<One> before = all.get(key);
            all.put(key, before == null ? List.of(one) : with(before, one));
        }

        private static List<One> with(List<One> before, One one) {
            List<One> more = new ArrayList<>(before);
            if (more.size() == MOST_OF_ONE) {
                more.removeFirst();
            }
            more.add(one);
            return List.copyOf(more);
        }

        private List<One> of(long key) {
            List<One> found = all.get(key);
            return found == null ? List.of() : found;
        }
    }
}
