// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Refusals;
import argine.detect.Refusals.ByDomain;
import argine.investigate.Report.Refusing;
import argine.mail.Line;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Says who refuses this server's mail, and who did and takes it again: whom the administrator has
 * to ask for removal once the thief is out.
 */
final class Unwelcome {
    /** So many are quoted; of the others it is told that they refuse. */
    private static final int MOST_QUOTED = 200;

    /** {@code status=bounced (host mx.far.test[192.0.2.9] said: ...}. */
    private static final Pattern SAID =
            Pattern.compile(
                    ", status=[a-z]+ \\((?:delivery temporarily suspended: )?host"
                            + " ([A-Za-z0-9._-]{1,253})\\[[0-9A-Fa-f.:]+\\](?::[0-9]+)?"
                            + " (?:said|refused to talk to me):");

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
        List<Line> lines = one.lines();
        return new Refusing(
                one.domain,
                lines.stream()
                        .map(Unwelcome::host)
                        .filter(h -> !h.isEmpty())
                        .findFirst()
                        .orElse(""),
                one.answers,
                instant(one.first),
                instant(one.last),
                one.takesAgain() ? Optional.of(instant(one.taken)) : Optional.empty(),
                one.triedSince,
                quoted ? Cases.lines(lines) : List.of());
    }

    /** A recipient in quotes may hold anything, so such a line is not asked. */
    private static String host(Line line) {
        Matcher said = SAID.matcher(line.text());
        return !line.text().contains("to=<\"") && said.find()
                ? said.group(1).toLowerCase(Locale.ROOT)
                : "";
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
