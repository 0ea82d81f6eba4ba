// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.investigate.Report;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TextFaceTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    @Test
    void aBackscatterIsToldInFull() {
        assertEquals(
                """
                NOT A BREACH: bounces of mail that was never sent from here (backscatter) fill anna@example.org's mailbox.

                  Nothing points to a stolen password.
                  Times are those of Europe/Rome (UTC+01:00).

                case-2: anna@example.org, backscatter
                  When          24 Nov 2025 08:28:01 to 09:40:12 (1 h 12 min)
                  How sure      85%, likely; evidence: remote
                  Why           Bounces for message IDs that this server never gave.

                Looked suspicious, and is not
                  news@example.org [newsletter]: 4,812 recipients every Monday for 9 weeks,
                  always from 198.51.100.7, 2.1% bounced.
                  verdi@example.org [traveller]: two new networks, no mail to strangers, mailbox
                  read from there as well.

                What was read
                  Log           12,345 lines, 123 not understood (1.0%); 317 messages in the
                                queue
                  Time covered  23 Nov 2025 08:28:01 to 24 Nov 2025 22:21:21
                  Missing       The log starts 25 hours before the first failure: habits are
                                little known.
                  Lines not understood, by shape:
                  88  postfix/anvil: statistics: max connection rate #/# for (#) at #
                  35  dovecot: stats: #
                """,
                text(SampleReports.backscatter(), 80));
    }

    @Test
    void whoCouldNotBeClearedStandsApartWithWhatSpeaksAgainstThem() {
        assertTrue(
                text(SampleReports.unclear(), 80)
                        .contains(
                                """

                                Unclear: too little for a case, too much to clear
                                  bruno@example.org
                                  [remote, strong] 10 of 16 recipients do not exist
                                      mail.log:7: Nov 24 08:28:01 mx postfix/smtp[1]: 4XyZ: to=<x@y.test>

                                Looked suspicious, and is not
                                """));
    }

    @Test
    void whoRefusesTheServersMailIsNamedAndQuotedOnceForEachKindOfAnswer() {
        assertTrue(
                text(SampleRefusals.refused(SampleRefusals.refusing()), 80)
                        .contains(
                                """

                                Who refuses this server's mail as spam: 3 domains; 1 of them took mail since
                                               refusals  from, to                          since then
                                  big.test        1,228  24 Nov 2025 08:28:01 to 09:40:12  no mail taken
                                  big.example         3  24 Nov 2025 08:28:01 to 09:40:12  not tried since
                                  tiny.test           1  24 Nov 2025 08:28:01              took mail
                                  mx1.big.test refuses for several: big.test and big.example.
                                  In their words:
                                      big.test, by mx1.big.test: 550 5.7.1 Client blocked by zen.list.test, ID
                                      421
                                      tiny.test: 554 Spam
                                  Ask them, or the block list that they name, to take this server off only once
                                  the cause is shut: whoever asks while spam still goes out is soon listed
                                  again.
                                """),
                () -> text(SampleRefusals.refused(SampleRefusals.refusing()), 80));
    }

    @Test
    void whereOneServerSaysItAllThatIsSaidForItMayBeTheRelayHost() {
        String text = text(SampleRefusals.refused(SampleRefusals.refusing().subList(0, 2)), 300);
        assertTrue(
                text.contains(
                        "\n  All of it was said by mx1.big.test: write to those who run it. If it is the"
                                + " relay host through which your mail goes out, it is the relay host that"
                                + " refuses, and not these domains.\n"),
                text);
    }

    @Test
    void aFewRefusalsAreEverydayLife() {
        String text = text(SampleRefusals.refused(SampleRefusals.refusing().subList(1, 3)), 80);
        assertTrue(text.contains("\n  So few are everyday life: "), text);
        assertFalse(text.contains("Ask them"), text);
    }

    @Test
    void aBreachShowsItsNumbersItsNetworksItsLinesAndItsCommands() {
        List<String> lines = text(SampleReports.breach(), 80).lines().toList();
        assertTrue(
                lines.containsAll(
                        List.of(
                                "  300  messages accepted, 1.2 MB",
                                "   88  deferred",
                                "From where: 41 addresses in 14 networks",
                                "  203.0.113.0/24          3        72      35       118  NL, Example Hosting ...",
                                "  and 6 more networks with 102 messages",
                                "  [login, strong] 118 failed logins and then a success, from 203.0.113.0/24.",
                                "      /var/log/mail.log:20103: Nov 24 08:02:44 mx postfix/submission/smtpd[799]:",
                                "      and 1 more line",
                                "  bianchi@example.org and info@example.org",
                                "    argine sweep rossi@example.org")),
                () -> String.join("\n", lines));
    }

    @Test
    void aBreachSaysWhetherTheMailboxWasRead() {
        assertTrue(
                text(SampleReports.breach(), 200)
                        .contains(
                                "\n  Mailbox read  2 logins from where the mail was sent, 34.5 kB read; but also"
                                        + " read from 192.0.2.0/24, new in the week before or since: by the"
                                        + " owner?\n"),
                () -> text(SampleReports.breach(), 200));
    }

    @Test
    void nothingButTheVerdictAndTheCommandsIsWiderThanAsked() {
        for (int width : List.of(40, 60, 80, 132)) {
            text(SampleReports.several(), width)
                    .lines()
                    .skip(1)
                    .filter(line -> !line.startsWith("    argine "))
                    .forEach(line -> assertTrue(line.length() <= width, width + ": " + line));
        }
    }

    @Test
    void colourAddsNoWord() {
        String coloured = TextFace.text(SampleReports.several(), true, 80, ROME);
        assertEquals(
                text(SampleReports.several(), 80), coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
        assertTrue(coloured.startsWith("\u001b[1;31m2 ACCOUNTS BREACHED\u001b[0m: rossi"));
    }

    @Test
    void allFacesAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.ENGLISH);
            List<String> english = faces();
            for (String tag :
                    List.of(
                            "tr-TR",
                            "ar-EG-u-nu-arab",
                            "de-DE",
                            "hi-IN-u-nu-deva",
                            "th-TH-u-ca-buddhist")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                assertEquals(english, faces(), tag);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static List<String> faces() {
        Report report = SampleReports.several();
        return List.of(
                text(report, 80),
                JsonFace.json(report),
                HtmlFace.html(report, ROME, SampleReports.START));
    }

    private static String text(Report report, int width) {
        return TextFace.text(report, false, width, ROME);
    }
}
