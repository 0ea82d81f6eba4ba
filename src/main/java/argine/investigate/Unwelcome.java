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

/**
 * Says who refuses this server's mail, and who did and takes it again: whom the administrator has
 * to ask for removal once the thief is out.
 */
final class Unwelcome {
    private static final int MAX_DOMAINS = 200;

    private Unwelcome() {}

    /** Who refused most comes first. */
    static List<Refusing> refusing(Refusals refusals) {
        return refusals.domains().stream()
                .sorted(
                        Comparator.comparingLong((ByDomain one) -> -one.answers)
                                .thenComparing(one -> one.domain))
                .limit(MAX_DOMAINS)
                .map(Unwelcome::refusing)
                .toList();
    }

    private static Refusing refusing(ByDomain one) {
        return new Refusing(
                one.domain,
                one.answers,
                instant(one.first),
                instant(one.last),
                one.takesAgain() ? Optional.of(instant(one.taken)) : Optional.empty(),
                Cases.lines(one.lines()));
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
