// SPDX-License-Identifier: Apache-2.0
package argine.guard.spf;

import argine.guard.dns.Inquiries;
import argine.guard.dns.Lasting;
import argine.guard.dns.RecordLookup;
import argine.mail.ClientAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * From where domains send by their SPF records, as far as they have been read: beside all other
 * work.
 *
 * <p>Nobody waits for a name server: nobody passes of whose domain nothing is known. Strangers
 * choose the domains, so it is bounded what is asked and what is kept ({@link Inquiries}).
 */
public final class SpfPasses implements AutoCloseable {
    /** Of all domains that are kept; some tens of bytes each. */
    static final int MOST_NETWORKS = 100_000;

    /** What a domain counts for if it names fewer: so 5,000 are kept, of the usual ones. */
    static final int LEAST_NETWORKS = 20;

    /** Domains without such a record. */
    static final int MOST_OTHERS = 20_000;

    static final Duration KNOWN = Duration.ofHours(1);
    static final Duration NOBODY = Duration.ofMinutes(10);
    static final Duration TROUBLE = Duration.ofMinutes(1);

    private final RecordLookup records;
    private final LongSupplier nanos;
    private final Inquiries<String> inquiries;
    private final Lasting<String, Senders> known;
    private final Lasting<String, Boolean> others;

    /**
     * @param nanos never goes back
     */
    public SpfPasses(RecordLookup records, LongSupplier nanos) {
        this(records, nanos, Inquiries.threads("argine-spf"));
    }

    SpfPasses(RecordLookup records, LongSupplier nanos, Executor threads) {
        this.records = records;
        this.nanos = nanos;
        this.inquiries = new Inquiries<>(this::work, threads);
        this.known =
                new Lasting<>(MOST_NETWORKS, one -> Math.max(one.size(), LEAST_NETWORKS), nanos);
        this.others = new Lasting<>(MOST_OTHERS, nanos);
    }

    /** Whether a client is known to send for a domain; if so it is asked anew in time. */
    public boolean pass(ClientAddress client, String domain) {
        boolean passes = known.of(domain).filter(senders -> senders.pass(client)).isPresent();
        if (passes) {
            ask(domain);
        }
        return passes;
    }

    /** Begins to read a domain's record where nothing is known of it, or not for long any more. */
    public void ask(String domain) {
        boolean mayBegin =
                !records.equals(RecordLookup.NONE)
                        && SpfRecord.isHost(domain)
                        && known.endsWithin(domain, KNOWN.dividedBy(2))
                        && !others.has(domain);
        if (mayBegin) {
            inquiries.begin(domain);
        }
    }

    private void work(String domain) {
        Optional<Senders> senders = read(domain);
        if (senders.filter(Senders::passAnybody).isPresent()) {
            known.put(domain, senders.get(), KNOWN);
            others.remove(domain);
            return;
        }
        others.put(domain, true, senders.isPresent() ? NOBODY : TROUBLE);
        if (senders.isPresent()) {
            known.remove(domain); // in trouble, what was known holds until its end
        }
    }

    private Optional<Senders> read(String domain) {
        try {
            return SpfExpansion.read(domain, records, nanos);
        } catch (RuntimeException _) {
            return Optional.empty(); // a lookup that fails is one that is not answered
        }
    }

    /** How many domains are remembered. */
    int remembered() {
        return known.size() + others.size();
    }

    /** From now on nothing is asked; waits for no name server. */
    @Override
    public void close() {
        inquiries.close();
    }
}
