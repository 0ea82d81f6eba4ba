// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.FRESH;
import static argine.cli.guard.GuardLab.HONEST;
import static argine.cli.guard.GuardLab.MOST;
import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.GuardLab.to;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Configuration;
import argine.guard.Mode;
import argine.guard.Stance;
import argine.guard.grey.GreySettings;
import argine.guard.intrusion.IntrusionSettings;
import argine.guard.limit.LimitSettings;
import argine.guard.wire.Channels;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What odd clients try, and what strangers meet, through a real Exim that asks the guard.
 *
 * <p>Only where {@code argine.exim} names the program.
 */
@Isolated("a guard that was closed a moment ago has to be down, busy as the process may be")
class LiveEximRowsTest {
    private static final String NET = "127.0.59";
    private static final String WEBMAIL = NET + ".80";
    private static final int MOST_BY_WEBMAIL = 4;
    private static final int MOST_FROM_NOBODY = 2;

    @TempDir Path folder;
    private final AtomicLong later = new AtomicLong();
    private EximLab exim;
    private GuardLab lab;

    @Test
    void oddClientsGainNothingAndStrangersAreMetThroughTheRealExim() throws Exception {
        if (!EximLab.isHere()) {
            System.out.println("LiveEximRowsTest: not run, no Exim was named");
            return;
        }
        lab = new GuardLab(folder, NET);
        try (EximLab started = EximLab.start(folder, NET)) {
            exim = started;
            try (Daemon _ = daemon()) {
                theNullSenderHasASmallBudgetOfTheLogin();
                webmailHasABudgetOfItsOwn();
                anotherCaseOfALoginIsTheSameAccount();
                aQuotedSenderIsNobodyElse();
                moreAuthorsThanAnybodyHasAreNobody();
                aBarredClientIsRefusedAndItsNeighbourIsNot();
                whoIsNewWaitsAndComesIn();
            }
            whileTheGuardIsDownMailPassesAndThenNoMore();
        }
    }

    private void theNullSenderHasASmallBudgetOfTheLogin() throws IOException {
        try (Smtp smtp = exim.loggedIn(HONEST)) {
            assertBegins("550 5.7.1 ", smtp.send("", "The Boss <boss@bank.test>", to(1)));
            for (int i = 0; i < MOST_FROM_NOBODY; i++) {
                assertBegins("250 ", smtp.send("", HONEST, to(1)));
            }
            assertBegins("450 4.7.1 ", smtp.send("", HONEST, to(1)));
            assertBegins("250 ", smtp.send(HONEST, HONEST, to(1)));
        }
    }

    private void webmailHasABudgetOfItsOwn() throws IOException {
        try (Smtp smtp = exim.loggedInFrom(WEBMAIL, FRESH)) {
            for (int i = 0; i < MOST_BY_WEBMAIL; i++) {
                assertBegins("250 ", smtp.send(FRESH, FRESH, to(i)));
            }
            assertBegins("450 4.7.1 ", smtp.send(FRESH, FRESH, to(9)));
        }
        try (Smtp smtp = exim.loggedIn(FRESH)) {
            assertBegins("250 ", smtp.send(FRESH, FRESH, to(9)));
        }
    }

    private void anotherCaseOfALoginIsTheSameAccount() throws IOException {
        int accepted = 0;
        String last = "";
        List<String> forms =
                List.of(THIEF, "Rossi@example.org", "ROSSI@EXAMPLE.ORG", "rossi@Example.Org");
        for (int i = 0; i < MOST + 4; i++) {
            try (Smtp smtp = exim.loggedIn(forms.get(i % forms.size()))) {
                last = smtp.send(THIEF, THIEF, to(i));
                accepted += last.startsWith("250 ") ? 1 : 0;
            }
        }
        assertTrue(accepted == MOST, accepted + " accepted, and then " + last);
        assertBegins("450 4.7.1 ", last);
        lab.ask("/block", "{\"account\":\"" + THIEF + "\",\"extent\":\"everything\"}");
        for (String form : forms) {
            try (Smtp smtp = exim.loggedIn(form)) {
                assertBegins("550 5.7.1 ", smtp.send(THIEF, THIEF, to(1)));
            }
        }
    }

    private void aQuotedSenderIsNobodyElse() throws IOException {
        for (String foreign :
                List.of(
                        "\"boss\"@bank.test",
                        "\"" + HONEST + "\"@bank.test",
                        "\"a b\"@example.org",
                        "\"x@bank.test, bianchi\"@example.org")) {
            try (Smtp smtp = exim.loggedIn(HONEST)) {
                assertBegins("550 5.7.1 ", smtp.send(foreign, HONEST, to(1)));
            }
        }
        try (Smtp smtp = exim.loggedIn(HONEST)) { // would be another name of the question
            assertBegins("450 4.3.0 ", smtp.send("\"a\tlogin=b\"@example.org", HONEST, to(1)));
        }
        try (Smtp smtp = exim.loggedIn(HONEST)) {
            assertBegins("250 ", smtp.send(HONEST, HONEST, "\"a, b\"@bigcloud.test"));
            assertBegins("250 ", smtp.send("BIANCHI@example.org", HONEST, to(1)));
        }
    }

    private void moreAuthorsThanAnybodyHasAreNobody() throws IOException {
        try (Smtp smtp = exim.loggedIn(HONEST)) {
            assertBegins("250 ", smtp.send(HONEST, authors(100), to(1)));
            assertBegins("550 5.7.1 ", smtp.send(HONEST, authors(101), to(1)));
        }
    }

    /** Each of them is the account itself, so nothing but their number is wrong. */
    private static String authors(int count) {
        return String.join(",\r\n ", Collections.nCopies(count, "<" + HONEST + ">"));
    }

    private void aBarredClientIsRefusedAndItsNeighbourIsNot() throws IOException {
        String barred = "203.0.113.9";
        lab.ask("/bar", "{\"network\":\"" + barred + "\",\"seconds\":3600,\"why\":\"test\"}");
        String refused = stranger(barred);
        assertBegins("550 5.7.0 ", refused);
        assertTrue(refused.contains("(argine "), refused);
        assertBegins("450 4.7.1 ", stranger("198.51.100.10"));
        try (Smtp smtp = exim.loggedInAs(barred, HONEST)) { // who has the password may go on
            assertBegins("250 ", smtp.send(HONEST, HONEST, to(1)));
        }
        lab.ask("/unbar", "{\"whom\":\"" + barred + "/32\"}");
        assertBegins("450 4.7.1 ", stranger(barred));
    }

    private void whoIsNewWaitsAndComesIn() throws IOException {
        String first = stranger("192.0.2.1");
        assertBegins("450 4.7.1 ", first);
        assertTrue(first.contains("(argine greylist)"), first);
        assertBegins("450 4.7.1 ", stranger("192.0.2.1"));
        later.addAndGet(Duration.ofMinutes(6).toSeconds());
        assertBegins("250 ", stranger("192.0.2.77"));
    }

    /** Another mail server brings mail for somebody here. */
    private String stranger(String client) throws IOException {
        try (Smtp smtp = exim.callAs(client)) {
            return smtp.send("someone@accept.test", "someone@accept.test", HONEST);
        }
    }

    private void whileTheGuardIsDownMailPassesAndThenNoMore() throws Exception {
        try (Smtp smtp = exim.loggedIn(THIEF)) {
            assertBegins("250 ", smtp.send(THIEF, THIEF, to(1)));
            try (Daemon _ = daemon()) {
                assertBegins("550 5.7.1 ", smtp.send(THIEF, THIEF, to(1)));
            }
            assertBegins("250 ", smtp.send(THIEF, THIEF, to(1)));
        }
    }

    private static void assertBegins(String with, String reply) {
        assertTrue(reply.startsWith(with), () -> with + "expected: " + reply);
    }

    private Daemon daemon() throws Exception {
        return lab.daemon(this::setup, () -> Clock.systemUTC().instant().plusSeconds(later.get()));
    }

    private Setup setup() {
        Setup usual = lab.setups.of("exim", false, Mode.ENFORCE);
        LimitSettings limits =
                LabSetups.limits(
                        Map.of(
                                Channel.SUBMISSION,
                                LabSetups.budget(
                                        MOST + " recipients / hour",
                                        MOST_FROM_NOBODY + " null-sender messages / hour"),
                                Channel.WEBMAIL,
                                LabSetups.budget(MOST_BY_WEBMAIL + " recipients / hour")));
        Configuration configuration =
                usual.guard()
                        .with(limits)
                        .with(IntrusionSettings.usual(Stance.ENFORCE))
                        .with(GreySettings.usual(Stance.ENFORCE));
        Channels channels =
                new Channels(Set.of(ClientAddress.parse(WEBMAIL).orElseThrow()), Set.of());
        return new Setup(configuration, lab.setups.listen(channels), usual.directory(), "");
    }
}
