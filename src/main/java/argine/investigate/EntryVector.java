// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Attempts;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Usage;
import argine.mail.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * How the thief came by the password, as far as the log tells.
 *
 * <p>Guessed: failures before the first success. Sprayed: few failures here, the same networks
 * tried many names. Stolen: right the first time, in a log that goes back far enough to know. Else
 * unknown.
 */
record EntryVector(String word, String because, List<Case.Guesser> guessers) {
    private static final int MOST_GUESSERS = 100;
    private static final long HOUR = 3_600_000_000L;
    private static final long BEFORE = 2 * HOUR;
    private static final long WEEK = 168 * HOUR;
    private static final int MANY_NAMES = 5;

    private EntryVector(String word, String because) {
        this(word, because, List.of());
    }

    static EntryVector of(Profile profile, Misuse misuse, Ledger ledger) {
        if (misuse.usages().stream().noneMatch(Usage::isInLog)) {
            return new EntryVector("unknown", "the log shows no login of it");
        }
        long first =
                misuse.usages().stream()
                        .mapToLong(u -> u.firstSuccess)
                        .min()
                        .orElse(Long.MAX_VALUE);
        long failures = 0;
        long names = 0;
        for (Usage usage : misuse.usages()) {
            failures += profile.failuresBefore(usage);
            names = Math.max(names, ledger.victims(usage, profile.name()).size());
        }
        List<Case.Guesser> guessers = elsewhere(profile, first);
        long elsewhere = guessers.stream().mapToLong(Case.Guesser::failures).sum();
        if (names >= MANY_NAMES && failures <= 3L * misuse.usages().size()) {
            return new EntryVector(
                    "sprayed", "the same networks tried " + names + " other names, few times each");
        }
        long needed = Math.max(2, misuse.usages().size() / 10);
        if (failures >= needed || failures >= 1 && elsewhere >= 5 || elsewhere >= 20) {
            return new EntryVector(
                    "guessed",
                    (failures + elsewhere) + " logins failed before one succeeded",
                    guessers.stream().limit(MOST_GUESSERS).toList());
        }
        if (misuse.usages().stream().anyMatch(u -> ledger.around(u.network).hidden > 0)) {
            return new EntryVector("unknown", "the log hides whose logins failed from there");
        }
        if (first - ledger.from() < BEFORE) {
            return new EntryVector("unknown", "the log starts too late to tell");
        }
        return new EntryVector("stolen", "the password was right the first time");
    }

    /** Networks that never got in, and their failures in the week before; most failures first. */
    private static List<Case.Guesser> elsewhere(Profile profile, long first) {
        List<Case.Guesser> guessers = new ArrayList<>();
        for (Map.Entry<Network, Attempts> entry : profile.attempts().entrySet()) {
            boolean sent =
                    profile.usages().stream().anyMatch(u -> u.network.equals(entry.getKey()));
            Attempts attempts = entry.getValue();
            long count = attempts.first() > first - WEEK ? attempts.before(first) : 0;
            if (!sent && count > 0) {
                guessers.add(new Case.Guesser(entry.getKey().toString(), count));
            }
        }
        guessers.sort(
                Comparator.comparingLong((Case.Guesser one) -> -one.failures())
                        .thenComparing(Case.Guesser::network));
        return guessers;
    }
}
