// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Channel;
import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.Mode;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.mail.Address;
import argine.mail.MailEvent.Relay;
import argine.mail.QueueId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the rules would have done to the mail of the past. */
class ReplayTest {
    private static final String ROSSI = "rossi@corp.test";

    @TempDir Path folder;
    private final Mails mails = new Mails();

    private static Configuration limited(String... limits) {
        return Configuration.EMPTY.with(
                new LimitSettings(
                        Map.of(
                                Channel.SUBMISSION,
                                new Budget(
                                        Map.of(
                                                Scope.ACCOUNT,
                                                Stream.of(limits).map(Limit::parse).toList()),
                                        false)),
                        Map.of(),
                        Set.of(),
                        80));
    }

    private Judged judge(Configuration configuration, boolean eachRecipient) throws IOException {
        mails.messages.finish();
        Replay.Manner manner = new Replay.Manner(folder, eachRecipient, true);
        try (Replay replay = Replay.of(configuration, Directory.EMPTY, manner)) {
            mails.judged.forEach(replay::message);
            return replay.accounts().getFirst();
        }
    }

    @Test
    void whoWritesToNobodyIsHeldAndWhatWasHeldFailsForNobody() throws IOException {
        Configuration limits = limited("3 failed recipients / hour");
        mails.messages.finish();
        Replay.Manner manner = new Replay.Manner(folder, false, true);
        List<String> decided = new ArrayList<>();
        try (Replay replay = Replay.of(limits, Directory.EMPTY, manner)) {
            PastMessages past =
                    new PastMessages(
                            one -> decided.add(replay.message(one).word()), replay::failed);
            Mails log = new Mails(past);
            log.bounces(ROSSI, Mails.strangers(0, 2));
            log.bounces(ROSSI, Mails.strangers(2, 1));
            log.bounces(ROSSI, Mails.strangers(3, 40)); // held, so nobody would have tried them
            log.bounces("anna@corp.test", Mails.strangers(50, 1));
            log.now = log.now.plus(Duration.ofMinutes(62));
            log.bounces(ROSSI, Mails.strangers(60, 1));
            past.finish();
        }
        assertEquals(List.of("pass", "pass", "hold", "pass", "pass"), decided);
    }

    @Test
    void whoGoesOverALimitIsRefusedFromThenOn() throws IOException {
        for (int i = 0; i < 4; i++) {
            mails.send(ROSSI, ROSSI, Mails.strangers(5 * i, 5));
        }
        Judged rossi = judge(limited("10 recipients / hour"), true);
        assertEquals(
                Optional.of(
                        new Judged.Objection(
                                Mails.START.plus(Duration.ofMinutes(2)),
                                "defer",
                                "account 10 recipients / hour",
                                10)),
                rossi.first());
        assertEquals("4 20 2 10", figures(rossi));
    }

    @Test
    void theClockIsThatOfTheLog() throws IOException {
        mails.send(ROSSI, ROSSI, Mails.strangers(0, 10));
        mails.now = mails.now.plus(Duration.ofMinutes(61));
        mails.send(ROSSI, ROSSI, Mails.strangers(0, 10));
        assertEquals("2 20 0 0", figures(judge(limited("10 recipients / hour"), true)));
    }

    @Test
    void aMilterSeesAtOnceThatAMessageCanNeverPass() throws IOException {
        mails.send(ROSSI, ROSSI, Mails.strangers(0, 5));
        mails.send(ROSSI, ROSSI, Mails.strangers(5, 11));
        assertEquals("reject", decision(judge(limited("10 recipients / hour"), false)));
    }

    @Test
    void askedRecipientByRecipientItIsPutOffAtTheFirstTooMany() throws IOException {
        mails.send(ROSSI, ROSSI, Mails.strangers(0, 5));
        mails.send(ROSSI, ROSSI, Mails.strangers(5, 11));
        assertEquals("defer", decision(judge(limited("10 recipients / hour"), true)));
    }

    @Test
    void whomTheLogShowsReachedHereIsNotOutside() throws IOException {
        QueueId id = mails.submitted(ROSSI);
        List<Address> colleagues = Mails.strangers(0, 11);
        mails.queued(id, ROSSI, colleagues.size());
        colleagues.forEach(one -> mails.delivered(id, one, Relay.LOCAL));
        assertEquals("1 11 0 0", figures(judge(limited("10 recipients / hour"), true)));
    }

    @Test
    void whatIsOnlyReportedPassesAndIsCounted() throws IOException {
        mails.send(ROSSI, "boss@bank.test", Mails.strangers(0, 2));
        Judged rossi = judge(Configuration.EMPTY, true);
        assertEquals("1 2 0 0", figures(rossi));
        assertEquals(1, rossi.underOtherNames());
    }

    @Test
    void aTrialIsReplayedAsIfItWereMeant() throws IOException {
        mails.send(ROSSI, "boss@bank.test", Mails.strangers(0, 2));
        Configuration trial =
                new Configuration(
                        true,
                        Configuration.Files.USUAL,
                        "",
                        false,
                        Mode.ENFORCE,
                        Map.of(),
                        LimitSettings.NONE);
        assertEquals("1 2 1 2", figures(judge(trial, true)));
    }

    @Test
    void twoSpellingsOfALoginAreOneAccount() throws IOException {
        mails.send("Rossi@Corp.test", ROSSI, Mails.strangers(0, 8));
        mails.send(ROSSI, ROSSI, Mails.strangers(8, 8));
        assertEquals("2 16 1 8", figures(judge(limited("10 recipients / hour"), true)));
    }

    private static String figures(Judged one) {
        return one.messages()
                + " "
                + one.recipients()
                + " "
                + one.refusedMessages()
                + " "
                + one.refusedRecipients();
    }

    private static String decision(Judged one) {
        return one.first().orElseThrow().decision();
    }
}
