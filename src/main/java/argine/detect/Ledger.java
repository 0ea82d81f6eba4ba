// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Line;
import argine.mail.LongTable;
import argine.mail.Masks;
import argine.mail.Network;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known after some events: the profiles, the networks they share, the mail that
 * came in, the places that could not be reached.
 *
 * <p>Grows with accounts, networks and open messages, never with lines; what strangers can make
 * grow (names they guess, networks they try from) has a bound and forgets the oldest.
 */
public final class Ledger {
    private static final int MAX_NETWORKS = 100_000;
    private static final int FEW_NEIGHBOURS = 3;
    private static final int MAX_DOMAINS = 20_000;
    private static final int MAX_INBOXES = 200_000;
    private static final int MAX_SENDERS = 20_000;
    private static final int SEATS = 1 << 14;

    private final Map<Identity, Profile> profiles = new HashMap<>();
    public final Trails.Arrivals arrivals = new Trails.Arrivals();
    private final Tries tries = new Tries();
    private final Map<String, Profile> accounts = new HashMap<>();
    private final SequencedMap<Network, Neighbourhood> networks = new LinkedHashMap<>();
    private final Map<String, Outlook> domains = new HashMap<>();
    private final LongTable<Inbox> inboxes = new LongTable<>();
    private final @Nullable Seat[] seats = new Seat[SEATS];
    private final Map<String, Map<Integer, Qmgr>> queueManagers = new HashMap<>();
    public final Refusals refusals = new Refusals();
    private final List<Network> ownNetworks;
    private final Set<String> localDomains = new java.util.HashSet<>();

    /** Changes when it was forgotten who entered from somewhere: seats are to be noted anew. */
    private long generation;

    private long senders;
    private String lastHost = "";
    private int lastManager = -1;
    private Qmgr managed = new Qmgr();
    private String managerName = "";
    boolean sendingShown;
    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    long waiting = -1;
    long messagesIn;
    long noticesIn;

    /** What came in for one local address. */
    public static final class Inbox {
        public final Address address;
        public long messages;
        public long notices;
        public final Notes notes = new Notes();

        private Inbox(Address address) {
            this.address = address;
        }
    }

    /** How a remote domain answers, and to whom. */
    public static final class Outlook {
        public long delivered;
        public long unreachable;
        public final Few<String> waiting = new Few<>(64);
        public final Notes notes = new Notes();
    }

    public Ledger(List<Network> ownNetworks, Set<String> localDomains) {
        this.ownNetworks = ownNetworks;
        this.localDomains.addAll(localDomains);
    }

    /** The profile of an identity that has done something. */
    Profile profile(Identity identity) {
        if (identity instanceof Identity.Account(String name)) {
            return account(name);
        }
        Profile known = profiles.get(identity);
        if (known == null) {
            known = Profile.named(identity);
            if (!(identity instanceof Identity.Sender) || hasRoomForSender()) {
                profiles.put(identity, known);
            }
        }
        return known;
    }

    /** Mail of which the log holds no beginning has a sender, whom strangers choose. */
    private boolean hasRoomForSender() {
        if (senders >= MAX_SENDERS) {
            profiles.values().removeIf(Ledger::isQuietSender);
            senders =
                    profiles.keySet().stream()
                            .filter(who -> who instanceof Identity.Sender)
                            .count();
        }
        return senders < MAX_SENDERS && ++senders > 0;
    }

    /** Who wrote to one or two people so far is forgotten first. */
    private static boolean isQuietSender(Profile profile) {
        return profile.identity() instanceof Identity.Sender
                && profile.usages().stream().allMatch(usage -> usage.tally.recipients() <= 2);
    }

    /** The profile of whoever logged in from a network; masked logins are told apart by it. */
    Profile account(String login, Network network) {
        Profile known = accounts.get(login);
        if (known != null) {
            return known;
        }
        return Masks.isMasked(login) ? profile(new Identity.Masked(network)) : account(login);
    }

    /** The profile of an account that somebody got into. */
    private Profile account(String login) {
        Profile known = accounts.get(login);
        if (known != null) {
            return known;
        }
        String name = login.toLowerCase(Locale.ROOT);
        Profile profile = accounts.get(name);
        if (profile == null) {
            profile = new Profile(new Identity.Account(name), tries.take(name));
            accounts.put(name, profile);
            profiles.put(profile.identity(), profile);
            local(name.substring(name.lastIndexOf('@') + 1), name);
        }
        return profile;
    }

    @Nullable Profile known(String name) {
        return accounts.get(name);
    }

    private void local(String domain, String name) {
        if (domain.length() < name.length()) {
            localDomains.add(domain);
        }
    }

    /** What is known of failed logins to a name; most names that are tried do not exist. */
    Attempts attempts(String login, Network network) {
        String name = login.toLowerCase(Locale.ROOT);
        return tries.of(accounts.get(name), name, network);
    }

    /** The seat of whoever logged in from an address, noted among those who entered from there. */
    Seat seat(String login, ClientAddress client) {
        int slot = (login.hashCode() * 31 + client.hashCode()) & SEATS - 1;
        Seat known = seats[slot];
        if (known == null || !known.isOf(login, client, generation)) {
            Profile profile = account(login, client.network());
            Usage usage = profile.usage(client.network());
            entered(client, profile.name());
            known = new Seat(login, client, generation, profile, usage, usage.address(client));
            seats[slot] = known;
        }
        return known;
    }

    Neighbourhood neighbourhood(Network network) {
        Neighbourhood known = networks.get(network);
        if (known == null) {
            known = new Neighbourhood();
            networks.put(network, known);
            if (networks.size() > MAX_NETWORKS) {
                forgetANetwork();
            }
        }
        return known;
    }

    /** Forgets strangers' networks first: whose accounts a network is used by is worth more. */
    private void forgetANetwork() {
        for (int tries = 0; tries < 8; tries++) {
            Map.Entry<Network, Neighbourhood> eldest = networks.pollFirstEntry();
            if (eldest == null || eldest.getValue().entered.total() == 0) {
                return;
            }
            if (tries < 7) {
                networks.putLast(eldest.getKey(), eldest.getValue());
            }
        }
        generation++;
    }

    void entered(ClientAddress client, String name) {
        neighbourhood(client.network()).entered.add(name, 1);
        neighbourhood(client.host()).entered.add(name, 1);
    }

    void tried(ClientAddress client, String name) {
        neighbourhood(client.network()).tried.add(name, 1);
        neighbourhood(client.host()).tried.add(name, 1);
    }

    Outlook outlook(String domain) {
        return domains.size() < MAX_DOMAINS
                ? domains.computeIfAbsent(domain, _ -> new Outlook())
                : domains.getOrDefault(domain, new Outlook());
    }

    /** A profile that stands for everybody of whose mail so many recipients wait for a domain. */
    public Profile waitingFor(String domain, long recipients) {
        Profile everybody = Profile.named(new Identity.Sender(Address.of("@" + domain)));
        Usage usage = everybody.usage(Network.of(ClientAddress.NONE, 0));
        usage.recipientDomains.add(domain, recipients);
        usage.tally.deferred = recipients;
        return everybody;
    }

    /** A domain that was in trouble takes mail; of the others nothing is kept. */
    void reached(String domain) {
        Outlook known = domains.get(domain);
        if (known != null) {
            known.delivered++;
        }
    }

    Inbox inbox(Address address, long fingerprint) {
        Inbox known = inboxes.get(fingerprint);
        if (known == null) {
            known = new Inbox(address);
            if (inboxes.size() < MAX_INBOXES || forgetQuietInboxes()) {
                inboxes.put(fingerprint, known);
            }
        }
        return known;
    }

    /** A catch-all takes mail for whatever name strangers invent: most of them get one message. */
    private boolean forgetQuietInboxes() {
        inboxes.entries().stream()
                .filter(one -> one.value().messages <= 1)
                .forEach(one -> inboxes.remove(one.key()));
        return inboxes.size() < MAX_INBOXES;
    }

    void local(String domain) {
        if (!domain.isEmpty()) {
            localDomains.add(domain);
        }
    }

    void manages(String host, int process, long micros) {
        if (process != lastManager || !host.equals(lastHost)) {
            lastManager = process;
            lastHost = host;
            managerName = host + "/" + process;
            managed =
                    queueManagers
                            .computeIfAbsent(host, _ -> new HashMap<>())
                            .computeIfAbsent(process, _ -> new Qmgr());
        }
        managed.wrote(micros);
    }

    /** The name of the queue manager that wrote the last line, made once for its many lines. */
    String manager() {
        return managerName;
    }

    /**
     * The share, in percent, of a usage's whole messages that were handled by a queue manager that
     * really runs: a host has one at a time, and a forger of lines does not know its number.
     */
    public long percentManaged(Usage usage) {
        return Qmgr.percentReal(usage.queueManagers, queueManagers);
    }

    public Collection<Profile> profiles() {
        return profiles.values();
    }

    /** Of how many networks and hosts something is known; the eldest are forgotten. */
    public long networks() {
        return networks.size();
    }

    /** How many names were tried and never got in; the eldest are forgotten. */
    public long strangers() {
        return tries.names();
    }

    /** What is known of a network, or of one host of it; empty where nothing is. */
    public Neighbourhood around(Network network) {
        return networks.getOrDefault(network, Neighbourhood.NONE);
    }

    /** Whether strangers share its hosts: one person may have two accounts, and read unseen. */
    public boolean isShared(Usage usage, String name) {
        return sharers(usage, name).size() > (sendingShown && !arrivals.reading ? 1 : 0);
    }

    /** Other accounts that were used from the very hosts of a usage; a hidden one may be itself. */
    public Set<String> sharers(Usage usage, String name) {
        Set<String> names = new TreeSet<>();
        for (ClientAddress address : usage.addresses.keySet()) {
            names.addAll(around(address.host()).entered.names());
        }
        names.remove(name);
        names.remove(new Identity.Masked(usage.network).name());
        return names;
    }

    /**
     * Names that were tried without success from the hosts of a usage; from its whole network, when
     * hardly anybody else is at home there.
     */
    public Set<String> victims(Usage usage, String name) {
        Set<String> names = new TreeSet<>();
        for (ClientAddress address : usage.addresses.keySet()) {
            names.addAll(around(address.host()).failedNames());
        }
        if (around(usage.network).entered.names().size() <= FEW_NEIGHBOURS) {
            names.addAll(around(usage.network).failedNames());
        }
        names.remove(name);
        return names;
    }

    /** The first failures at each of the names that {@link #victims} tells. */
    public List<Line> linesOfTries(Usage usage, String name) {
        return victims(usage, name).stream()
                .flatMap(
                        victim -> tries.known(accounts.get(victim), victim, usage.network).stream())
                .flatMap(attempts -> attempts.lines().stream().limit(1))
                .toList();
    }

    public Map<String, Outlook> outlooks() {
        return new TreeMap<>(domains);
    }

    public Inbox inboxOf(Address address) {
        Inbox known = inboxes.get(address.fingerprint());
        return known == null ? new Inbox(address) : known;
    }

    public Collection<Inbox> inboxes() {
        return inboxes.values();
    }

    public boolean isLocal(String domain) {
        return domain.isEmpty() || localDomains.contains(domain);
    }

    /** Whether the server trusts this client without a login: its own networks, or itself. */
    public boolean isOwn(ClientAddress client) {
        for (Network network : ownNetworks) {
            if (network.contains(client)) {
                return true;
            }
        }
        return false;
    }

    /**
     * From when to when there are events, in microseconds since 1970; equal when there are none.
     */
    public long from() {
        return Math.min(from, to);
    }

    public long to() {
        return to;
    }

    /** Messages that wait, where they are counted while the log goes on; else -1. */
    public long waiting() {
        return waiting;
    }

    public long messagesIn() {
        return messagesIn;
    }

    /** Messages with the null sender that came from outside. */
    public long noticesIn() {
        return noticesIn;
    }
}
