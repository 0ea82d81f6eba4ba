// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.Channel;
import argine.guard.Configuration;
import argine.guard.Decision;
import argine.guard.Directory;
import argine.guard.Envelope;
import argine.guard.Guard;
import argine.guard.GuardStore;
import argine.guard.Logins;
import argine.guard.Notice;
import argine.guard.PolicyRequest;
import argine.guard.Stage;
import argine.guard.Transaction;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.store.Clocks;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

/**
 * Puts the messages of the past to a guard of its own, under the clock of the log, and notes what
 * it says.
 *
 * <p>Each recipient is asked about, then the message, as Postfix does. What the log does not tell
 * (the From header, mail that was refused at the door, where in its window a limit stood when the
 * log begins) is not judged. A message that would have been put off is not tried again.
 */
public final class Replay implements Closeable {
    private static final Duration TICK = Duration.ofSeconds(30);
    private static final int MOST_STOPPED = 100_000;
    private static final String SENDER_RULE = "sender";

    private final Guard guard;
    private final Logins logins;
    private final Manner manner;
    private final Map<String, Judged> judged = new HashMap<>();
    private final Map<String, Judged> robots = new HashMap<>();
    private final SequencedSet<QueueId> stopped = new LinkedHashSet<>();
    private Set<Address> localHere = Set.of();
    private Instant now = Instant.EPOCH;
    private Instant ticked = Instant.EPOCH;
    private boolean underOtherName;

    /**
     * How the messages are put to the guard.
     *
     * @param scratch an empty folder that is the replay's alone
     * @param eachRecipient whether each recipient is asked about first, as Postfix does; a milter
     *     is shown the message alone
     * @param believeLog whether a recipient is local where the log says that they were reached
     *     here; for a directory that knows nobody
     * @param ways which way a login came from a client, as the guard tells it live
     */
    public record Manner(Path scratch, boolean eachRecipient, boolean believeLog, Ways ways) {

        /** Where no webmail is known. */
        public Manner(Path scratch, boolean eachRecipient, boolean believeLog) {
            this(scratch, eachRecipient, believeLog, (_, _) -> Channel.SUBMISSION);
        }
    }

    /** Which way into the mail server a login took. */
    @FunctionalInterface
    public interface Ways {
        Channel of(String login, ClientAddress client);
    }

    private Replay(Configuration configuration, Directory directory, Manner manner)
            throws IOException {
        this.manner = manner;
        this.logins = configuration.logins(directory);
        Clocks clocks = new Clocks(() -> now, this::nanos);
        GuardStore store =
                GuardStore.open(
                        manner.scratch().resolve("guard"),
                        manner.scratch().resolve("stopped-accounts"),
                        clocks);
        this.guard =
                Guard.of(
                        configuration.enforcing(), store, new Known(directory), clocks, this::hear);
    }

    /**
     * A replay with rules and limits as they are configured.
     *
     * @throws IOException when the scratch folder cannot be written
     */
    public static Replay of(Configuration configuration, Directory directory, Manner manner)
            throws IOException {
        return new Replay(configuration, directory, manner);
    }

    private long nanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, now);
    }

    private void hear(Notice notice) {
        if (notice instanceof Notice.Objected objected
                && objected.refusal().rule().equals(SENDER_RULE)) {
            underOtherName = true;
        }
    }

    private void advance(Instant at) {
        if (at.isAfter(now)) {
            now = at;
        }
        if (ticked.plus(TICK).isBefore(now)) {
            ticked = now;
            guard.tick();
        }
    }

    /** Counts a recipient who did not exist, unless nobody would have tried to reach them. */
    public void failed(PastFailure failure) {
        advance(failure.at());
        if (failure.message().filter(stopped::contains).isEmpty()) {
            guard.failed(failure.failure());
        }
    }

    /** Judges a message; to be called in the order of time. Returns what was decided. */
    public Decision message(PastMessage message) {
        advance(message.at());
        localHere = message.local();
        underOtherName = false;
        Decision decision = decision(message);
        note(message.queueId(), decision);
        String account = logins.of(message.login()).account();
        if (!account.isEmpty()) {
            judged.computeIfAbsent(account, Judged::new).take(message, decision, underOtherName);
        } else if (message.channel().isPresent()) {
            robots.computeIfAbsent(robot(message), Judged::new).take(message, decision, false);
        }
        return decision;
    }

    /** Whose budget it is: {@code forward mailbox:rossi@corp.test}. */
    private String robot(PastMessage message) {
        String origin = origin(message);
        return channel(message).word()
                + " "
                + (origin.isEmpty() ? "client " + message.client().address().host() : origin);
    }

    /** The policy protocol sees no headers: there the port has one budget for all mailboxes. */
    private String origin(PastMessage message) {
        return message.channel().isPresent() && manner.eachRecipient() ? "" : message.origin();
    }

    /** A server gives a name again when its message is gone. */
    private void note(QueueId id, Decision decision) {
        stopped.remove(id);
        if (decision.why().isPresent()) {
            stopped.add(id);
            if (stopped.size() > MOST_STOPPED) {
                stopped.removeFirst();
            }
        }
    }

    private Decision decision(PastMessage message) {
        String session = "replay " + message.queueId();
        Transaction transaction =
                new Transaction(
                        session,
                        message.queueId() + " " + message.at(),
                        message.queueId().toString());
        PolicyRequest request =
                PolicyRequest.at(Stage.RCPT, channel(message))
                        .in(transaction)
                        .by(message.login())
                        .comingFrom(origin(message))
                        .from(message.client());
        try {
            if (manner.eachRecipient()) {
                for (Address recipient : message.recipients()) {
                    Decision early =
                            guard.decide(request.sending(one(message.sender(), recipient)));
                    if (early.refuses()) {
                        return early;
                    }
                }
            }
            return guard.decide(end(request, message));
        } finally {
            guard.closed(session);
        }
    }

    private Channel channel(PastMessage message) {
        if (!message.login().isEmpty()) {
            return manner.ways().of(message.login(), message.client().address());
        }
        if (message.channel().isPresent()) {
            return manner.eachRecipient() ? Channel.FORWARD : message.channel().get();
        }
        boolean fromHere = !message.origin().isEmpty() || message.client().address().isLoopback();
        return fromHere ? Channel.SCRIPT : Channel.INBOUND;
    }

    private static Envelope one(Address sender, Address recipient) {
        return Envelope.of(sender, List.of(recipient), 0);
    }

    private static PolicyRequest end(PolicyRequest request, PastMessage message) {
        return new PolicyRequest(
                Stage.END_OF_MESSAGE,
                request.channel(),
                request.transaction(),
                request.login(),
                request.origin(),
                request.client(),
                new Envelope(
                        message.sender(), message.recipients(), message.count(), message.size()),
                List.of(),
                request.spf());
    }

    /** Every account that sent something, who would have been refused most first. */
    public List<Judged> accounts() {
        return mostRefused(judged);
    }

    /**
     * What mailboxes sent by themselves, by the budget that it is counted in; in the same order.
     */
    public List<Judged> robots() {
        return mostRefused(robots);
    }

    private static List<Judged> mostRefused(Map<String, Judged> some) {
        List<Judged> all = new ArrayList<>(some.values());
        all.sort(
                Comparator.comparingLong(Judged::refusedRecipients)
                        .thenComparingLong(Judged::recipients)
                        .reversed()
                        .thenComparing(Judged::account));
        return all;
    }

    @Override
    public void close() throws IOException {
        guard.close();
    }

    /**
     * The directory, and what the log knows of the message at hand where the directory is empty.
     */
    private final class Known implements Directory {
        private final Directory directory;

        Known(Directory directory) {
            this.directory = directory;
        }

        @Override
        public Set<String> addressesOf(String account) {
            return directory.addressesOf(account);
        }

        @Override
        public boolean isLocal(Address recipient) {
            return directory.isLocal(recipient)
                    || manner.believeLog() && localHere.contains(recipient);
        }

        @Override
        public String primaryDomain(String domain) {
            return directory.primaryDomain(domain);
        }
    }
}
