// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import argine.investigate.Case.Line;
import argine.investigate.Report;
import argine.investigate.Report.Refusing;
import java.util.List;
import java.util.Optional;

/** A calm report of a server whose mail is refused. */
final class SampleRefusals {
    private static final String REFUSED =
            "status=bounced (host mx1.big.test[192.0.2.9] said: 550 5.7.1 Client blocked by"
                    + " zen.list.test, ID ";

    private SampleRefusals() {}

    /** Two domains of one provider refuse mail, and a third that takes it again. */
    static List<Refusing> refusing() {
        return List.of(
                refusing("big.test", 1228, "mx/smtp: 4XyZ: to=<a@big.test>, " + REFUSED + "421)"),
                refusing("big.example", 3, "mx/smtp: 4XyA: to=<b@big.example>, " + REFUSED + "77)"),
                new Refusing(
                        "tiny.test",
                        "",
                        1,
                        SampleReports.START,
                        SampleReports.START,
                        Optional.of(SampleReports.START.plusSeconds(90)),
                        true,
                        List.of(new Line("out.log", 3, 90, "[0001] 08:28:01 <<< 554 Spam"))));
    }

    private static Refusing refusing(String domain, long answers, String text) {
        return new Refusing(
                domain,
                "mx1.big.test",
                answers,
                SampleReports.START,
                SampleReports.START.plusSeconds(4331),
                Optional.empty(),
                answers > 10,
                List.of(new Line("mail.log", 9, 700, text)));
    }

    static Report refused(List<Refusing> refusing) {
        Report calm = SampleReports.nothing();
        return new Report(
                calm.origin(),
                calm.because(),
                calm.exit(),
                calm.cases(),
                calm.unclear(),
                List.of(),
                refusing,
                calm.read());
    }
}
