// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Address;
import argine.mail.Network;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells an account's own networks from those of somebody else.
 *
 * <p>People read their mail where they write it, come from few networks, and those appear in the
 * first days of a log. A network is bad by what was done from it: it tried other people's accounts,
 * it guessed before it got in, it sent under many forged names, to people who do not exist, or it
 * is one of several that send for several accounts and read for none. Thieves with many networks
 * send little from each, so those are weighed together.
 *
 * <p>Reading is a sign of the owner as a habit: a network that appears late, reads, and within the
 * hour sends in bulk is new.
 *
 * <p><b>Limits.</b> Malware on the owner's computer sends from the owner's network. A thief who
 * reads the mailbox for days from the same network passes for the owner until he misbehaves.
 */
public final class Standings {
    private static final long HOUR = 3_600_000_000L;
    private static final long SETTLED = 24 * HOUR;
    private static final long HISTORY = 60 * HOUR;
    private static final int GUESSES = 10;
    private static final int OTHERS_TRIED = 5;
    private static final int SEVERAL = 3;
    private static final int CROWD = 5;
    private static final int HORDE = 20;
    private static final int BULK = 50;

    private final Ledger ledger;

    public Standings(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Judges the networks of every account, several at a time; may be called again when more is
     * known.
     */
    public void judge() {
        judge(ledger.profiles().stream().filter(Profile::isAccount).toList());
    }

    /** The same for some accounts, about which more is known. */
    public void judge(List<Profile> accounts) {
        accounts.parallelStream().forEach(this::judge);
        accounts.parallelStream().filter(p -> p.usages().size() > 1).forEach(this::judgeShared);
    }

    private void judge(Profile profile) {
        long first = Usage.NEVER;
        long last = Long.MIN_VALUE;
        for (Usage usage : profile.usages()) {
            first = Math.min(first, usage.firstSuccess);
            last = Math.max(last, usage.lastSeen);
        }
        Map<Network, Standing> standings = new HashMap<>();
        for (Usage usage : profile.usages()) {
            standings.put(usage.network, standing(profile, usage, first, last));
        }
        judgeHasty(profile, standings);
        judgeCrowd(profile, standings);
        profile.standings(standings);
    }

    private Standing standing(Profile profile, Usage usage, long first, long last) {
        if (isBad(profile, usage)) {
            return Standing.BAD;
        }
        boolean history = last - first >= HISTORY;
        boolean early = usage.firstSuccess - first < SETTLED;
        if (isHere(usage) || history && early) {
            return Standing.OWN;
        }
        if (usage.mailboxLogins > 0) {
            return isLasting(usage) || !history ? Standing.OWN : Standing.UNKNOWN;
        }
        boolean readsElsewhere = profile.usages().stream().anyMatch(u -> u.mailboxLogins > 0);
        return history || readsElsewhere && last - first >= SETTLED
                ? Standing.NEW
                : Standing.UNKNOWN;
    }

    /** Read again, and written from on another day: a night's work is not yet a habit. */
    private static boolean isLasting(Usage usage) {
        return usage.mailboxLogins > 1
                && usage.hours.activeDays() > 1
                && usage.lastMessage - usage.firstSuccess >= SETTLED / 2;
    }

    /**
     * Reading once before mail is sent in bulk makes no network the owner's, who has others:
     * thieves try a password so. Those that send in the same hours are weighed together.
     */
    private void judgeHasty(Profile profile, Map<Network, Standing> standings) {
        List<Usage> hasty =
                profile.usages().stream()
                        .filter(u -> u.mailboxLogins > 0 && u.tally.messages > 0)
                        .filter(u -> standings.get(u.network) == Standing.UNKNOWN)
                        .filter(u -> u.firstMessage - u.firstSuccess < HOUR)
                        .toList();
        if (hasty.isEmpty() || !standings.containsValue(Standing.OWN)) {
            return;
        }
        Hours together = Usage.sum(hasty).hours;
        hasty.stream()
                .filter(u -> u.hours.sharesPeak(together, Hours.Of.RECIPIENTS, BULK))
                .forEach(u -> standings.put(u.network, Standing.NEW));
    }

    /** From this host or a network it trusts: webmail, mostly. */
    private boolean isHere(Usage usage) {
        return usage.addresses.keySet().stream().anyMatch(ledger::isOwn);
    }

    private boolean isBad(Profile profile, Usage usage) {
        if (usage.tally.messages == 0) {
            return false;
        }
        boolean reads = usage.mailboxLogins > 0;
        return !reads && !isHere(usage) && profile.failuresBefore(usage) >= GUESSES
                || !reads
                        && !isHere(usage)
                        && ledger.victims(usage, profile.name()).size() >= OTHERS_TRIED
                        && !isHome(profile, usage)
                || misbehaves(usage);
    }

    /** The account's home, or that of several others: somebody mistypes in every office. */
    private boolean isHome(Profile profile, Usage usage) {
        return isInhabited(usage)
                || ledger.around(usage.network).entered.names().stream()
                                .filter(name -> !name.equals(profile.name()))
                                .filter(name -> isHomeOf(name, usage.network))
                                .count()
                        >= SEVERAL;
    }

    private boolean isHomeOf(String name, Network network) {
        Profile other = ledger.known(name);
        return other != null
                && other.usages().stream()
                        .anyMatch(u -> u.network.equals(network) && isInhabited(u));
    }

    /** Written from day after day, or read at again a day later. */
    private static boolean isInhabited(Usage usage) {
        return usage.hours.activeDays() >= 3
                || usage.mailboxLogins > 1 && usage.lastSeen - usage.firstSuccess >= SETTLED;
    }

    private boolean misbehaves(Usage usage) {
        return sendsToNobody(usage, 5)
                || forges(usage)
                || usage.nullSenders >= 10 && usage.nullSenders * 2 >= usage.tally.messages;
    }

    /** One recipient in eight, at least, does not exist. Old lists have one in twenty-five. */
    private static boolean sendsToNobody(Usage usage, int least) {
        return usage.tally.noSuchRecipient >= least
                && usage.tally.noSuchRecipient * 8 >= usage.tally.answered();
    }

    private boolean forges(Usage usage) {
        long forged = 0;
        Set<String> domains = new HashSet<>();
        for (Address sender : usage.senders.names()) {
            if (!sender.isNull() && !ledger.isLocal(sender.domain())) {
                forged += usage.senders.count(sender);
                domains.add(sender.domain());
            }
        }
        forged += usage.senders.others();
        long unhappy = usage.tally.noSuchRecipient + usage.tally.refusedForPolicy;
        boolean most = forged >= 3 && forged * 2 >= usage.tally.messages;
        return most
                && (domains.size() >= CROWD && !isAtWork(usage)
                        || unhappy >= 5 && unhappy * 10 >= usage.tally.answered());
    }

    /** Reads and writes here, day after day: a helpdesk writes under its customers' names. */
    private static boolean isAtWork(Usage usage) {
        return usage.mailboxLogins > 0 && usage.hours.activeDays() >= 3;
    }

    /** Networks that send little each and read nothing, weighed together. */
    private void judgeCrowd(Profile profile, Map<Network, Standing> standings) {
        List<Usage> crowd =
                profile.usages().stream()
                        .filter(u -> u.tally.messages > 0 && u.mailboxLogins == 0)
                        .filter(u -> standings.get(u.network) != Standing.OWN)
                        .toList();
        if (crowd.size() < CROWD) {
            return;
        }
        boolean bad = misbehaves(Usage.sum(crowd));
        if (crowd.size() >= HORDE || bad) {
            crowd.stream()
                    .filter(u -> !bad || !behaves(u))
                    .forEach(u -> standings.put(u.network, Standing.BAD));
        }
    }

    /** The owner among the crowd: under local names, to people who exist. */
    private boolean behaves(Usage usage) {
        boolean local =
                usage.senders.others() == 0
                        && usage.senders.names().stream()
                                .noneMatch(s -> s.isNull() || !ledger.isLocal(s.domain()));
        return usage.tally.messages >= 3
                && local
                && usage.tally.noSuchRecipient * 20 < usage.tally.answered();
    }

    /** A network is bad when it sends for several accounts that have their own elsewhere. */
    private void judgeShared(Profile profile) {
        List<Usage> shared =
                profile.usages().stream().filter(u -> isSharedByStrangers(profile, u)).toList();
        if (shared.size() < 3) {
            return;
        }
        Map<Network, Standing> standings = new HashMap<>();
        profile.usages().forEach(u -> standings.put(u.network, profile.standing(u)));
        shared.forEach(u -> standings.put(u.network, Standing.BAD));
        profile.standings(standings);
    }

    private boolean isSharedByStrangers(Profile profile, Usage usage) {
        return usage.tally.messages > 0
                && usage.mailboxLogins == 0
                && profile.standing(usage) != Standing.OWN
                && ledger.isShared(usage, profile.name());
    }
}
