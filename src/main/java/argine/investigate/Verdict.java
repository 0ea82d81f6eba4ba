// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Weighs the alarms about one account.
 *
 * <p>One strong piece of evidence and one of another kind make a case; so do four hints of three
 * kinds, one of them about the login. Who logs in from where is never enough with a single hint
 * about the envelope: people who travel write to new people. Nor is a program's way of sending, one
 * message each session, enough with one kind more: a help desk sends so, under its customers'
 * names, and a shop, whose customers misspell their own. Any look-alike can set off one kind, few
 * set off two, and none was seen to set off these.
 */
record Verdict(List<Alarm> alarms) {
    private static final int MANY_HINTS = 4;
    private static final String A_PROGRAMS_WAY = "ManyShortSessions";
    private static final String GUESSED = "GuessedBefore";

    boolean isCase() {
        Set<Kind> kinds = kinds();
        boolean hints =
                alarms.size() >= MANY_HINTS && kinds.size() >= 3 && kinds.contains(Kind.LOGIN);
        return isCertain() || hints;
    }

    /** Two kinds of evidence, one piece of it strong: hints alone are for people to look at. */
    boolean isCertain() {
        boolean strong = alarms.stream().anyMatch(a -> a.strength() == Strength.STRONG);
        return strong && kinds().size() >= 2 && !isOnlyTravel() && !isOnlyAProgram();
    }

    /**
     * What speaks strongly of misuse. From where somebody logs in does not, unless it was guessed
     * from there: people travel, and share networks with strangers.
     */
    Stream<Alarm> misuse() {
        return alarms.stream()
                .filter(a -> a.strength() == Strength.STRONG)
                .filter(a -> a.kind() != Kind.LOGIN || a.signal().equals(GUESSED));
    }

    /** Whether there are several hints, or one about the messages themselves. */
    boolean isMoreThanWhereFrom() {
        return alarms.size() > 1 || !kinds().equals(EnumSet.of(Kind.LOGIN));
    }

    /** Whether several things are odd about the messages: then it is more than one odd day. */
    boolean isSeveralHints() {
        return alarms.stream().filter(a -> a.kind() != Kind.LOGIN).count() > 1;
    }

    private boolean isOnlyAProgram() {
        return kinds().size() == 2
                && kinds().contains(Kind.LOGIN)
                && alarms.stream()
                        .filter(alarm -> alarm.kind() == Kind.LOGIN)
                        .allMatch(alarm -> alarm.signal().equals(A_PROGRAMS_WAY));
    }

    private boolean isOnlyTravel() {
        long envelope = alarms.stream().filter(a -> a.kind() == Kind.ENVELOPE).count();
        boolean harmless =
                alarms.stream()
                        .noneMatch(a -> a.kind() != Kind.LOGIN && a.strength() == Strength.STRONG);
        return harmless && envelope == 1 && kinds().equals(EnumSet.of(Kind.LOGIN, Kind.ENVELOPE));
    }

    Set<Kind> kinds() {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        alarms.forEach(alarm -> kinds.add(alarm.kind()));
        return kinds;
    }

    /**
     * How sure: each kind of evidence halves the doubt that the ones before left, strong ones more.
     */
    double confidence() {
        double doubt = 1;
        for (Kind kind : kinds()) {
            boolean strong =
                    alarms.stream()
                            .anyMatch(a -> a.kind() == kind && a.strength() == Strength.STRONG);
            doubt *= strong ? 0.12 : 0.5;
        }
        return Math.round(Math.min(0.99, 1 - doubt) * 100) / 100.0;
    }
}
