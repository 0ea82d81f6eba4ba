// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.detect.Notes.Topic;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent.Relay;
import argine.mail.Network;
import argine.mail.QueuedMessage;
import argine.mail.Reaction;
import argine.mail.Seen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How one account was used from one network: what was sent, to whom, under what names, and how the
 * logins went.
 *
 * <p>A thief and the owner share the account and hardly ever the network, so this is the smallest
 * thing that can be called honest or not. Times are microseconds since 1970; {@code Long.MAX_VALUE}
 * is never. Several can be added up into one.
 */
public final class Usage {
    private static final int MAX_ADDRESSES = 4096;
    private static final int NAMES = 48;
    private static final int MAX_DEAD = 4096;
    private static final double SIZE_STEP = Math.log(1.03);

    /** The steps up to the largest size there is, made once. */
    private static final Integer[] STEPS =
            IntStream.rangeClosed(0, rawStep(Long.MAX_VALUE)).boxed().toArray(Integer[]::new);

    static final long NEVER = Long.MAX_VALUE;

    /** What one client address did. */
    public static final class AddressUse {
        private static final int MANY = 10;

        public long messages;
        public long logins;

        /** Recipients of what it brought without a login, passed through; and those turned away. */
        private int asked;

        private int refused;

        /** It brought what this has become of, without a login, for others elsewhere. */
        void brought(Tally became) {
            messages += became.messages;
            asked = (int) Math.min(Integer.MAX_VALUE, asked + became.recipients());
            long away = became.bounced + became.refusedForPolicy;
            refused = (int) Math.min(Integer.MAX_VALUE, refused + away);
        }

        void add(AddressUse other) {
            messages += other.messages;
            logins += other.logins;
            asked = (int) Math.min(Integer.MAX_VALUE, (long) asked + other.asked);
            refused = (int) Math.min(Integer.MAX_VALUE, (long) refused + other.refused);
        }

        /** Whether it had mail passed through to others elsewhere. */
        public boolean isRelayed() {
            return asked > 0;
        }

        /** It had much mail passed through that is refused; what waits may be an outage's. */
        public boolean isAbusive() {
            return messages >= MANY && refused * 10L > asked;
        }
    }

    public final Network network;
    public final Tally tally = new Tally();
    public final Hours hours = new Hours();
    public final Notes notes = new Notes();
    public final Map<ClientAddress, AddressUse> addresses = new LinkedHashMap<>(2);
    public final Few<Address> senders = new Few<>(NAMES);
    public final Few<String> recipientDomains = new Few<>(NAMES);
    public final Few<String> messageIdHosts = new Few<>(8);
    public final Few<String> helos = new Few<>(8);
    public final Few<String> services = new Few<>(8);
    public final Few<Integer> sizes = new Few<>(64);
    public final Few<String> subjects = new Few<>(NAMES);
    public final Few<String> queueManagers = new Few<>(4);
    public final Campaigns campaigns = new Campaigns();

    public long firstSeen = NEVER;
    public long lastSeen = Long.MIN_VALUE;
    public long firstMessage = NEVER;
    public long lastMessage = Long.MIN_VALUE;
    public long firstSuccess = NEVER;
    public long firstRefusal = NEVER;
    public long firstBounce = NEVER;
    public long mailboxLogins;
    public long mailboxBytes;
    public long sieveLogins;
    public long sessions;
    public long silentSessions;
    public long unnamedClients;
    public long nullSenders;
    public long manyRecipients;
    public long likelyOnly;
    public long fromQueue;

    /** Messages of which the log tells nothing, or not whose they are: the queue alone does. */
    public long unlogged;

    /** How often something began or ceased to be said by waiting messages. */
    public long heard;

    public long notices;
    public long listMail;
    public long webScripts;

    /** Recipients elsewhere of whom it is told what came of it, and those whom an alias named. */
    private long out;

    private long forwarded;
    public long repliesElsewhere;
    public long deadAgain;
    private final LongSet dead = new LongSet();
    public int mostRecipients;
    private final SortedRun sortedRecipients = new SortedRun();

    Usage(Network network) {
        this.network = network;
    }

    /** No usage yet, to add others to. */
    public static Usage none() {
        return new Usage(Network.of(ClientAddress.NONE, 0));
    }

    /** Several added up; of a single one, that itself. */
    public static Usage sum(List<Usage> usages) {
        if (usages.size() == 1) {
            return usages.getFirst();
        }
        Usage sum = none();
        sum.tally.makeRoom(usages.stream().map(usage -> usage.tally).toList());
        usages.forEach(sum::add);
        return sum;
    }

    void touch(long micros) {
        firstSeen = Math.min(firstSeen, micros);
        lastSeen = Math.max(lastSeen, micros);
    }

    AddressUse address(ClientAddress client) {
        AddressUse use = addresses.get(client);
        if (use == null) {
            use = new AddressUse();
            if (addresses.size() < MAX_ADDRESSES) {
                addresses.put(client, use);
            }
        }
        return use;
    }

    void succeeded(long micros) {
        touch(micros);
        firstSuccess = Math.min(firstSuccess, micros);
    }

    void message(long micros, Address sender, long size, int recipients) {
        touch(micros);
        firstMessage = Math.min(firstMessage, micros);
        lastMessage = Math.max(lastMessage, micros);
        tally.messages++;
        tally.recipientsAsked += recipients;
        tally.bytes += size;
        hours.add(micros, Hours.Of.MESSAGES, 1);
        hours.add(micros, Hours.Of.RECIPIENTS, recipients);
        senders.add(sender, 1);
        nullSenders += sender.isNull() ? 1 : 0;
        sizes.add(sizeStep(size), 1);
        mostRecipients = Math.max(mostRecipients, recipients);
        manyRecipients += recipients >= 50 ? 1 : 0;
    }

    private static Integer sizeStep(long size) {
        return STEPS[size <= 0 ? 0 : rawStep(size)];
    }

    private static int rawStep(long size) {
        return (int) Math.round(Math.log((double) size) / SIZE_STEP);
    }

    /** Counts a recipient once; one that was taken for somebody elsewhere may turn out local. */
    void recipient(Address recipient, long fingerprint, boolean external) {
        if (external && tally.local.contains(fingerprint)) {
            return;
        }
        boolean known = !external && tally.external.remove(fingerprint);
        if (!(external ? tally.external : tally.local).add(fingerprint) || known) {
            return;
        }
        recipientDomains.add(recipient.domain(), 1);
        sortedRecipients.next(recipient.local());
    }

    void delivered(long micros, Relay relay) {
        touch(micros);
        tally.delivered++;
        wentOut(relay);
        hours.add(micros, Hours.Of.DELIVERED, 1);
    }

    /** Whatever came of it. */
    void wentOut(Relay relay) {
        out += relay == Relay.REMOTE || relay == Relay.FORWARDED ? 1 : 0;
        forwarded += relay == Relay.FORWARDED ? 1 : 0;
    }

    /** Whether an alias or a {@code .forward} sent out most of it. */
    public boolean isMostlyForwarded() {
        return forwarded > 0 && forwarded * 2 >= out;
    }

    /** Recipients are given up. */
    void bounced(long micros, int recipients) {
        firstBounce = Math.min(firstBounce, micros);
        tally.bounced += recipients;
        hours.add(micros, Hours.Of.BOUNCED, recipients);
    }

    void answered(Seen seen, Reaction reaction) {
        if (reaction == Reaction.NO_SUCH_RECIPIENT) {
            tally.noSuchRecipient++;
            hours.add(seen.micros(), Hours.Of.NO_SUCH_RECIPIENT, 1);
            notes.add(Topic.NO_SUCH_RECIPIENT, seen);
        } else if (reaction == Reaction.POLICY) {
            firstRefusal = Math.min(firstRefusal, seen.micros());
            tally.refusedForPolicy++;
            notes.add(Topic.REFUSED_FOR_POLICY, seen);
        }
    }

    /** Counts a message that is in the queue now, or held beside it, and what it says. */
    void queued(QueuedMessage message, boolean held) {
        tally.queued++;
        tally.held += held ? 1 : 0;
        says(message);
    }

    /** Counts what a message says that is in the queue; until that ends. */
    Saying says(QueuedMessage message) {
        if (!message.headers().subject().isEmpty()) {
            subjects.add(message.headers().subject(), 1);
        }
        if (!message.envelope().helo().isEmpty()) {
            helos.add(message.envelope().helo(), 1);
        }
        return new Saying(this, message);
    }

    /** A recipient does not exist; asking for them again says that nobody reads the answers. */
    void dead(long fingerprint) {
        if (dead.contains(fingerprint)) {
            deadAgain++;
        } else if (dead.size() < MAX_DEAD) {
            dead.add(fingerprint);
        }
    }

    /** Whether the log tells of a login, and not the queue alone. */
    public boolean isInLog() {
        return tally.messages > unlogged || mailboxLogins > 0;
    }

    /** How many new recipients in a row came in alphabetical order. */
    public int longestSortedRun() {
        return sortedRecipients.longest();
    }

    /** Adds what became of messages that are counted here already: a filter's second copy. */
    void addOutcomes(Usage other) {
        tally.addOutcomes(other.tally);
        hours.addOutcomes(other.hours);
        notes.addAll(other.notes);
        lastSeen = Math.max(lastSeen, other.lastSeen);
        firstRefusal = Math.min(firstRefusal, other.firstRefusal);
        firstBounce = Math.min(firstBounce, other.firstBounce);
        out += other.out;
        forwarded += other.forwarded;
    }

    /** Adds all of another usage. */
    public void add(Usage other) {
        addOutcomes(other);
        addMessages(other);
        addLogins(other);
        other.addresses.forEach((client, theirs) -> address(client).add(theirs));
    }

    private void addMessages(Usage other) {
        tally.messages += other.tally.messages;
        tally.recipientsAsked += other.tally.recipientsAsked;
        tally.bytes += other.tally.bytes;
        hours.addMessages(other.hours);
        senders.addAll(other.senders);
        recipientDomains.addAll(other.recipientDomains);
        messageIdHosts.addAll(other.messageIdHosts);
        helos.addAll(other.helos);
        services.addAll(other.services);
        sizes.addAll(other.sizes);
        subjects.addAll(other.subjects);
        queueManagers.addAll(other.queueManagers);
        campaigns.addAll(other.campaigns);
        firstMessage = Math.min(firstMessage, other.firstMessage);
        lastMessage = Math.max(lastMessage, other.lastMessage);
        nullSenders += other.nullSenders;
        manyRecipients += other.manyRecipients;
        likelyOnly += other.likelyOnly;
        fromQueue += other.fromQueue;
        unlogged += other.unlogged;
        notices += other.notices;
        listMail += other.listMail;
        webScripts += other.webScripts;
        repliesElsewhere += other.repliesElsewhere;
        deadAgain += other.deadAgain;
        mostRecipients = Math.max(mostRecipients, other.mostRecipients);
        sortedRecipients.add(other.sortedRecipients);
    }

    private void addLogins(Usage other) {
        firstSeen = Math.min(firstSeen, other.firstSeen);
        firstSuccess = Math.min(firstSuccess, other.firstSuccess);
        mailboxLogins += other.mailboxLogins;
        mailboxBytes += other.mailboxBytes;
        sieveLogins += other.sieveLogins;
        sessions += other.sessions;
        silentSessions += other.silentSessions;
        unnamedClients += other.unnamedClients;
    }
}
