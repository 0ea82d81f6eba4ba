// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A log that cannot show a breach is not called calm, and one that can is. */
class BlindLogTest {
    private static final List<String> DOORS = List.of("postfix/smtpd", "postfix/submission/smtpd");
    private static final List<String> QUEUE =
            List.of("postfix/cleanup", "postfix/qmgr", "postfix/lmtp");
    private static final String ADVICE =
            " passed of which the log does not say who logged in and sent them; that is in the lines of the"
                    + " programs that take mail in (postfix/smtpd, postfix/submission/smtpd, postfix/pickup):"
                    + " name the log that holds them with --log, unfiltered";

    /** What an administrator sees at once: the exit code, and why nothing can be told. */
    private record Said(int exit, String blind) {}

    private static final Said CALM = new Said(0, "");

    private static Said said(Story story) throws IOException {
        Report report = Findings.report(story);
        return new Said(report.exit(), report.read().blind());
    }

    private static Story without(Story story, List<String> programs) {
        programs.forEach(story::without);
        return story;
    }

    private static Story stolen() {
        Story story = Town.days(1, 2);
        for (int i = 0; i < 20; i++) {
            story.later(600)
                    .sends(Mail.by("anna@x.test", "45.9.20.7").to(Town.strangers("p", i, 1, 0)));
        }
        return story;
    }

    @Test
    void aLogWithoutTheProgramsThatTakeMailInTellsOfNobody() throws IOException {
        assertEquals(
                new Said(1, "116 messages" + ADVICE),
                said(without(stolen(), DOORS).withoutDovecot()));
    }

    @Test
    void norDoesOneOfDeliveriesAlone() throws IOException {
        Story story = without(without(stolen(), DOORS), QUEUE).withoutDovecot();
        assertEquals(new Said(1, "68 messages" + ADVICE), said(story));
    }

    @Test
    void nothingElseIsClaimedBesideTheFirstLine() throws IOException {
        Report report = Findings.report(without(stolen(), DOORS).withoutDovecot());
        assertEquals(report.read().blind(), report.because());
    }

    @Test
    void aLogOfMailboxesAloneTellsOfNobodyWhoSends() throws IOException {
        Story story = without(without(Town.days(1, 3), DOORS), QUEUE);
        story.without("postfix/smtp");
        assertEquals(
                "the log tells of mailboxes alone, and not who sends;",
                said(story).blind().split(" that is")[0]);
    }

    @Test
    void ofIcewarpItNamesTheLogAndItsLevel() throws IOException {
        assertEquals(
                "116 messages passed of which the log does not say who logged in and sent them; that is in"
                        + " IceWarp's SMTP log (s*.log) at level Extended: set C_System_Log_Services_SMTP to 4"
                        + " (./tool.sh set system C_System_Log_Services_SMTP 4), and ask again when it has"
                        + " written for some days",
                new Blindness(Town.ledger(without(stolen(), DOORS).withoutDovecot()), "icewarp")
                        .said());
    }

    /** Everybody writes from a network of their own, under their own name. */
    private static Story people(String login) {
        Story story = new Story();
        for (int i = 0; i < 200; i++) {
            story.day(1 + i / 40).at("08:00").later(i % 40 * 900);
            story.sends(
                    Mail.by(login, "203.0." + i % 40 + ".7")
                            .as("user" + i % 40 + "@x.test")
                            .to("friend" + i + "@far.test"));
        }
        return story;
    }

    @Test
    void aLogThatHidesMostLoginsIsNoAllClear() throws IOException {
        Report report = Findings.report(people("***"));
        assertEquals(
                "the log hides the names of those who logged in and sent 200 of 200 messages, so nobody's"
                        + " own networks can be told from a thief's; name the log as the server wrote it",
                report.read().blind());
        assertEquals(
                List.of(1, "nothing", List.of()),
                List.of(report.exit(), report.origin(), report.cases()));
    }

    @Test
    void oneThatHidesAFewIs() throws IOException {
        Story story = Town.days(1, 3);
        story.sends(Mail.by("***", "203.0.113.7").as("anna@x.test").to("friend@far.test"));
        assertEquals(CALM, said(story));
    }

    @Test
    void aWholeLogIsCalm() throws IOException {
        assertEquals(CALM, said(Town.days(1, 3)));
        assertEquals(CALM, said(Town.days(1, 3).withoutDovecot()));
    }

    @Test
    void oneWhoseLastLinesOrFirstAreCutIsCalm() throws IOException {
        Story cut = new Story().day(1).at("09:00");
        for (int i = 0; i < 3; i++) {
            cut.active("3A25928" + i, "anna@x.test", 1000, 1).sent("3A25928" + i, "a@far.test");
        }
        assertEquals(CALM, said(cut));
    }

    @Test
    void oldMailThatIsTriedAgainAndMailThatIsForwardedIsNoBlindness() throws IOException {
        Story retried = new Story().day(1).at("09:00");
        for (int i = 0; i < 40; i++) {
            String id = "3A25928" + (char) ('A' + i % 6) + i;
            retried.active(id, "anna@x.test", 1000, 1).defers(id, "a" + i + "@down.test");
        }
        Story forwarded = new Story().day(1).at("09:00");
        for (int i = 0; i < 30; i++) {
            String in =
                    forwarded.accepts(
                            Mail.without("198.51.100.25", "b@far.test").to("anna@x.test"));
            for (String made : List.of("F1", "F2", "F3")) {
                String out = "5B2592%02d%s".formatted(i, made);
                forwarded.named(out, in + "@far.test").active(out, "b@far.test", 1000, 1);
                forwarded.line(
                        "postfix/local",
                        720,
                        in
                                + ": to=<anna@x.test>, relay=local, delay=0.1, delays=0/0/0/0.1, dsn=2.0.0,"
                                + " status=sent (forwarded as "
                                + out
                                + ")");
                forwarded.sent(out, "anna@home.test").removed(out);
            }
            forwarded.removed(in);
        }
        assertEquals(
                List.of(CALM, CALM),
                Stream.of(said(retried), said(forwarded))
                        .map(one -> new Said(0, one.blind()))
                        .toList());
    }

    @Test
    void whatTheServerAsksAndTellsItselfIsNoBlindness() throws IOException {
        Story asking = new Story().day(1).at("09:00");
        for (int i = 0; i < 30; i++) {
            String id = "6C2592%02d".formatted(i);
            asking.named(id, id + "@mx.x.test")
                    .active(id, "double-bounce@mx.x.test", 220, 1)
                    .removed(id);
        }
        assertEquals("", said(asking).blind());
    }
}
