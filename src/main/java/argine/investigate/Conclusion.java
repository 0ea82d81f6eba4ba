// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Alarm;
import argine.detect.Geography;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.signal.Signals;
import argine.investigate.Report.Cleared;
import argine.investigate.Report.Unclear;
import argine.investigate.lookalike.LookAlikes;
import argine.server.MailServer;
import argine.server.Queue;
import argine.server.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Turns what is known into a report: cases, cleared accounts, and what was missing.
 *
 * <p>Accounts are judged side by side: by now nothing changes any more.
 */
final class Conclusion {
    private final Ledger ledger;
    private final Signals signals;
    private final MailServer server;
    private final Blindness blindness;
    private final Cases cases;

    /** What is to be said of one account: one of these, or nothing. */
    private record Judged(
            Optional<Case> found, Optional<Unclear> unclear, Optional<Cleared> cleared) {
        static Judged found(Case one) {
            return new Judged(Optional.of(one), Optional.empty(), Optional.empty());
        }

        static Judged unclear(Unclear one) {
            return new Judged(Optional.empty(), Optional.of(one), Optional.empty());
        }

        static Judged cleared(Optional<Cleared> one) {
            return new Judged(Optional.empty(), Optional.empty(), one);
        }
    }

    Conclusion(
            Ledger ledger, Signals signals, Geography geography, MailServer server, Again again) {
        this.ledger = ledger;
        this.signals = signals;
        this.server = server;
        this.blindness = new Blindness(ledger, server.name());
        this.cases =
                new Cases(
                        ledger,
                        geography,
                        new NextSteps(
                                server.name(),
                                server.queue().isPresent(),
                                blindness.said(),
                                again));
    }

    Report report(Optional<Reading> reading, Optional<Queue.Summary> queued) {
        List<Judged> judged =
                List.copyOf(ledger.profiles()).parallelStream()
                        .filter(Profile::isAccount)
                        .map(this::judge)
                        .toList();
        List<Case> found =
                new ArrayList<>(judged.stream().flatMap(j -> j.found().stream()).toList());
        List<Unclear> unclear =
                judged.stream()
                        .flatMap(j -> j.unclear().stream())
                        .sorted(Comparator.comparing(Unclear::account))
                        .toList();
        found.addAll(new OtherOrigins(ledger, cases, blindness).cases(found));
        found.sort(
                Comparator.comparing((Case c) -> Origin.of(c.origin()))
                        .thenComparing(c -> !c.isSure())
                        .thenComparingLong(c -> -c.messages().accepted())
                        .thenComparing(Case::account));
        Origin worst = found.isEmpty() ? Origin.NOTHING : Origin.of(found.getFirst().origin());
        Report.Read read = new Completeness(ledger, server).read(reading, queued);
        return new Report(
                worst.word(),
                because(worst, found, unclear, read),
                worst.isWrong() ? 3 : isUnsettled(worst, read) ? 1 : 0,
                List.copyOf(found),
                unclear,
                cleared(judged, found),
                Unwelcome.refusing(ledger.refusals),
                read);
    }

    /** Nobody is called honest in whose name alone somebody sends what is a case. */
    private static List<Cleared> cleared(List<Judged> judged, List<Case> found) {
        Set<String> senders = found.stream().map(Case::sender).collect(Collectors.toSet());
        return judged.stream()
                .flatMap(j -> j.cleared().stream())
                .filter(one -> !senders.contains(one.account()))
                .sorted(Comparator.comparing(Cleared::account))
                .toList();
    }

    private static boolean isUnsettled(Origin worst, Report.Read read) {
        return isWithoutLog(worst, read) || isCalmInPart(worst, read) || !read.blind().isEmpty();
    }

    /** A queue without a log proves nothing by what is not in it: no reason to call it well. */
    private static boolean isWithoutLog(Origin worst, Report.Read read) {
        return worst == Origin.NOTHING && read.from().isEmpty();
    }

    /** Nothing is wrong in what could be read, which is not all that is there. */
    private static boolean isCalmInPart(Origin worst, Report.Read read) {
        return worst == Origin.NOTHING && !read.unreadable().isEmpty();
    }

    private static String because(
            Origin worst, List<Case> found, List<Unclear> unclear, Report.Read read) {
        if (worst != Origin.NOTHING) {
            return found.getFirst().because();
        }
        if (!read.blind().isEmpty()) {
            return read.blind();
        }
        return unclear.isEmpty()
                ? "no account, script or client sent what its owner would not"
                : "there is too little for a case, and too much to clear every account";
    }

    private Judged judge(Profile profile) {
        List<Alarm> alarms = signals.judge(profile, ledger);
        if (alarms.isEmpty()) {
            return Judged.cleared(failures(profile));
        }
        Verdict verdict = new Verdict(alarms);
        if (!verdict.isCase()) {
            return withoutCase(profile, verdict);
        }
        return !verdict.isCertain() && isAsOnTheWay(profile)
                ? Judged.unclear(unclear(profile, verdict))
                : Judged.found(cases.account(profile, verdict));
    }

    /** Whoever is strange reads the mail too, as its owner does on the way: hints do not decide. */
    private static boolean isAsOnTheWay(Profile profile) {
        return !profile.strangers().isEmpty()
                && profile.strangers().stream().allMatch(usage -> usage.mailboxLogins > 0);
    }

    /**
     * Nothing is unusual but that somebody failed to log in; that is worth a line when it was
     * often.
     */
    private Optional<Cleared> failures(Profile profile) {
        long failures = profile.attempts().values().stream().mapToLong(a -> a.count()).sum();
        return failures < 10
                ? Optional.empty()
                : LookAlikes.explain(profile, ledger, Set.of())
                        .filter(found -> found.name().startsWith("old password"))
                        .map(found -> cleared(profile, found));
    }

    private static Cleared cleared(Profile profile, LookAlikes.Found found) {
        return new Cleared(profile.name(), found.name(), found.because());
    }

    /**
     * Too little for a case. Whoever shows misuse that nothing honest explains is not called honest
     * either.
     */
    private Judged withoutCase(Profile profile, Verdict verdict) {
        if (profile.isKnownByQueueAlone()) {
            return verdict.isMoreThanWhereFrom()
                    ? Judged.unclear(unclear(profile, verdict))
                    : Judged.cleared(Optional.empty());
        }
        Set<String> misuse = verdict.misuse().map(Alarm::signal).collect(Collectors.toSet());
        Optional<LookAlikes.Found> found =
                profile.isMasked()
                        ? Optional.empty() // a network, and not an account with habits
                        : LookAlikes.explain(profile, ledger, misuse);
        if (found.isPresent()) {
            return Judged.cleared(Optional.of(cleared(profile, found.get())));
        }
        boolean unknown = profile.isWithoutPast() && verdict.isMoreThanWhereFrom();
        if (misuse.isEmpty() && !verdict.isSeveralHints() && !unknown) {
            return Judged.cleared(Optional.of(ordinary(profile, verdict.alarms().getFirst())));
        }
        return Judged.unclear(unclear(profile, verdict));
    }

    private static Unclear unclear(Profile profile, Verdict verdict) {
        return new Unclear(
                profile.name(),
                verdict.alarms().stream()
                        .sorted(Comparator.comparing(Alarm::strength).reversed())
                        .map(Cases::evidence)
                        .toList());
    }

    private static Cleared ordinary(Profile profile, Alarm unusual) {
        return new Cleared(
                profile.name(), "ordinary use", "only this was unusual: " + unusual.claim());
    }
}
