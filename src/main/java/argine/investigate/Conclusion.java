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

/** Turns what is known into a report: cases, cleared accounts, and what was missing. */
final class Conclusion {
    private final Ledger ledger;
    private final Signals signals;
    private final MailServer server;
    private final Cases cases;

    Conclusion(Ledger ledger, Signals signals, Geography geography, MailServer server) {
        this.ledger = ledger;
        this.signals = signals;
        this.server = server;
        this.cases = new Cases(ledger, geography, server.name());
    }

    Report report(Optional<Reading> reading, Optional<Queue.Summary> queued) {
        List<Case> found = new ArrayList<>();
        List<Report.Cleared> cleared = new ArrayList<>();
        for (Profile profile : ledger.profiles()) {
            if (profile.isAccount()) {
                judge(profile, found, cleared);
            }
        }
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

    private void judge(Profile profile, List<Case> found, List<Report.Cleared> cleared) {
        List<Alarm> alarms = signals.judge(profile, ledger);
        if (alarms.isEmpty()) {
            noticeFailures(profile, cleared);
            return;
        }
        Verdict verdict = new Verdict(alarms);
        if (verdict.isCase()) {
            found.add(cases.account(profile, verdict));
        } else {
            cleared.add(clear(profile, alarms));
        }
    }

    /**
     * Nothing is unusual but that somebody failed to log in; that is worth a line when it was
     * often.
     */
    private void noticeFailures(Profile profile, List<Report.Cleared> cleared) {
        long failures = profile.attempts().values().stream().mapToLong(a -> a.count()).sum();
        if (failures >= 10) {
            LookAlikes.explain(profile, ledger)
                    .filter(found -> found.name().startsWith("old password"))
                    .ifPresent(
                            found ->
                                    cleared.add(
                                            new Report.Cleared(
                                                    profile.name(),
                                                    found.name(),
                                                    found.because())));
        }
    }

    private Report.Cleared clear(Profile profile, List<Alarm> alarms) {
        return LookAlikes.explain(profile, ledger)
                .map(found -> new Report.Cleared(profile.name(), found.name(), found.because()))
                .orElseGet(
                        () ->
                                new Report.Cleared(
                                        profile.name(),
                                        "ordinary use",
                                        "only this was unusual: " + alarms.getFirst().claim()));
    }
}
