// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.QueueId;
import argine.mail.QueuedMessage.Logged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * The messages that the log told of and that are under way no longer: they ended, or their MsgID
 * came again.
 *
 * <p>Their files may still lie in a queue, and are then the same messages. Bounded: the eldest
 * MsgIDs are forgotten, and of one MsgID the eldest messages.
 */
final class Past {
    private static final int MOST = 100_000;
    private static final int MOST_OF_ONE = 4;

    private final SequencedMap<QueueId, List<Logins.Known>> byId = new LinkedHashMap<>();

    /** A name that is Argine's own is no queue file's. */
    void add(Accepted.Message message, Logged how) {
        if (Logins.isNameless(message.id)) {
            return;
        }
        List<Logins.Known> all = new ArrayList<>(of(message.id));
        if (all.size() == MOST_OF_ONE) {
            all.removeFirst();
        }
        all.add(new Logins.Known(Logins.entry(message), how));
        byId.put(message.id, List.copyOf(all));
        if (byId.size() > MOST) {
            byId.pollFirstEntry();
        }
    }

    List<Logins.Known> of(QueueId id) {
        return byId.getOrDefault(id, List.of());
    }
}
