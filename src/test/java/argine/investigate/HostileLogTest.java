// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static argine.investigate.Findings.found;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.detect.Mail;
import argine.detect.Story;
import argine.detect.Town;
import argine.investigate.Findings.Found;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines that strangers had written, or that a program of this host wrote itself. */
class HostileLogTest {
    private static final String INNOCENT = "bruno@x.test";
    private static final String DOOR = "postfix/smtpd";

    private final Story story = Town.days(1, 11).day(11).at("02:00");

    /** The grades of what was found, by account. */
    private List<String> grades() throws IOException {
        return Findings.report(story).cases().stream()
                .map(c -> c.account() + " " + c.grade())
                .toList();
    }

    private String forgedLogin(int number) {
        String id = "A%dF%04d".formatted(7, number);
        story.later(2)
                .line(
                        DOOR,
                        666,
                        id
                                + ": client=unknown[6.6.6.6], sasl_method=PLAIN, sasl_username="
                                + INNOCENT);
        return id;
    }

    private void forgedFate(String id, int number) {
        for (String to : Town.strangers("p", number * 4, 4, 4)) {
            story.remote(
                    id,
                    to,
                    to.startsWith("ghost") ? "5.1.1" : "2.0.0",
                    to.startsWith("ghost") ? "bounced (550 5.1.1 User unknown)" : "sent (250 Ok)");
        }
    }

    /** The same log shows how it was guessed, but not at whose account. */
    @Test
    void whoseLoginsFailedIsNotKnownWhereNamesAreHidden() throws IOException {
        Story masked = Town.days(1, 4).day(4).at("21:00").fails("***", "45.9.9.9", 30);
        for (int i = 0; i < 60; i++) {
            masked.later(4)
                    .sends(
                            Mail.by("***", "45.9.9.9")
                                    .as("win" + i + "@bank.test")
                                    .to(Town.strangers("p", i * 5, 5, 4)));
        }
        assertEquals(List.of(new Found("account", "UNKNOWN", "unknown")), found(masked));
    }

    @Test
    void forgedLoginsWithoutAMessageAreNoCase() throws IOException {
        for (int i = 0; i < 500; i++) {
            forgedLogin(i);
        }
        assertEquals(List.of(), grades());
    }

    @Test
    void forgedLoginsWithAForgedQueueManagerAreNotProved() throws IOException {
        for (int i = 0; i < 500; i++) {
            String id = forgedLogin(i);
            story.line(
                    "postfix/qmgr",
                    667,
                    id
                            + ": from=<deal@shop"
                            + i % 30
                            + ".test>, size=4000, nrcpt=4 (queue active)");
            forgedFate(id, i);
        }
        assertEquals(List.of(INNOCENT + " likely"), grades());
    }

    @Test
    void forgedLivesOfWholeMessagesWithAWrongQueueManagerAreNotProved() throws IOException {
        for (int i = 0; i < 500; i++) {
            story.line(DOOR, 666, "connect from unknown[6.6.6.6]");
            String id = forgedLogin(i);
            story.named(id, id + "@bot.test");
            story.line(
                    "postfix/qmgr",
                    667,
                    id
                            + ": from=<deal@shop"
                            + i % 30
                            + ".test>, size=4000, nrcpt=4 (queue active)");
            forgedFate(id, i);
            story.line(DOOR, 666, "disconnect from unknown[6.6.6.6] ehlo=1 auth=1 commands=2");
        }
        assertTrue(grades().stream().noneMatch(g -> g.equals(INNOCENT + " proved")), "proved");
    }

    @Test
    void forgedLinesBesideARealTheftDoNotHideIt() throws IOException {
        for (int i = 0; i < 500; i++) {
            forgedLogin(i);
        }
        for (int i = 0; i < 300; i++) {
            story.later(4)
                    .sends(
                            Mail.by("anna@x.test", "45.9.20.7")
                                    .as("deal@shop" + i % 30 + ".test")
                                    .to(Town.strangers("p", i * 4, 4, 5)));
        }
        assertEquals(List.of("anna@x.test proved"), grades());
    }

    @Test
    void aGreetingThatLooksLikeALoginIsAGreeting() throws IOException {
        for (int i = 0; i < 500; i++) {
            story.later(2)
                    .line(
                            DOOR,
                            668,
                            "NOQUEUE: reject: RCPT from unknown[6.6.6.6]: 554 5.7.1 <z@far.test>: Relay access denied; "
                                    + "from=<a@b.test> to=<z@far.test> proto=SMTP helo=<x: client=unknown[6.6.6.6], sasl_method=PLAIN, sasl_username="
                                    + INNOCENT
                                    + ">");
        }
        assertEquals(List.of(), grades());
    }

    @Test
    void anEnvelopeAddressThatLooksLikeADeliveryIsAnAddress() throws IOException {
        for (int i = 0; i < 100; i++) {
            String id = story.later(2).newId();
            story.active(id, "x>, size=1, nrcpt=999 (queue active)", 4000, 1);
            story.settles(id, "", List.of("\"a>, relay=x, dsn=5.1.1, status=bounced (\"@far.test"));
        }
        assertEquals(List.of(), grades());
    }

    @Test
    void aLoginNameThatHoldsOtherFieldsBlamesNobodyElse() throws IOException {
        story.fails("x, sasl_username=" + INNOCENT, "45.9.20.7", 100);
        story.fails("bruno@x.test, sasl_sender=a@b.test", "45.9.20.8", 100);
        assertEquals(List.of(), grades());
    }

    @Test
    void anAccountThatTheLogHidesIsUnknownAndNeverInvented() throws IOException {
        for (String mask : List.of("***", "<redacted>", "hidden", "xxxxx")) {
            Story masked = new Story().day(1).at("02:00");
            for (int i = 0; i < 300; i++) {
                masked.later(4)
                        .sends(
                                Mail.by(mask, "45.9.20.7")
                                        .as("deal@shop" + i % 30 + ".test")
                                        .to(Town.strangers("p", i * 4, 4, 5)));
            }
            assertEquals(List.of(new Found("account", "UNKNOWN", "unknown")), found(masked), mask);
        }
    }

    @Test
    void peopleBehindAMaskAreNotOnePersonWhoIsEverywhere() throws IOException {
        Story masked = new Story();
        for (int i = 0; i < 400; i++) {
            masked.day(1 + i / 40).at("08:00").later(i % 40 * 900);
            masked.sends(
                    Mail.by("***", "203." + i % 40 + ".7.7")
                            .as("user" + i % 40 + "@x.test")
                            .to("friend" + i + "@far.test"));
        }
        assertEquals(List.of(), found(masked));
    }
}
