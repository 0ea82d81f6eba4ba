// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.ClientAddress;
import argine.mail.LongTable;
import argine.mail.Network;
import argine.mail.QueuedMessage;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whose those queued messages are of which the queue files do not tell it, as the log proves.
 *
 * <p>Short queue IDs come again within seconds, so a message is known by its arrival too. Grows
 * with the messages that are in the queue, by two words for each.
 */
public final class Owners {
    private final LongTable<Owner> owners = new LongTable<>();
    private final Map<Owner, Owner> same = new HashMap<>();

    /**
     * An account, or a program of this host, and the network it sent from.
     *
     * @param account in lower case; empty where nobody logged in
     * @param program what a program is called, {@code uid 33}; else empty
     */
    public record Owner(String account, String program, Network network) {
        static final Owner UNKNOWN = new Owner("", "", Network.of(ClientAddress.NONE, 0));

        String name() {
            return account.isEmpty() ? program : account;
        }
    }

    /** Nothing is known but what the queue tells. */
    public static Owners none() {
        return new Owners();
    }

    /** The log proves that this message is theirs. */
    public void put(QueuedMessage message, Owner owner) {
        Owner one = same.computeIfAbsent(owner, _ -> owner);
        owners.put(key(message), one);
    }

    Owner of(QueuedMessage message) {
        return Optional.ofNullable(owners.get(key(message))).orElse(Owner.UNKNOWN);
    }

    /** By the file's name, which is the same in whatever folder it is by now, and the arrival. */
    private static long key(QueuedMessage message) {
        String file = message.file();
        long key = message.arrival().hashCode();
        for (int i = file.lastIndexOf('/') + 1; i < file.length(); i++) {
            key = (key ^ file.charAt(i)) * 0x0000_0100_0000_01B3L;
        }
        return key;
    }
}
