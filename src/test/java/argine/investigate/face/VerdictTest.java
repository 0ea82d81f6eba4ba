// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.investigate.Case;
import argine.investigate.Case.Messages;
import argine.investigate.Report;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Messages FEW = new Messages(1, 1, 1, 1, 0, 0, 0, 10);

    @Test
    void aBreachSaysWhoHowAndHowFar() {
        assertEquals(
                "BREACHED: rossi@example.org. The password was guessed; 300 messages to 900 addresses"
                        + " since 24 Nov 08:28 (proved).",
                first(SampleReports.breach()));
    }

    @Test
    void severalBreachesAreCountedAndNamed() {
        assertEquals(
                "2 ACCOUNTS BREACHED: rossi@example.org and bianchi@example.org."
                        + " 340 messages to at most 941 addresses since 24 Nov 08:28.",
                first(SampleReports.several()));
    }

    /** The shop sends by a program, whose habits changed: many weak signs, no strong one. */
    @Test
    void whoOnlyMayBeBreachedIsToldApartFromWhoIs() {
        Case shop = SampleReports.hinted(SampleReports.small("account", "shop@example.org", FEW));
        Case rossi = SampleReports.guessed();
        Case bianchi = SampleReports.small("account", "bianchi@example.org", FEW);
        assertEquals(
                List.of(
                        "BREACHED: rossi@example.org; perhaps shop@example.org. The password was guessed;"
                                + " 300 messages to 900 addresses since 24 Nov 08:28 (proved).",
                        "2 ACCOUNTS BREACHED: rossi@example.org and bianchi@example.org; perhaps"
                                + " shop@example.org. 301 messages to at most 901 addresses since 24 Nov 08:28.",
                        "PERHAPS BREACHED: shop@example.org. How the password was lost is not known;"
                                + " 1 message to 1 address since 24 Nov 08:28 (likely).",
                        "2 ACCOUNTS PERHAPS BREACHED: shop@example.org and shop@example.org."
                                + " 2 messages to at most 2 addresses since 24 Nov 08:28."),
                Stream.of(
                                List.of(rossi, shop),
                                List.of(shop, rossi, bianchi),
                                List.of(shop),
                                List.of(shop, shop))
                        .map(cases -> first(SampleReports.report("account", 3, cases)))
                        .toList());
    }

    @Test
    void ofManyBreachesTheFirstFourAreNamed() {
        Report many =
                SampleReports.report(
                        "account",
                        3,
                        IntStream.range(0, 1200)
                                .mapToObj(i -> SampleReports.small("account", "u" + i, FEW))
                                .toList());
        assertEquals(
                "1,200 ACCOUNTS BREACHED: u0, u1, u2, u3 and 1,196 more."
                        + " 1,200 messages to at most 1,200 addresses since 24 Nov 08:28.",
                first(many));
    }

    @Test
    void whomTheLogDoesNotNameIsCounted() {
        Case hidden = SampleReports.small("account", "UNKNOWN", FEW);
        assertEquals(
                List.of(
                        "3 ACCOUNTS BREACHED: rossi@example.org, and 2 that the log does not name."
                                + " 302 messages to at most 902 addresses since 24 Nov 08:28.",
                        "2 ACCOUNTS BREACHED: 2 that the log does not name."
                                + " 2 messages to at most 2 addresses since 24 Nov 08:28."),
                Stream.of(List.of(hidden, SampleReports.guessed(), hidden), List.of(hidden, hidden))
                        .map(cases -> first(SampleReports.report("account", 3, cases)))
                        .toList());
    }

    @Test
    void everyOriginHasItsSentence() {
        assertEquals(
                List.of(
                        "BREACHED: rossi@example.org. How the password was lost is not known; 300 messages to 900"
                                + " addresses since 24 Nov 08:28 (likely).",
                        "BREACHED: rossi@example.org, through webmail. How the password was lost is not known; 300"
                                + " messages to 900 addresses since 24 Nov 08:28 (likely).",
                        "NO PASSWORD STOLEN: a script or web form on this server sends the mail"
                                + " (rossi@example.org). 300 messages to 900 addresses since 24 Nov 08:28 (likely).",
                        "NO PASSWORD STOLEN: the server passes on mail for strangers who never log in (open relay)."
                                + " 300 messages to 900 addresses since 24 Nov 08:28 (likely).",
                        "NOT A BREACH: rossi@example.org forwards the spam it receives to another server."
                                + " 300 messages to 900 addresses since 24 Nov 08:28 (likely).",
                        "NOT A BREACH: bounces of mail that was never sent from here (backscatter) fill"
                                + " rossi@example.org's mailbox.",
                        "NOT A BREACH: the server of gmail.com takes no mail (remote outage). 88 recipients wait.",
                        "NOT A BREACH: the server of gmail.com takes no mail (remote outage). 88 recipients wait.",
                        "CAUSE NOT KNOWN: Bounces for message IDs that this server never gave (rossi@example.org)."
                                + " 300 messages to 900 addresses since 24 Nov 08:28 (likely)."),
                List.of(
                                "account",
                                "webmail",
                                "script",
                                "relay",
                                "forwarder",
                                "backscatter",
                                "outage",
                                "remote outage",
                                "unknown")
                        .stream()
                        .map(origin -> first(SampleReports.of(origin, 3)))
                        .toList());
    }

    @Test
    void anAccountThatIsNotNamedIsSaidToBe() {
        Report masked =
                SampleReports.report(
                        "account", 3, List.of(SampleReports.small("account", "UNKNOWN", FEW)));
        assertEquals(
                "BREACHED: an account that the log does not name. How the password was lost is not known;"
                        + " 1 message to 1 address since 24 Nov 08:28 (likely).",
                first(masked));
    }

    @Test
    void nothingWrongSaysInHowMuch() {
        assertEquals(
                "NOTHING WRONG FOUND in 12,345 lines (23 Nov 2025 08:28:01 to 24 Nov 2025 22:21:21).",
                first(SampleReports.nothing()));
    }

    @Test
    void nothingWrongNamesWhoCouldNotBeCleared() {
        assertEquals(
                "NOTHING WRONG FOUND in 12,345 lines (23 Nov 2025 08:28:01 to 24 Nov 2025 22:21:21);"
                        + " but look at bruno@example.org.",
                first(SampleReports.unclear()));
    }

    @Test
    void nothingWrongAdmitsWhatWasNotUnderstood() {
        assertEquals(
                "NOTHING WRONG FOUND in 1,000 lines (24 Nov 2025 08:28:01 to 09:28:01), but 40.0%"
                        + " of them were not understood.",
                first(read(1000, 400)));
    }

    @Test
    void nothingWrongSaysWhatCouldNotBeRead() {
        Report.Read all = SampleReports.nothing().read();
        Report.Read part =
                new Report.Read(
                        all.lines(),
                        all.unread(),
                        0,
                        all.from(),
                        all.to(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        "mail.log.1: cannot be read: permission denied",
                        "");
        assertEquals(
                "NOTHING WRONG FOUND in 12,345 lines (23 Nov 2025 08:28:01 to 24 Nov 2025 22:21:21);"
                        + " but not all was read: mail.log.1: cannot be read: permission denied.",
                first(
                        new Report(
                                "nothing", "", 0, List.of(), List.of(), List.of(), List.of(),
                                part)));
    }

    @Test
    void ofATimeOfWhichNothingIsKnownNothingIsClaimed() {
        Report.Read all = SampleReports.nothing().read();
        Report.Read none =
                new Report.Read(
                        all.lines(),
                        all.unread(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        "",
                        "");
        assertEquals(
                "CANNOT TELL: none of 12,345 lines is about mail in the time that was looked at.",
                first(
                        new Report(
                                "nothing", "", 1, List.of(), List.of(), List.of(), List.of(),
                                none)));
    }

    @Test
    void whatCannotShowABreachNeverSaysThatThereIsNone() {
        Report calm = SampleReports.nothing();
        Case outage = SampleReports.small("remote outage", "", FEW);
        String told =
                " Otherwise: NOT A BREACH: the server of gmail.com takes no mail (remote outage).";
        assertEquals(
                List.of(
                        "CANNOT TELL: nobody's login is in it.",
                        "CANNOT TELL: nobody's login is in it; but look at bruno@example.org.",
                        "CANNOT TELL: nobody's login is in it." + told + " 0 recipients wait.",
                        "MISUSED: the server passes on mail for strangers who never log in (open relay). 1"
                                + " message to 1 address since 24 Nov 08:28 (likely). Whether a password was"
                                + " stolen cannot be told: nobody's login is in it.",
                        "BREACHED: bianchi@example.org. How the password was lost is not known;"
                                + " 1 message to 1 address since 24 Nov 08:28 (likely)."),
                Stream.of(
                                calm,
                                SampleReports.unclear(),
                                SampleReports.report("remote outage", 1, List.of(outage)),
                                SampleReports.report(
                                        "relay", 3, List.of(SampleReports.small("relay", "", FEW))),
                                SampleReports.report(
                                        "account",
                                        3,
                                        List.of(
                                                SampleReports.small(
                                                        "account", "bianchi@example.org", FEW))))
                        .map(VerdictTest::blind)
                        .map(VerdictTest::first)
                        .toList());
    }

    private static Report blind(Report report) {
        Report.Read read = report.read();
        return new Report(
                report.origin(),
                report.because(),
                report.exit(),
                report.cases(),
                report.unclear(),
                report.cleared(),
                report.refusedBy(),
                new Report.Read(
                        read.lines(),
                        read.unread(),
                        read.queueMessages(),
                        read.from(),
                        read.to(),
                        read.missing(),
                        read.files(),
                        read.unreadShapes(),
                        read.recognised(),
                        read.unreadable(),
                        "nobody's login is in it"));
    }

    @Test
    void withoutALineThatWasUnderstoodNothingIsClaimed() {
        assertEquals(
                "CANNOT TELL: not one of 1,000 lines was understood.", first(read(1000, 1000)));
        assertEquals("CANNOT TELL: no line was read.", first(read(0, 0)));
    }

    @Test
    void anOriginWithoutACaseGivesItsReason() {
        assertEquals(
                "NOT A BREACH: Nothing points to a stolen password.",
                first(SampleReports.report("backscatter", 0, Collections.emptyList())));
    }

    private static Report read(long lines, long unread) {
        Report.Read read =
                new Report.Read(
                        lines,
                        unread,
                        0,
                        Optional.of(SampleReports.START),
                        Optional.of(SampleReports.START.plusSeconds(3600)),
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        "",
                        "");
        return new Report("nothing", "", 0, List.of(), List.of(), List.of(), List.of(), read);
    }

    private static String first(Report report) {
        return Verdict.of(report, new Times(ZoneId.of("Europe/Rome"))).line();
    }
}
