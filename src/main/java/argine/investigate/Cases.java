// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Alarm;
import argine.detect.Campaigns;
import argine.detect.Few;
import argine.detect.Geography;
import argine.detect.Hours;
import argine.detect.Identity;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Tally;
import argine.detect.Usage;
import argine.investigate.NextSteps.Waiting;
import argine.mail.ClientAddress;
import argine.mail.Line;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Writes one case from what is known of one identity. */
final class Cases {
    private static final int MOST_SOURCES = 2000;
    private static final int TOP = 15;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Ledger ledger;
    private final Geography geography;
    private final NextSteps next;

    /** What to do next is {@code next}. */
    Cases(Ledger ledger, Geography geography, NextSteps next) {
        this.ledger = ledger;
        this.geography = geography;
        this.next = next;
    }

    /** An account that somebody else uses. */
    Case account(Profile profile, Verdict verdict) {
        Misuse misuse = Misuse.of(profile, ledger);
        Origin origin = misuse.isFromHere(ledger) ? Origin.WEBMAIL : Origin.ACCOUNT;
        EntryVector entry = EntryVector.of(profile, misuse, ledger);
        String because =
                "the account sent what its owner would not: "
                        + verdict.alarms().stream()
                                .max(Comparator.comparing(Alarm::strength))
                                .map(Alarm::claim)
                                .orElse("");
        return write(new Whose(origin, profile, "", because), verdict, misuse, Optional.of(entry));
    }

    /** A case without a stolen account. */
    Case other(Origin origin, Profile profile, String sender, String because, List<Alarm> alarms) {
        List<Usage> all = List.copyOf(profile.usages());
        return write(
                new Whose(origin, profile, sender, because),
                new Verdict(alarms),
                new Misuse(all, List.of()),
                Optional.empty());
    }

    /**
     * Whose case it is, and what speaks for it first; {@code sender} where that is all there is.
     */
    private record Whose(Origin origin, Profile profile, String sender, String because) {}

    private Case write(Whose whose, Verdict verdict, Misuse misuse, Optional<EntryVector> entry) {
        Profile profile = whose.profile;
        Usage sum = misuse.sum();
        List<Case.Source> sources = sources(misuse.usages(), whose);
        String account = account(whose.origin, profile);
        String id = id(sum, profile.name());
        return new Case(
                id,
                whose.origin.word(),
                account,
                profile.identity() instanceof Identity.Program ? profile.name() : "",
                whose.sender,
                whose.because,
                verdict.confidence(),
                Grade.of(profile, sum, ledger).word(),
                entry.map(EntryVector::word).orElse("unknown"),
                entry.map(EntryVector::because).orElse(""),
                verdict.kinds().stream().map(kind -> word(kind)).toList(),
                instant(sum.firstMessage),
                instant(sum.lastSeen),
                messages(sum.tally),
                sources,
                sources(misuse.own(), whose),
                profile.isAccount() ? touched(profile, misuse) : List.of(),
                verdict.alarms().stream().map(Cases::evidence).toList(),
                profile.isAccount() ? Timeline.of(profile, misuse, sum) : List.of(),
                hours(sum.hours),
                sum.tally.byStatus(),
                top(sum.recipientDomains),
                top(sum.senders),
                campaigns(sum.campaigns),
                entry.map(_ -> MailboxRead.of(profile, misuse, ledger)),
                next.of(whose.origin, account, new Waiting(id, sum.tally.waiting()), sources),
                entry.map(EntryVector::guessers).orElse(List.of()));
    }

    private static String account(Origin origin, Profile profile) {
        boolean unnamed = profile.isMasked() || origin == Origin.UNKNOWN;
        return unnamed ? Case.UNKNOWN : profile.isAccount() ? profile.name() : "";
    }

    /**
     * Names the case by its first day and the account, and holds nothing that a stranger could
     * abuse.
     */
    private static String id(Usage sum, String name) {
        String safe =
                name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String day = instant(sum.firstMessage).map(DAY::format).orElse("undated");
        return day + "-" + safe.substring(0, Math.min(40, safe.length()));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Instant> instant(long micros) {
        boolean never = micros == Long.MAX_VALUE || micros == Long.MIN_VALUE;
        return never
                ? Optional.empty()
                : Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }

    private static Case.Messages messages(Tally tally) {
        return new Case.Messages(
                tally.messages,
                tally.recipients(),
                tally.external.size(),
                tally.delivered,
                tally.deferred,
                tally.bounced,
                tally.waiting(),
                tally.bytes,
                tally.held);
    }

    private List<Case.Source> sources(List<Usage> usages, Whose whose) {
        List<Case.Source> sources = new ArrayList<>();
        for (Usage usage : usages) {
            usage.addresses.forEach(
                    (address, use) -> {
                        if (sources.size() < MOST_SOURCES && isNamed(whose, address, use)) {
                            sources.add(source(whose.profile, usage, address, use));
                        }
                    });
        }
        sources.sort(
                Comparator.comparingLong((Case.Source s) -> -s.messages())
                        .thenComparing(Case.Source::address));
        return sources;
    }

    /** Of those whose mail passed through, only who misused it: others have it forwarded. */
    private static boolean isNamed(Whose whose, ClientAddress address, Usage.AddressUse use) {
        boolean meant = whose.origin == Origin.RELAY && use.isAbusive();
        return !address.equals(ClientAddress.NONE) && (meant || !use.isRelayed());
    }

    private Case.Source source(
            Profile profile, Usage usage, ClientAddress address, Usage.AddressUse use) {
        return new Case.Source(
                address.toString(),
                usage.network.toString(),
                use.messages,
                use.logins,
                profile.failuresBefore(usage),
                geography.country(address),
                geography.organisation(address),
                instant(usage.firstSuccess),
                instant(usage.lastSeen));
    }

    private List<String> touched(Profile profile, Misuse misuse) {
        Set<String> names = new TreeSet<>();
        for (Usage usage : misuse.usages()) {
            if (usage.addresses.keySet().stream().noneMatch(ledger::isOwn)) {
                names.addAll(ledger.sharers(usage, profile.name()));
                names.addAll(ledger.victims(usage, profile.name()));
            }
        }
        return names.stream().limit(100).toList();
    }

    static Case.Evidence evidence(Alarm alarm) {
        return new Case.Evidence(
                word(alarm.kind()),
                word(alarm.strength()),
                alarm.signal(),
                alarm.claim(),
                lines(alarm.lines()));
    }

    static List<Case.Line> lines(List<Line> lines) {
        return lines.stream()
                .map(one -> new Case.Line(one.file(), one.line(), one.offset(), one.text()))
                .toList();
    }

    private static List<Case.Hour> hours(Hours hours) {
        List<Case.Hour> list = new ArrayList<>();
        for (int row = 0; row < hours.size(); row++) {
            list.add(
                    new Case.Hour(
                            Instant.ofEpochSecond(hours.hour(row) * 3600L),
                            hours.count(row, Hours.Of.MESSAGES),
                            hours.count(row, Hours.Of.DELIVERED),
                            hours.count(row, Hours.Of.DEFERRED),
                            hours.count(row, Hours.Of.BOUNCED)));
        }
        return list;
    }

    private static Map<String, Long> top(Few<?> few) {
        Map<String, Long> top = new LinkedHashMap<>();
        few.names().stream()
                .sorted(Comparator.comparingLong((Object name) -> -count(few, name)))
                .limit(TOP)
                .forEach(name -> top.put(name.toString(), count(few, name)));
        return top;
    }

    @SuppressWarnings("unchecked")
    private static <T> long count(Few<T> few, Object name) {
        return few.count((T) name);
    }

    private static List<Case.Campaign> campaigns(Campaigns campaigns) {
        return campaigns.list().stream()
                .limit(TOP)
                .map(c -> new Case.Campaign(c.subject(), c.messages, c.recipients.size()))
                .toList();
    }
}
