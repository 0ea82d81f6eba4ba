// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Hours;
import argine.detect.Identity;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Usage;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Line;
import argine.mail.Plural;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for trouble in which no account was stolen. */
final class OtherOrigins {
    private static final int MANY = 50;
    private static final Set<Origin> WITHOUT_LOGIN = EnumSet.of(Origin.SCRIPT, Origin.RELAY);

    private final Ledger ledger;
    private final Cases cases;
    private final Blindness blindness;

    OtherOrigins(Ledger ledger, Cases cases, Blindness blindness) {
        this.blindness = blindness;
        this.ledger = ledger;
        this.cases = cases;
    }

    /** The cases beside the accounts that were found. */
    List<Case> cases(List<Case> accounts) {
        List<Case> found = new ArrayList<>();
        for (Profile profile : ledger.profiles()) {
            sender(profile).ifPresent(found::add);
        }
        backscatter(found);
        outage(accounts, found);
        return found;
    }

    /** The case of a program or a client without a login that misuses this server, if it does. */
    Optional<Case> misuse(Profile profile) {
        long most = profile.usages().stream().mapToLong(one -> one.tally.external.size()).sum();
        return most < MANY
                ? Optional.empty() // most are so, and what follows costs more
                : sender(profile).filter(one -> WITHOUT_LOGIN.contains(Origin.of(one.origin())));
    }

    private Optional<Case> sender(Profile profile) {
        return switch (profile.identity()) {
            case Identity.Account _, Identity.Masked _ -> Optional.empty();
            case Identity.Program(int uid) ->
                    isRewritten(profile.all())
                            ? forwarding(profile)
                            : abuse(
                                    Origin.SCRIPT,
                                    profile,
                                    "a program of user ID " + uid + " on this host");
            case Identity.Relay(ClientAddress client) ->
                    client.isLoopback()
                            ? abuse(
                                    Origin.SCRIPT,
                                    profile,
                                    "a program on this host, by SMTP and without a login,")
                            : abuse(
                                    Origin.RELAY,
                                    profile,
                                    client + ", which needs no login (mynetworks),");
            case Identity.Forwarding() -> forwarding(profile);
            case Identity.Notices() -> Optional.empty();
            case Identity.Sender(Address sender) ->
                    misbehaves(profile.all()) && !isWelcome(profile.all())
                            ? abuse(
                                    Origin.UNKNOWN,
                                    profile,
                                    sender.isNull()
                                            ? "somebody who sends without a sender"
                                            : "somebody who sends as " + sender)
                            : Optional.empty();
        };
    }

    private Optional<Case> abuse(Origin origin, Profile profile, String who) {
        Usage all = profile.all();
        boolean many = all.tally.external.size() >= MANY;
        boolean flood =
                origin == Origin.SCRIPT
                        && all.tally.external.size() >= 4 * MANY
                        && all.hours.peak(Hours.Of.RECIPIENTS) >= 2 * MANY;
        if (!many || !misbehaves(all) && !flood) {
            return Optional.empty();
        }
        String sender = profile.identity() instanceof Identity.Sender ? profile.name() : "";
        // One who hides behind a sender's name may well have others: it is a part that is counted.
        boolean part = !sender.isEmpty() && !blindness.said().isEmpty();
        String claim =
                who
                        + " sent "
                        + (part ? "at least " : "")
                        + Plural.of(all.tally.messages, "message")
                        + " to "
                        + all.tally.external.size()
                        + " addresses elsewhere; "
                        + all.tally.noSuchRecipient
                        + " do not exist";
        List<Alarm> alarms = alarms(all, claim);
        return Optional.of(cases.other(origin, profile, sender, claim, alarms));
    }

    private static List<Alarm> alarms(Usage all, String claim) {
        List<Alarm> alarms = new ArrayList<>();
        alarms.add(
                new Alarm(
                        "Volume",
                        Kind.ENVELOPE,
                        Strength.STRONG,
                        claim,
                        lines(all, Topic.SUBMITTED, Topic.QUEUED)));
        if (all.tally.noSuchRecipient > 0) {
            alarms.add(
                    new Alarm(
                            "NoSuchRecipients",
                            Kind.REMOTE,
                            Strength.STRONG,
                            all.tally.noSuchRecipient
                                    + " of "
                                    + all.tally.answered()
                                    + " recipients do not exist",
                            lines(all, Topic.NO_SUCH_RECIPIENT)));
        }
        if (all.webScripts > 0) {
            alarms.add(
                    new Alarm(
                            "WebScript",
                            Kind.CONTENT,
                            Strength.STRONG,
                            all.webScripts + " queued messages name the PHP script that sent them",
                            List.of()));
        }
        return alarms;
    }

    private boolean misbehaves(Usage usage) {
        long foreign =
                usage.senders.names().stream()
                                .filter(s -> !s.isNull() && !ledger.isLocal(s.domain()))
                                .mapToLong(usage.senders::count)
                                .sum()
                        + usage.senders.others();
        boolean dead =
                usage.tally.noSuchRecipient >= 8
                        && usage.tally.noSuchRecipient * 8 >= usage.tally.answered();
        boolean refused =
                usage.tally.refusedForPolicy >= 10
                        && usage.tally.refusedForPolicy * 8 >= usage.tally.answered();
        return dead || refused || foreign >= 20 && foreign * 2 >= usage.tally.messages;
    }

    /** Nearly all of it arrives: where only a sender is known, its domain may well be ours. */
    private static boolean isWelcome(Usage usage) {
        return usage.tally.answered() > 0
                && usage.tally.delivered * 10 >= usage.tally.answered() * 9
                && usage.tally.queued * 10 <= usage.tally.messages;
    }

    private Optional<Case> forwarding(Profile profile) {
        Usage all = profile.all();
        boolean aliased = all.isMostlyForwarded() || isRewritten(all);
        boolean refused =
                all.tally.refusedForPolicy >= 5
                        && all.tally.refusedForPolicy * 10 >= all.tally.answered();
        if (aliased && refused) {
            String claim =
                    all.tally.refusedForPolicy
                            + " of "
                            + all.tally.answered()
                            + " forwarded messages were refused for spam or reputation";
            return Optional.of(
                    cases.other(
                            Origin.FORWARDER,
                            profile,
                            "",
                            claim,
                            List.of(
                                    new Alarm(
                                            "RefusedForPolicy",
                                            Kind.REMOTE,
                                            Strength.STRONG,
                                            claim,
                                            lines(all, Topic.REFUSED_FOR_POLICY)))));
        }
        if (aliased) {
            return Optional.empty();
        }
        return blindness.isLoginless()
                ? abuse(Origin.UNKNOWN, profile, "clients of whom the log shows no login")
                : abuse(Origin.RELAY, profile, clients(all));
    }

    /** Who has mail passed through that others do not want, in words. */
    private static String clients(Usage all) {
        return all.addresses.entrySet().stream()
                .filter(one -> one.getValue().isAbusive())
                .max(Comparator.comparingLong(one -> one.getValue().messages))
                .map(
                        most ->
                                most.getValue().messages == all.tally.messages
                                        ? most.getKey() + ", which needs no login,"
                                        : "clients that need no login, most of all "
                                                + most.getKey()
                                                + ",")
                .orElse("anybody may relay here: clients from outside");
    }

    /**
     * Senders of the Sender Rewriting Scheme, {@code SRS0=hash=time=domain=user}. Each is another,
     * so those that are kept apart speak for the others.
     */
    private static boolean isRewritten(Usage usage) {
        long srs = 0;
        long kept = 0;
        for (Address sender : usage.senders.names()) {
            long count = usage.senders.count(sender);
            kept += count;
            boolean rewritten =
                    sender.local().startsWith("srs0") || sender.local().startsWith("srs1");
            srs += rewritten ? count : 0;
        }
        return srs > 0 && srs * 2 >= kept;
    }

    private static List<Line> lines(Usage usage, Topic... topics) {
        List<Line> lines = new ArrayList<>();
        for (Topic topic : topics) {
            lines.addAll(usage.notes.of(topic));
        }
        return lines.subList(0, Math.min(3, lines.size()));
    }

    /** Bounces come in for an address, far more than it sent messages that could bounce. */
    private void backscatter(List<Case> found) {
        for (Ledger.Inbox inbox : ledger.inboxes()) {
            long sent = inbox.notices < MANY ? 0 : sentBy(inbox.address);
            if (inbox.notices >= MANY && inbox.notices >= 3 * sent) {
                String claim =
                        inbox.notices
                                + " bounces came in for "
                                + inbox.address
                                + ", which sent "
                                + sent
                                + " messages that could have caused them: others forge it elsewhere";
                Profile nobody = Profile.named(new Identity.Sender(inbox.address));
                found.add(
                        cases.other(
                                Origin.BACKSCATTER,
                                nobody,
                                inbox.address.toString(),
                                claim,
                                List.of(
                                        new Alarm(
                                                "Backscatter",
                                                Kind.REMOTE,
                                                Strength.STRONG,
                                                claim,
                                                inbox.notes.of(Topic.DELIVERED)))));
            }
        }
    }

    private long sentBy(Address address) {
        return ledger.profiles().stream()
                .map(Profile::all)
                .mapToLong(u -> u.senders.count(address))
                .sum();
    }

    /** One destination takes nobody's mail; several accounts wait for it. */
    private void outage(List<Case> accounts, List<Case> found) {
        Set<String> guilty = new HashSet<>();
        accounts.forEach(one -> guilty.add(one.account()));
        ledger.outlooks()
                .forEach(
                        (domain, outlook) -> outage(domain, outlook, guilty).ifPresent(found::add));
    }

    private Optional<Case> outage(String domain, Ledger.Outlook outlook, Set<String> guilty) {
        List<String> waiting = outlook.waiting.names();
        List<String> thieves = waiting.stream().filter(guilty::contains).toList();
        int honest = waiting.size() - thieves.size();
        boolean down = outlook.unreachable > outlook.delivered / 4;
        if (outlook.unreachable < 20 || honest < 3 || !down) {
            return Optional.empty();
        }
        long recipients =
                outlook.unreachable - thieves.stream().mapToLong(outlook.waiting::count).sum();
        String claim =
                (domain + " cannot be reached: " + recipients + " recipients of ")
                        + (honest + " senders wait for it");
        Alarm alarm =
                new Alarm(
                        "Unreachable",
                        Kind.REMOTE,
                        Strength.STRONG,
                        claim,
                        outlook.notes.of(Topic.DEFERRED));
        Profile everybody = ledger.waitingFor(domain, recipients);
        return Optional.of(cases.other(Origin.REMOTE_OUTAGE, everybody, "", claim, List.of(alarm)));
    }
}
