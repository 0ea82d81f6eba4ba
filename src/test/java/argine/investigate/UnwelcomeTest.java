// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Mail;
import argine.detect.Story;
import argine.investigate.Report.Refusing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who refuses this server's mail, whoever sent it. */
class UnwelcomeTest {
    private static final String LISTED =
            "bounced (host mx.far.test[198.51.100.25] said: 550 5.7.1 Service unavailable; client"
                    + " [192.0.2.1] blocked using zen.list.test (in reply to RCPT TO command))";
    private static final String SLOWED =
            "deferred (host mx.big.test[198.51.100.25] said: 421 4.7.0 Too much mail from 192.0.2.1,"
                    + " its reputation is low)";

    private final Story story = new Story().day(1).at("09:00");

    private record Known(String domain, long answers, long minutes, boolean takenAgain) {
        private static Known of(Refusing one) {
            return new Known(
                    one.domain(),
                    one.answers(),
                    Duration.between(one.firstSeen(), one.lastSeen()).toMinutes(),
                    one.takenSince().isPresent());
        }
    }

    private List<Refusing> refusing() throws IOException {
        return Findings.report(story).refusedBy();
    }

    private List<Known> known() throws IOException {
        return refusing().stream().map(Known::of).toList();
    }

    private String waiting(String... to) {
        return story.accepts(Mail.by("anna@x.test", "203.0.113.9").to(to));
    }

    @Test
    void whoRefusesMostComesFirstAndATryAgainCountsAgain() throws IOException {
        String id = waiting("slow@far.test", "slow@big.test");
        story.remote(id, "slow@far.test", "5.7.1", LISTED);
        story.remote(id, "slow@big.test", "4.7.0", SLOWED);
        story.later(1200).remote(id, "slow@big.test", "4.7.0", SLOWED);
        assertEquals(
                List.of(new Known("big.test", 2, 20, false), new Known("far.test", 1, 0, false)),
                known());
    }

    @Test
    void whoTookMailSinceIsToldApart() throws IOException {
        String id = waiting("slow@far.test");
        story.remote(id, "slow@far.test", "5.7.1", LISTED);
        String next =
                story.later(60).accepts(Mail.by("anna@x.test", "203.0.113.9").to("slow@far.test"));
        Instant taken = Instant.EPOCH.plusSeconds(story.micros() / 1_000_000);
        story.sent(next, "slow@far.test");
        assertEquals(
                List.of(Optional.of(taken)),
                refusing().stream()
                        .map(one -> one.takenSince().map(at -> at.truncatedTo(ChronoUnit.SECONDS)))
                        .toList());
    }

    @Test
    void anUnknownRecipientAndAGreylistSayNothingAboutTheServer() throws IOException {
        String id = waiting("slow@far.test", "slow@big.test");
        story.greylists(id, "slow@far.test");
        story.remote(id, "slow@big.test", "5.1.1", "bounced (host said: 550 5.1.1 User unknown)");
        assertEquals(List.of(), known());
    }

    @Test
    void theirWordsAreKeptWithTheirPlaceInTheLog() throws IOException {
        String id = waiting("slow@far.test");
        story.remote(id, "slow@far.test", "5.7.1", LISTED);
        List<String> words =
                refusing().getFirst().lines().stream()
                        .map(Case.Line::text)
                        .map(text -> text.substring(text.indexOf("status=")))
                        .toList();
        assertEquals(List.of("status=" + LISTED), words);
    }

    @Test
    void whatThisHostsOwnFilterRefusesIsNobodysElse() throws IOException {
        String id = waiting("slow@far.test");
        story.line(
                "postfix/smtp",
                704,
                id
                        + ": to=<slow@far.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=1,"
                        + " delays=0/0/0/1, dsn=5.7.0, status=bounced (host 127.0.0.1[127.0.0.1]"
                        + " said: 554 5.7.0 Reject, id=1 - spam)");
        assertEquals(List.of(), known());
    }

    private List<List<String>> hosts() throws IOException {
        return refusing().stream().map(one -> List.of(one.domain(), one.host())).toList();
    }

    @Test
    void whoSaidItIsNamedBesideTheDomainBeItTheirServerOrTheRelayHost() throws IOException {
        String id = waiting("slow@far.test", "slow@big.test", "slow@own.test");
        story.remote(id, "slow@far.test", "5.7.1", LISTED);
        story.remote(id, "slow@big.test", "5.7.1", LISTED);
        story.remote(id, "slow@own.test", "4.7.0", SLOWED);
        assertEquals(
                List.of(
                        List.of("big.test", "mx.far.test"),
                        List.of("far.test", "mx.far.test"),
                        List.of("own.test", "mx.big.test")),
                hosts());
    }

    @Test
    void aRecipientWhoLooksLikeAnAnswerNamesNoOtherHost() throws IOException {
        String evil = "\"x, status=bounced (host mx.evil.test[192.0.2.9] said: \"@far.test";
        String id = waiting("slow@far.test");
        story.remote(id, evil, "5.7.1", LISTED);
        story.remote(
                id,
                "x, status=bounced (host mx.evil.test[192.0.2.9] said: y@big.test",
                "5.7.1",
                LISTED);
        assertEquals(
                List.of(List.of("big.test", "mx.far.test"), List.of("far.test", "mx.far.test")),
                hosts());
    }

    @Test
    void anAnswerThatSpeaksOfAnotherHostNamesNone() throws IOException {
        String id = waiting("slow@far.test");
        story.remote(
                id,
                "slow@far.test",
                "5.7.1",
                "bounced (host mx[private/lmtp] said: 550 5.7.1 spam, status=bounced (host"
                        + " mx.evil.test[192.0.2.9] said: spam)");
        assertEquals(List.of(List.of("far.test", "")), hosts());
    }

    @Test
    void ofTwoServersThatRefuseForADomainNoneIsSaidToBeTheOne() throws IOException {
        String id = waiting("slow@far.test");
        story.remote(id, "slow@far.test", "5.7.1", LISTED);
        story.remote(id, "slow@far.test", "4.7.0", SLOWED);
        story.remote(id, "slow@far.test", "4.7.0", SLOWED);
        assertEquals(List.of(List.of("far.test", "")), hosts());
    }

    @Test
    void whoWasNotAskedAgainIsToldFromWhoTookNoMail() throws IOException {
        String id = waiting("slow@far.test", "slow@big.test");
        story.remote(id, "slow@far.test", "5.7.1", LISTED);
        story.remote(id, "slow@big.test", "5.7.1", LISTED);
        story.later(60).greylists(id, "slow@far.test");
        assertEquals(
                List.of("big.test false", "far.test true"),
                refusing().stream().map(one -> one.domain() + " " + one.triedSince()).toList());
    }
}
