// SPDX-License-Identifier: Apache-2.0
package argine.guard.spf;

import argine.guard.dns.RecordLookup;
import argine.guard.dns.RecordLookup.Answer;
import argine.guard.dns.RecordLookup.Kind;
import argine.guard.spf.Senders.Said;
import argine.guard.spf.Senders.Term.Included;
import argine.guard.spf.Senders.Term.Range;
import argine.guard.spf.SpfRecord.Term;
import argine.mail.ClientAddress;
import argine.mail.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Reads the SPF record of one domain, and what it refers to, into {@link Senders}.
 *
 * <p>Where nobody knows whether a term matches, or one is wrong, who has not matched before is
 * unknown, and the rest is not read. The limits of RFC 7208 (section 4.6.4) hold for the whole
 * record and not, as there, for what is read until a client matches: that is never more. Answers
 * that are empty are counted apart for clients of IPv4 and of IPv6, as each would ask for its own.
 */
final class SpfExpansion {
    static final int MOST_LOOKUPS = 10;
    static final int MOST_VOIDS = 2;
    static final int MOST_HOSTS_OF_MAIL = 10;

    /** Large senders have tens. */
    static final int MOST_NETWORKS = 1000;

    /** All records of a domain together. */
    static final int MOST_TEXT = 16_384;

    /**
     * A /12 is a million addresses, and of IPv6 a whole provider gets a /32 or /29: who names more
     * means the world, and is not believed.
     */
    static final int WIDEST_4 = 12;

    static final int WIDEST_6 = 24;

    /** So much all networks together may be wide, in widest ones: else 256 would be everybody. */
    static final int MOST_WIDEST = 4;

    /** RFC 7208 allows twenty seconds, in which a mail server waits; nobody waits here. */
    static final Duration LONGEST = Duration.ofSeconds(20);

    private final RecordLookup records;
    private final LongSupplier nanos;
    private final long begun;
    private int inNegated;
    private int lookups;
    private int voids4;
    private int voids6;
    private int networks;
    private int text;
    private long wide4;
    private long wide6;

    /** Thrown to nobody but {@link #read}. */
    private static final class SilenceException extends RuntimeException {
        private static final long serialVersionUID = 1;

        SilenceException() {
            super("nobody answers", null, false, false);
        }
    }

    private SpfExpansion(RecordLookup records, LongSupplier nanos) {
        this.records = records;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    /**
     * Who sends for a domain; nothing where a name server was in trouble, so that nobody knows.
     *
     * @param nanos never goes back
     */
    static Optional<Senders> read(String domain, RecordLookup records, LongSupplier nanos) {
        SpfExpansion expansion = new SpfExpansion(records, nanos);
        List<Senders.Term> terms = new ArrayList<>();
        try {
            expansion.add(domain, terms);
        } catch (SilenceException _) {
            return Optional.empty();
        }
        return Optional.of(new Senders(terms));
    }

    /** Adds what a name's record says; whether one may go on behind it. */
    private boolean add(String domain, List<Senders.Term> to) {
        Optional<SpfRecord> record = record(domain);
        if (record.isEmpty()) {
            return end(to);
        }
        for (Term term : record.get().terms()) {
            if (term instanceof Term.All(boolean passes)) {
                Senders.ALL.forEach(all -> add(all, passes, to));
                return true;
            }
            if (!add(term, domain, to)) {
                return false;
            }
        }
        Optional<String> next = record.get().redirect();
        return next.isEmpty() || (mayLookUp(next.get()) ? add(next.get(), to) : end(to));
    }

    private Optional<SpfRecord> record(String domain) {
        List<String> all = ask(Kind.TXT, domain).stream().filter(SpfRecord::isOne).toList();
        for (String one : all) {
            text += one.length();
        }
        return all.size() == 1 && text <= MOST_TEXT
                ? SpfRecord.parse(all.getFirst())
                : Optional.empty();
    }

    private boolean add(Term term, String domain, List<Senders.Term> to) {
        return switch (term) {
            case Term.All _ -> false;
            case Term.Addresses(boolean passes, Optional<Network> network) -> {
                network.ifPresent(one -> add(one, passes, to));
                yield networks <= MOST_NETWORKS || end(to);
            }
            case Term.Hosts hosts ->
                    mayLookUp(hosts.name()) ? addHosts(hosts, domain, to) : end(to);
            case Term.Include(boolean passes, String name) -> {
                List<Senders.Term> inner = new ArrayList<>();
                inNegated += passes ? 0 : 1;
                boolean goesOn = mayLookUp(name) ? add(name, inner) : end(inner);
                inNegated -= passes ? 0 : 1;
                to.add(new Included(new Senders(inner), passes ? Said.PASS : Said.OTHER));
                yield goesOn;
            }
            case Term.Unknowable(boolean passes) -> {
                boolean goesOn = mayLookUp("") && passes && inNegated == 0; // who matches passes
                yield goesOn ? countVoids(true, true, to) : end(to);
            }
        };
    }

    private boolean addHosts(Term.Hosts hosts, String domain, List<Senders.Term> to) {
        String name = hosts.name().isEmpty() ? domain : hosts.name();
        if (!hosts.ofMail()) {
            return addHost(hosts, name, to);
        }
        List<String> all = ask(Kind.MX, name);
        if (all.isEmpty()) {
            return countVoids(true, true, to);
        }
        for (String host : all.subList(0, Math.min(all.size(), MOST_HOSTS_OF_MAIL))) {
            if (!addHost(hosts, host, to)) {
                return false;
            }
        }
        return all.size() <= MOST_HOSTS_OF_MAIL || end(to);
    }

    private boolean addHost(Term.Hosts hosts, String name, List<Senders.Term> to) {
        List<String> four = ask(Kind.A, name);
        List<String> six = ask(Kind.AAAA, name);
        add(four, true, hosts, to);
        add(six, false, hosts, to);
        boolean goesOn = countVoids(four.isEmpty(), six.isEmpty(), to);
        return goesOn && (networks <= MOST_NETWORKS || end(to));
    }

    private void add(
            List<String> addresses, boolean four, Term.Hosts hosts, List<Senders.Term> to) {
        int bits = four ? hosts.bits4() : hosts.bits6();
        addresses.stream()
                .map(ClientAddress::parse)
                .flatMap(Optional::stream)
                .filter(one -> one.isV4() == four)
                .limit(MOST_NETWORKS)
                .forEach(one -> add(Network.of(one, bits), hosts.passes(), to));
    }

    private void add(Network network, boolean passes, List<Senders.Term> to) {
        networks++;
        if (networks <= MOST_NETWORKS) {
            Said said = !passes ? Said.OTHER : isBelieved(network) ? Said.PASS : Said.UNKNOWN;
            to.add(new Range(network, said));
        }
    }

    private boolean isBelieved(Network network) {
        boolean four = network.base().isV4();
        int widest = four ? WIDEST_4 : WIDEST_6;
        if (network.bits() < widest) {
            return false;
        }
        long all = (four ? 1L << 32 - widest : 1L << 64 - widest) * MOST_WIDEST;
        long some = four ? 1L << 32 - network.bits() : 1L << Math.max(64 - network.bits(), 0);
        long sum = some + (four ? wide4 : wide6);
        if (sum > all) {
            return false;
        }
        if (four) {
            wide4 = sum;
        } else {
            wide6 = sum;
        }
        return true;
    }

    /** Whether one more term may ask the DNS, and about this name. */
    private boolean mayLookUp(String name) {
        return ++lookups <= MOST_LOOKUPS && !name.equals(SpfRecord.UNKNOWABLE);
    }

    /** Counts what was empty; whether anybody is left who may yet pass. */
    private boolean countVoids(boolean four, boolean six, List<Senders.Term> to) {
        voids4 += four ? 1 : 0;
        voids6 += six ? 1 : 0;
        if (four && voids4 == MOST_VOIDS + 1) {
            to.add(new Range(Senders.ALL.getFirst(), Said.UNKNOWN));
        }
        if (six && voids6 == MOST_VOIDS + 1) {
            to.add(new Range(Senders.ALL.getLast(), Said.UNKNOWN));
        }
        return voids4 <= MOST_VOIDS || voids6 <= MOST_VOIDS;
    }

    private static boolean end(List<Senders.Term> terms) {
        Senders.ALL.forEach(all -> terms.add(new Range(all, Said.UNKNOWN)));
        return false;
    }

    private List<String> ask(Kind kind, String name) {
        if (nanos.getAsLong() - begun > LONGEST.toNanos()) {
            throw new SilenceException();
        }
        return switch (records.of(kind, name)) {
            case Answer.Found(List<String> values) -> values;
            case Answer.Nothing _ -> List.of();
            case Answer.Trouble _ -> throw new SilenceException();
        };
    }
}
