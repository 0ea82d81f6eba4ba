// SPDX-License-Identifier: Apache-2.0
package argine.guard.limit;

import argine.guard.Decision;
import argine.guard.Transaction;
import argine.mail.Address;
import argine.store.count.Charge;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A message on its way in: what is reserved for it, and what was said. Whoever uses it locks it.
 */
final class Message {
    /** How far it has come. */
    enum State {
        OPEN,
        /** Counted for good. */
        SETTLED,
        /** Refused or held: nothing is counted, and every later question gets the same answer. */
        DECIDED,
        /** Forgotten; whoever still has it must look again. */
        GONE
    }

    final String session;
    final String instance;
    final long since;
    Set<Address> recipients = new LinkedHashSet<>();
    State state = State.OPEN;
    Decision decision = Decision.PASS;
    List<Charge> charges = List.of();
    long settledAt;
    int count;

    /** The fingerprint of who pays: there may be very many messages, and each names somebody. */
    int payer;

    Message(Transaction transaction, long since) {
        this.session = transaction.session();
        this.instance = transaction.instance();
        this.since = since;
    }
}
