// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Alarm;
import argine.detect.Geography;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.signal.Signals;
import argine.investigate.lookalike.LookAlikes;
import argine.server.MailServer;
import argine.server.Queue;
import argine.server.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Turns what is known into a report: cases, cleared accounts, and what was missing.
 *
 * <p>Accounts are judged side by side: by now nothing changes any more.
 */
final class Conclusion {
    private final Ledger ledger;
    private final Signals signals;
    private final MailServer server;
    private final Cases cases;

    /** What is to be said of one account: a case, that it is cleared, or nothing. */
    private record Judged(Optional<Case> found, Optional<Report.Cleared> cleared) {}

    Conclusion(Ledger ledger, Signals signals, Geography geography, MailServer server) {
        this.ledger = ledger;
        this.signals = signals;
        this.server = server;
        this.cases = new Cases(ledger, geography, server.name());
    }

    Report report(Optional<Reading> reading, Optional<Queue.Summary> queued) {
        List<Judged> judged =
                List.copyOf(ledger.profiles()).parallelStream()
                        .filter(Profile::isAccount)
                        .map(this::judge)
                        .toList();
        List<Case> found =
                new ArrayList<>(judged.stream().flatMap(j -> j.found().stream()).toList());
        List<Report.Cleared> cleared =
                new ArrayList<>(judged.stream().flatMap(j -> j.cleared().stream()).toList());
        found.addAll(new OtherOrigins(ledger, cases).cases(found));
        found.sort(
                Comparator.comparing((Case c) -> Origin.of(c.origin()))
                        .thenComparingLong(c -> -c.messages().accepted())
                        .thenComparing(Case::account));
        cleared.sort(Comparator.comparing(Report.Cleared::account));
        Origin worst = found.isEmpty() ? Origin.NOTHING : Origin.of(found.getFirst().origin());
        Report.Read read = new Completeness(ledger, server).read(reading, queued);
        return new Report(
                worst.word(),
                because(worst, found),
                worst.isWrong() ? 3 : isEmpty(read) ? 1 : 0,
                List.copyOf(found),
                List.copyOf(cleared),
                read);
    }

    /** Nothing was read from which anything could be concluded: no reason to call it well. */
    private static boolean isEmpty(Report.Read read) {
        return read.from().isEmpty() && read.queueMessages() == 0;
    }

    private static String because(Origin worst, List<Case> found) {
        return worst == Origin.NOTHING
                ? "no account, script or client sent what its owner would not"
                : found.getFirst().because();
    }

    private Judged judge(Profile profile) {
        List<Alarm> alarms = signals.judge(profile, ledger);
        if (alarms.isEmpty()) {
            return new Judged(Optional.empty(), failures(profile));
        }
        Verdict verdict = new Verdict(alarms);
        return verdict.isCase()
                ? new Judged(Optional.of(cases.account(profile, verdict)), Optional.empty())
                : new Judged(Optional.empty(), Optional.of(clear(profile, alarms)));
    }

    /**
     * Nothing is unusual but that somebody failed to log in; that is worth a line when it was
     * often.
     */
    private Optional<Report.Cleared> failures(Profile profile) {
        long failures = profile.attempts().values().stream().mapToLong(a -> a.count()).sum();
        return failures < 10
                ? Optional.empty()
                : LookAlikes.explain(profile, ledger)
                        .filter(found -> found.name().startsWith("old password"))
                        .map(found -> cleared(profile, found));
    }

    private static Report.Cleared cleared(Profile profile, LookAlikes.Found found) {
        return new Report.Cleared(profile.name(), found.name(), found.because());
    }

    private Report.Cleared clear(Profile profile, List<Alarm> alarms) {
        return LookAlikes.explain(profile, ledger)
                .map(found -> cleared(profile, found))
                .orElseGet(
                        () ->
                                new Report.Cleared(
                                        profile.name(),
                                        "ordinary use",
                                        "only this was unusual: " + alarms.getFirst().claim()));
    }
}
