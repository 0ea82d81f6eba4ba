// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Refusals;
import argine.detect.Refusals.ByDomain;
import argine.investigate.Report.Refusing;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says who refuses this server's mail, and who did and takes it again: whom the administrator has
 * to ask for removal once the thief is out.
 */
final class Unwelcome {
    /** So many are quoted; of the others it is told that they refuse. */
    private static final int MOST_QUOTED = 200;

    private Unwelcome() {}

    /** Who refused most comes first. */
    static List<Refusing> refusing(Refusals refusals) {
        List<ByDomain> sorted =
                refusals.domains().stream()
                        .sorted(
                                Comparator.comparingLong((ByDomain one) -> -one.answers)
                                        .thenComparing(one -> one.domain))
                        .toList();
        return IntStream.range(0, sorted.size())
                .mapToObj(i -> refusing(sorted.get(i), i < MOST_QUOTED))
                .toList();
    }

    private static Refusing refusing(ByDomain one, boolean quoted) {
        return new Refusing(
                one.domain,
                one.host(),
                one.answers,
                instant(one.first),
                instant(one.last),
                one.takesAgain() ? Optional.of(instant(one.taken)) : Optional.empty(),
                one.triedSince,
                quoted ? Cases.lines(one.lines()) : List.of());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
