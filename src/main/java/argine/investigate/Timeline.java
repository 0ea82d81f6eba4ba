// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Attempts;
import argine.detect.Hours;
import argine.detect.Profile;
import argine.detect.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The moments of an incident, in order. */
final class Timeline {
    private Timeline() {}

    static List<Case.Moment> of(Profile profile, Misuse misuse, Usage sum) {
        List<Case.Moment> moments = new ArrayList<>();
        profile.attempts().entrySet().stream()
                .filter(e -> e.getValue().first() < sum.firstMessage)
                .min(Comparator.comparingLong(e -> e.getValue().first()))
                .ifPresent(
                        e ->
                                add(
                                        moments,
                                        e.getValue().first(),
                                        "first failed login, from " + e.getKey()));
        long failed = profile.attempts().values().stream().mapToLong(a -> before(a, sum)).sum();
        misuse.usages().stream()
                .min(Comparator.comparingLong(u -> u.firstSuccess))
                .ifPresent(
                        u ->
                                add(
                                        moments,
                                        u.firstSuccess,
                                        "first strange login that succeeded, from "
                                                + u.network
                                                + (failed > 0
                                                        ? ", after " + failed + " that failed"
                                                        : "")));
        add(moments, sum.firstMessage, "first message of the thief");
        add(moments, sum.firstRefusal, "first refusal for spam or reputation");
        add(moments, sum.firstBounce, "first recipient given up: bounces begin");
        peak(moments, sum.hours, sum.firstMessage);
        add(moments, sum.lastSeen, "last that is known of the thief's messages");
        moments.sort(Comparator.comparing(Case.Moment::at));
        return List.copyOf(moments);
    }

    private static long before(Attempts attempts, Usage sum) {
        return attempts.before(sum.firstMessage);
    }

    private static void peak(List<Case.Moment> moments, Hours hours, long first) {
        int peak = hours.peak(Hours.Of.RECIPIENTS);
        for (int row = 0; row < hours.size(); row++) {
            if (peak > 0 && hours.count(row, Hours.Of.RECIPIENTS) == peak) {
                add(
                        moments,
                        Math.max(first, hours.hour(row) * 3_600_000_000L),
                        "the worst hour begins: " + peak + " recipients");
                return;
            }
        }
    }

    private static void add(List<Case.Moment> moments, long micros, String what) {
        Cases.instant(micros).ifPresent(at -> moments.add(new Case.Moment(at, what)));
    }
}
