// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case;
import argine.investigate.Case.Evidence;
import argine.investigate.Case.Hour;
import argine.investigate.Case.Line;
import argine.investigate.Case.Messages;
import argine.investigate.Case.Moment;
import argine.investigate.Case.Source;
import argine.investigate.Report;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A report in which everything was written by a stranger, for tests. */
public final class HostileReport {
    private HostileReport() {}

    /** The same words everywhere that a stranger could have written. */
    public static Report saying(String words) {
        Source source =
                new Source(
                        words,
                        words,
                        1,
                        1,
                        1,
                        words,
                        words,
                        Optional.of(SampleReports.START),
                        Optional.of(SampleReports.START));
        Evidence evidence =
                new Evidence(words, words, words, words, List.of(new Line(words, 1, 0, words)));
        Case one =
                new Case(
                        words,
                        "account",
                        words,
                        words,
                        words,
                        words,
                        Double.NaN,
                        words,
                        words,
                        words,
                        List.of(words),
                        Optional.of(SampleReports.START),
                        Optional.of(SampleReports.START),
                        new Messages(1, 1, 1, 1, 1, 1, 1, 1),
                        List.of(source),
                        List.of(source),
                        List.of(words),
                        List.of(evidence),
                        List.of(new Moment(SampleReports.START, words)),
                        List.of(new Hour(SampleReports.START, 1, 1, 1, 1)),
                        Map.of(words, 1L),
                        Map.of(words, 1L),
                        Map.of(words, 1L),
                        List.of(new Case.Campaign(words, 1, 1)),
                        Optional.of(new Case.Mailbox(true, 1, 1, List.of(words))),
                        List.of(words),
                        List.of(new Case.Guesser(words, 1)));
        Case other =
                new Case(
                        words,
                        words,
                        "UNKNOWN",
                        words,
                        words,
                        words,
                        Double.POSITIVE_INFINITY,
                        words,
                        words,
                        words,
                        List.of(words),
                        Optional.empty(),
                        Optional.empty(),
                        new Messages(0, 0, 0, 0, 0, 0, 0, 0),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        List.of());
        Report.Read read =
                new Report.Read(
                        1,
                        1,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(words),
                        List.of(new Report.File(words, 1, 1)),
                        List.of(new Report.Shape(words, 1, words)),
                        words,
                        "",
                        "");
        return new Report(
                words,
                words,
                3,
                List.of(one, other),
                List.of(new Report.Unclear(words, List.of(evidence))),
                List.of(new Report.Cleared(words, words, words)),
                List.of(
                        new Report.Refusing(
                                words,
                                words,
                                1,
                                Instant.EPOCH,
                                Instant.EPOCH,
                                Optional.empty(),
                                false,
                                evidence.lines())),
                read);
    }
}
