// SPDX-License-Identifier: Apache-2.0
package argine.guard.spf;

import argine.mail.ClientAddress;
import argine.mail.Network;
import java.util.List;

/**
 * Who sends for a domain: the terms of its SPF record in their order, of which the first that
 * matches says what a client is.
 */
record Senders(List<Term> terms) {
    /** Every address of IPv4, every one of IPv6. */
    static final List<Network> ALL =
            List.of(Network.of(ClientAddress.v4(0), 0), Network.of(ClientAddress.NONE, 0));

    Senders {
        terms = List.copyOf(terms);
    }

    /** What a record says of a client. */
    enum Said {
        /** It sends for the domain. */
        PASS,

        /** It does not, or the domain does not say. */
        OTHER,

        /** Nobody knows from the record alone, or the record is wrong. */
        UNKNOWN
    }

    /** One of the terms. */
    sealed interface Term {
        /** Who is in a network. */
        record Range(Network network, Said said) implements Term {}

        /** Who passes by another record. */
        record Included(Senders senders, Said said) implements Term {}
    }

    boolean pass(ClientAddress client) {
        return of(client) == Said.PASS;
    }

    private Said of(ClientAddress client) {
        for (Term term : terms) {
            switch (term) {
                case Term.Range(Network network, Said said) -> {
                    if (network.contains(client)) {
                        return said;
                    }
                }
                case Term.Included(Senders senders, Said said) -> {
                    Said inner = senders.of(client);
                    if (inner != Said.OTHER) {
                        return inner == Said.PASS ? said : inner;
                    }
                }
            }
        }
        return Said.OTHER;
    }

    /** How many networks there are. */
    int size() {
        int size = 0;
        for (Term term : terms) {
            size += term instanceof Term.Included(Senders senders, _) ? 1 + senders.size() : 1;
        }
        return size;
    }

    /** Whether anybody could pass. */
    boolean passAnybody() {
        return terms.stream()
                .anyMatch(
                        term ->
                                switch (term) {
                                    case Term.Range(_, Said said) -> said == Said.PASS;
                                    case Term.Included(Senders senders, Said said) ->
                                            said == Said.PASS && senders.passAnybody();
                                });
    }
}
