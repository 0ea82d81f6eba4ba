// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Line;
import argine.mail.Network;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one identity: its usage of the server, network by network.
 *
 * <p>Bounded: beyond {@value #MAX_NETWORKS} networks the rest is added up in one.
 */
public final class Profile {
    private static final int MAX_NETWORKS = 4096;

    private final Identity identity;
    private final Map<Network, Usage> usages = new LinkedHashMap<>(4);
    final Map<Network, Attempts> attempts;

    /**
     * Sums that are asked for often; accounts are judged side by side, and made twice is no harm.
     */
    private volatile @Nullable Usage own;

    private volatile @Nullable Usage strange;
    private volatile @Nullable Usage all;

    /** The networks judged once, because every signal asks; see {@link Standing}. */
    private Map<Network, Standing> standings = Map.of();

    Profile(Identity identity, Map<Network, Attempts> attempts) {
        this.identity = identity;
        this.attempts = attempts;
    }

    /** A profile of whom nothing is known but the name. */
    public static Profile named(Identity identity) {
        return new Profile(identity, Map.of());
    }

    public Identity identity() {
        return identity;
    }

    /** What people call it: the account's name, or what stands for it. */
    public String name() {
        return switch (identity) {
            case Identity.Account(String name) -> name;
            case Identity.Masked masked -> masked.name();
            case Identity.Program(int uid) -> "uid " + uid;
            case Identity.Relay(var client) -> client.toString();
            case Identity.Forwarding() -> "forwarded mail";
            case Identity.Notices() -> "the server's own notices";
            case Identity.Sender(var sender) -> sender.isNull() ? "<>" : sender.toString();
        };
    }

    Usage usage(Network network) {
        Usage usage = usages.get(network);
        if (usage == null) {
            Network key = usages.size() < MAX_NETWORKS ? network : Network.of(network.base(), 0);
            usage = usages.computeIfAbsent(key, Usage::new);
        }
        return usage;
    }

    /** Failed logins to this account, by network. */
    public Map<Network, Attempts> attempts() {
        return java.util.Collections.unmodifiableMap(attempts);
    }

    /** The first lines about failed logins from a network. */
    public List<Line> linesOfFailures(Network network) {
        Attempts tried = attempts.get(network);
        return tried == null ? List.of() : tried.lines();
    }

    /** Failed logins from a network before the first login from it that succeeded. */
    public long failuresBefore(Usage usage) {
        Attempts tried = attempts.get(usage.network);
        return tried == null ? 0 : tried.before(usage.firstSuccess);
    }

    public Collection<Usage> usages() {
        return usages.values();
    }

    /** Takes the judgement of the networks; sums made before are forgotten. */
    void standings(Map<Network, Standing> judged) {
        standings = judged;
        own = null;
        strange = null;
        all = null;
    }

    public Standing standing(Usage usage) {
        return standings.getOrDefault(usage.network, Standing.UNKNOWN);
    }

    /** Whether the owner reads mail there; strangers read too, before they send. */
    public boolean isReadByOwner(Usage usage) {
        return usage.mailboxLogins > 0 && standing(usage) != Standing.NEW;
    }

    /** The usage of some networks added up; of a single one, that itself. */
    public Usage sum(Predicate<Usage> which) {
        return Usage.sum(usages.values().stream().filter(which).toList());
    }

    /** What came from networks that are the account's own, as far as is known. */
    public Usage own() {
        Usage known = own;
        if (known == null) {
            known = sum(usage -> standing(usage) == Standing.OWN);
            own = known;
        }
        return known;
    }

    /** What came from networks that are not the account's own. */
    public Usage strange() {
        Usage known = strange;
        if (known == null) {
            known = sum(usage -> standing(usage).isStrange());
            strange = known;
        }
        return known;
    }

    /**
     * What may be somebody else's: the strange networks, or everything where nothing at all is
     * known of the owner, as with the queue alone.
     */
    public Usage suspect() {
        return strange().tally.messages > 0 || own().isInLog() ? strange() : all();
    }

    /** Whether nothing but the queue tells of it: then nothing tells that it is honest, either. */
    public boolean isKnownByQueueAlone() {
        return !all().isInLog();
    }

    /** Whether nothing tells the owner's use from somebody else's. */
    public boolean isWithoutPast() {
        return strange().tally.messages == 0 && suspect().tally.messages > 0;
    }

    public Usage all() {
        Usage known = all;
        if (known == null) {
            known = sum(_ -> true);
            all = known;
        }
        return known;
    }

    /** The networks that are not the account's own and from which something was sent. */
    public List<Usage> strangers() {
        return usages.values().stream()
                .filter(usage -> standing(usage).isStrange() && usage.tally.messages > 0)
                .toList();
    }

    /** Whether the log hides who it is. */
    public boolean isMasked() {
        return identity instanceof Identity.Masked;
    }

    public boolean isAccount() {
        return identity instanceof Identity.Account || isMasked();
    }
}
