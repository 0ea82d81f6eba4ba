// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.limit.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What the habits of the past ask of the rules. */
class LearningTest {
    private static final String ROSSI = "rossi@corp.test";

    private final Mails mails = new Mails();

    private Learning learning(String... limits) {
        mails.messages.finish();
        Learning learning =
                new Learning(
                        Configuration.EMPTY,
                        Directory.EMPTY,
                        List.of(limits).stream().map(Limit::parse).toList());
        mails.judged.forEach(learning::message);
        return learning;
    }

    @Test
    void whoComesNearALimitGetsRoomForTwiceAsMuch() {
        mails.send(ROSSI, ROSSI, Mails.strangers(0, 9));
        mails.send("anna@corp.test", "anna@corp.test", Mails.strangers(0, 8));
        assertEquals(
                List.of(
                        new Learning.Proposal(
                                ROSSI,
                                1,
                                List.of(new Learning.Need(Limit.parse("20 recipients / hour"), 9)),
                                Map.of())),
                learning("10 recipients / hour", "100 recipients / day").proposals(Set.of(), 3));
    }

    @Test
    void aThiefTeachesNothing() {
        mails.send(ROSSI, "boss@bank.test", Mails.strangers(0, 50));
        Learning learning = learning("10 recipients / hour");
        assertEquals(List.of(), learning.proposals(Set.of(ROSSI), 1));
        assertEquals(List.of(), learning.usual(Set.of(ROSSI)));
    }

    private void onDays(String login, int... recipients) {
        for (int some : recipients) {
            mails.send(login, login, Mails.strangers(0, some));
            mails.now = mails.now.plus(Duration.ofDays(1));
        }
    }

    private static Learning.Need need(String limit, long peak) {
        return new Learning.Need(Limit.parse(limit), peak);
    }

    @Test
    void whoDoesLittleGetsLessThanTheUsualAndWhoDoesMuchMore() {
        onDays(ROSSI, 20, 18, 20, 16, 20);
        onDays("news@corp.test", 90, 90, 90, 90, 90);
        onDays("quiet@corp.test", 1, 2, 1, 2, 1);
        Learning learning = learning("100 recipients / hour", "20 failed recipients / hour");
        assertEquals(
                new Learning.Tightened(
                        List.of(
                                Limit.parse("50 recipients / hour"),
                                Limit.parse("20 failed recipients / hour")),
                        List.of(
                                new Learning.Proposal(
                                        "news@corp.test",
                                        5,
                                        List.of(need("200 recipients / hour", 90)),
                                        Map.of()),
                                new Learning.Proposal(
                                        "quiet@corp.test",
                                        5,
                                        List.of(need("10 recipients / hour", 2)),
                                        Map.of())),
                        0),
                learning.tightened(Set.of(), 3, new Learning.Measure(60, 99, 2, 10, 5)));
    }

    @Test
    void whatIsDoneOnOneDayOfAHundredIsNoHabit() {
        int[] days = new int[200];
        Arrays.fill(days, 5);
        days[70] = 40;
        onDays(ROSSI, days);
        assertEquals(
                List.of(need("10 recipients / hour", 5)),
                learning("100 recipients / hour")
                        .tightened(Set.of(), 3, new Learning.Measure(95, 99, 2, 1, 5))
                        .everybody()
                        .stream()
                        .map(limit -> new Learning.Need(limit, 5))
                        .toList());
    }

    @Test
    void whoIsHardlyKnownIsNotHeldToTheLittleThatIsKnown() {
        onDays(ROSSI, 1, 1, 1, 1);
        assertEquals(
                new Learning.Tightened(List.of(Limit.parse("100 recipients / hour")), List.of(), 1),
                learning("100 recipients / hour")
                        .tightened(Set.of(), 3, new Learning.Measure(95, 99, 2, 1, 5)));
    }

    @Test
    void aThiefTightensNothing() {
        onDays(ROSSI, 90, 90, 90, 90, 90);
        onDays("quiet@corp.test", 1, 2, 1, 2, 1);
        assertEquals(
                new Learning.Tightened(List.of(Limit.parse("5 recipients / hour")), List.of(), 0),
                learning("100 recipients / hour")
                        .tightened(Set.of(ROSSI), 3, new Learning.Measure(95, 99, 2, 1, 5)));
    }

    @Test
    void aNameThatIsUsedOftenIsProposedAndASlipIsNot() {
        for (int i = 0; i < 3; i++) {
            mails.send(ROSSI, "info@corp.test", Mails.strangers(0, 1));
        }
        mails.send(ROSSI, "slip@corp.test", Mails.strangers(0, 1));
        assertEquals(
                List.of(new Learning.Proposal(ROSSI, 1, List.of(), Map.of("info@corp.test", 3L))),
                learning().proposals(Set.of(), 3));
    }

    @Test
    void manyNamesOfADomainAreTheDomain() {
        for (int i = 0; i < 6; i++) {
            mails.send(ROSSI, "case" + i + "@desk.test", Mails.strangers(0, 1));
        }
        assertEquals(
                List.of(new Learning.Proposal(ROSSI, 1, List.of(), Map.of("@desk.test", 6L))),
                learning().proposals(Set.of(), 3));
    }

    @Test
    void aRecipientIsNewOnce() {
        for (int i = 0; i < 5; i++) {
            mails.send(ROSSI, ROSSI, Mails.strangers(0, 4));
        }
        assertEquals(
                List.of(new Learning.Usual(Limit.parse("100 new recipients / day"), 4, 4)),
                learning("100 new recipients / day").usual(Set.of()));
    }

    @RepeatedTest(20)
    void aPeakIsNeverTooLowAndAtMostASixtiethTooHigh(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Duration window = Duration.ofMinutes(60);
        long[] at = random.longs(200, 0, Duration.ofHours(8).toMillis()).sorted().toArray();
        Peak peak = new Peak(window);
        for (long millis : at) {
            peak.add(Instant.ofEpochMilli(millis), 1);
        }
        assertEquals(
                peak.most(),
                Math.clamp(
                        peak.most(),
                        most(at, window.toMillis()),
                        most(at, window.plus(window.dividedBy(60)).toMillis())));
    }

    private static long most(long[] at, long window) {
        long most = 0;
        for (int from = 0, to = 0; to < at.length; to++) {
            while (at[to] - at[from] >= window) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }
}
