// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.ClientAddress;
import argine.mail.Network;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that is known after some events: the profiles, the networks they share, the mail that
 * came in, the places that could not be reached.
 *
 * <p>Grows with accounts, networks and open messages, never with lines; what strangers can make
 * grow (names they guess, networks they try from) has a bound and forgets the oldest.
 */
public final class Ledger {
    private static final int MAX_STRANGERS = 100_000;
    private static final int MAX_NETWORKS = 200_000;
    private static final int MAX_DOMAINS = 20_000;

    private final Map<Identity, Profile> profiles = new HashMap<>();
    private final Map<Identity, Profile> strangers = new LinkedHashMap<>();
    private final Map<Network, Neighbourhood> networks = new LinkedHashMap<>();
    private final Map<String, Outlook> domains = new HashMap<>();
    private final Map<String, Inbox> inboxes = new HashMap<>();
    private final Map<String, Map<Integer, long[]>> queueManagers = new HashMap<>();
    private final List<Network> ownNetworks;
    private final Set<String> configuredDomains;
    private final Set<String> localDomains = new java.util.HashSet<>();

    long from = Long.MAX_VALUE;
    long to = Long.MIN_VALUE;
    long messagesIn;
    long noticesIn;

    /** What came in for one local address. */
    public static final class Inbox {
        public long messages;
        public long notices;
        public final Notes notes = new Notes();
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
        this.configuredDomains = localDomains;
        this.localDomains.addAll(localDomains);
    }

    /** The profile of an identity that has done something. */
    Profile profile(Identity identity) {
        Profile profile = profiles.get(identity);
        if (profile == null) {
            Profile known = strangers.remove(identity);
            profile = known == null ? new Profile(identity) : known;
            profiles.put(identity, profile);
            if (identity instanceof Identity.Account(String name)) {
                int at = name.lastIndexOf('@');
                if (at > 0 && configuredDomains.isEmpty()) {
                    localDomains.add(name.substring(at + 1));
                }
            }
        }
        return profile;
    }

    /** The profile of a name that somebody tried; most of those do not exist. */
    Profile tried(Identity identity) {
        Profile profile = profiles.get(identity);
        if (profile == null) {
            profile = strangers.computeIfAbsent(identity, Profile::new);
            forgetEldest(strangers, MAX_STRANGERS);
        }
        return profile;
    }

    Neighbourhood neighbourhood(Network network) {
        Neighbourhood known = networks.get(network);
        if (known == null) {
            known = new Neighbourhood();
            networks.put(network, known);
            forgetEldest(networks, MAX_NETWORKS);
        }
        return known;
    }

    private static void forgetEldest(Map<?, ?> map, int most) {
        if (map.size() > most) {
            var eldest = map.entrySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    Outlook outlook(String domain) {
        Outlook known = domains.get(domain);
        if (known == null) {
            known = new Outlook();
            if (domains.size() < MAX_DOMAINS) {
                domains.put(domain, known);
            }
        }
        return known;
    }

    Inbox inbox(String address) {
        return inboxes.computeIfAbsent(address, _ -> new Inbox());
    }

    void local(String domain) {
        if (configuredDomains.isEmpty() && !domain.isEmpty()) {
            localDomains.add(domain);
        }
    }

    void manages(String host, int process) {
        queueManagers.computeIfAbsent(host, _ -> new HashMap<>()).computeIfAbsent(process, _ -> new long[1])[0]++;
    }

    /**
     * The share, in percent, of a usage's whole messages that were handled by a queue manager that
     * really runs: a host has one at a time, and a forger of lines does not know its number.
     */
    public long percentManaged(Usage usage) {
        long whole = 0;
        long real = 0;
        for (String key : usage.queueManagers.names()) {
            long count = usage.queueManagers.count(key);
            whole += count;
            int slash = key.lastIndexOf('/');
            Map<Integer, long[]> known = queueManagers.getOrDefault(key.substring(0, slash), Map.of());
            long all = known.values().stream().mapToLong(n -> n[0]).sum();
            long own = known.getOrDefault(Integer.parseInt(key.substring(slash + 1)), new long[1])[0];
            real += own * 20 >= all ? count : 0;
        }
        return whole == 0 ? 0 : real * 100 / whole;
    }

    public Collection<Profile> profiles() {
        return profiles.values();
    }

    /** Names that were tried and never got in. */
    public Collection<Profile> strangers() {
        return strangers.values();
    }

    /** What is known of a network; empty where nothing is. */
    public Neighbourhood around(Network network) {
        return networks.getOrDefault(network, Neighbourhood.NONE);
    }

    public Map<String, Outlook> outlooks() {
        return new TreeMap<>(domains);
    }

    public Inbox inboxOf(String address) {
        return inboxes.getOrDefault(address, new Inbox());
    }

    public Map<String, Inbox> inboxes() {
        return new TreeMap<>(inboxes);
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

    /** From when to when there are events, in microseconds since 1970; equal when there are none. */
    public long from() {
        return Math.min(from, to);
    }

    public long to() {
        return to;
    }

    public long messagesIn() {
        return messagesIn;
    }

    /** Messages with the null sender that came from outside. */
    public long noticesIn() {
        return noticesIn;
    }
}
