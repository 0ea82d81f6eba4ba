// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.check.Snapshot.Busy;
import argine.detect.check.Snapshot.Suspect;
import argine.detect.check.Snapshot.Weight;
import argine.store.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChecksTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");
    private static final Past NONE = Past.none(AT);

    private static Snapshot now(Map<Figure, Long> figures) {
        return now(figures, List.of(), List.of());
    }

    private static Snapshot now(
            Map<Figure, Long> figures, List<Busy> busiest, List<Suspect> suspects) {
        return new Snapshot(
                AT.minusSeconds(3600),
                AT,
                figures,
                Map.of(),
                busiest,
                suspects,
                Optional.empty(),
                List.of(),
                Snapshot.Unread.NOTHING);
    }

    /** One look an hour for some days, all with the same figures. */
    private static Past past(int days, Map<String, Long> figures) {
        List<Sample> samples = new ArrayList<>();
        for (int hour = days * 24; hour > 0; hour--) {
            samples.add(Sample.of(AT.minus(Duration.ofHours(hour)), figures));
        }
        return new Past(samples, AT);
    }

    private static State state(String check, Snapshot now, Past past) {
        return Checks.judge(now, past, Map.of(), Map.of()).stream()
                .filter(finding -> finding.check().equals(check))
                .map(Finding::state)
                .findFirst()
                .orElseThrow();
    }

    private static State queue(long waiting, Past past) {
        return state("queue", now(Map.of(Figure.QUEUE, waiting)), past);
    }

    @Test
    void aQueueFarBeyondTheUsualOneWarns() {
        assertEquals(State.WARNING, queue(400, past(5, Map.of("queue", 40L))));
        assertEquals(State.CRITICAL, queue(4000, past(5, Map.of("queue", 40L))));
    }

    @Test
    void aLargeQueueThatIsUsualIsWell() {
        assertEquals(State.OK, queue(6000, past(5, Map.of("queue", 5000L))));
    }

    @Test
    void aSmallQueueThatGrewIsWell() {
        assertEquals(State.OK, queue(90, past(5, Map.of("queue", 1L))));
    }

    @Test
    void withoutHistoryOnlyAVeryLargeQueueWarns() {
        assertEquals(State.OK, queue(400, NONE));
        assertEquals(State.WARNING, queue(4000, NONE));
    }

    @Test
    void smallMessagesWarnWhenTheyAreMostOfTheQueue() {
        Past usual = past(5, Map.of("small", 3L));
        assertEquals(
                State.WARNING,
                state("small", now(Map.of(Figure.QUEUE, 400L, Figure.SMALL, 390L)), usual));
        assertEquals(
                State.OK,
                state("small", now(Map.of(Figure.QUEUE, 800L, Figure.SMALL, 390L)), usual));
    }

    @Test
    void peopleWhoDoNotExistWarnWithoutHistory() {
        assertEquals(State.WARNING, unknown(150, 300, NONE));
        assertEquals(State.CRITICAL, unknown(600, 700, NONE));
        assertEquals(State.OK, unknown(99, 100, NONE));
    }

    @Test
    void aNewsletterWithAStaleListIsWell() {
        assertEquals(State.OK, unknown(200, 5000, NONE));
    }

    @Test
    void asManyUnknownAsUsualAreWell() {
        assertEquals(State.OK, unknown(150, 300, past(4, Map.of("unknownRecipients", 100L))));
    }

    private static State unknown(long unknown, long bounced, Past past) {
        return state(
                "unknown", now(Map.of(Figure.UNKNOWN, unknown, Figure.BOUNCED, bounced)), past);
    }

    @Test
    void aServerThatOthersRefuseWarns() {
        assertEquals(
                State.WARNING,
                state("refused", now(Map.of(Figure.REFUSED, 60L, Figure.DEFERRALS, 100L)), NONE));
        assertEquals(
                State.OK,
                state("refused", now(Map.of(Figure.REFUSED, 60L, Figure.DELIVERED, 900L)), NONE));
    }

    @Test
    void sessionsAndFailedLoginsWarnOnlyWhenTheyMultiply() {
        Past usual = past(5, Map.of("sessions", 900L, "failedLogins", 4000L));
        Snapshot now = now(Map.of(Figure.SESSIONS, 5000L, Figure.FAILED_LOGINS, 5000L));
        assertEquals(State.WARNING, state("sessions", now, usual));
        assertEquals(State.OK, state("logins", now, usual));
        assertEquals(State.OK, state("sessions", now, NONE));
    }

    @Test
    void aForgottenHoldWarns() {
        assertEquals(
                State.WARNING,
                state("holds", now(Map.of(Figure.HELD, 9L, Figure.OLD_HOLDS, 1L)), NONE));
        assertEquals(
                State.OK, state("holds", now(Map.of(Figure.HELD, 9L, Figure.OLD_HOLDS, 0L)), NONE));
    }

    @Test
    void aMisusedAccountIsCritical() {
        assertEquals(State.CRITICAL, accounts(List.of(), Weight.MISUSED, NONE));
    }

    @Test
    void oldSpamThatIsTriedAgainOnlyWarns() {
        assertEquals(State.WARNING, accounts(List.of(), Weight.OLD, NONE));
    }

    @Test
    void whatIsCriticalIsToldBeforeWhatWouldOnlyWarnAndApartFromIt() {
        Snapshot now =
                now(
                        Map.of(Figure.ACCEPTED, 1L),
                        List.of(),
                        List.of(
                                new Suspect("bianchi", "unknown", "old spam", Weight.OLD),
                                new Suspect("verdi", "backscatter", "bounces", Weight.OTHERS),
                                new Suspect("rossi", "account", "theft", Weight.MISUSED)));
        Finding found = Checks.judge(now, NONE, Map.of(), Map.of()).getFirst();
        assertEquals(
                "rossi: theft; and warning: bianchi: old spam; besides: verdi: bounces",
                found.says());
        assertEquals(
                List.of(State.CRITICAL, "rossi: theft", "bianchi: old spam", "verdi: bounces"),
                List.of(found.state(), found.worst(), found.warning(), found.besides()));
    }

    @Test
    void troubleOfOthersIsToldAndWell() {
        assertEquals(State.OK, accounts(List.of(), Weight.OTHERS, NONE));
    }

    private static State accounts(List<Busy> busiest, Weight weight, Past past) {
        List<Suspect> suspects = List.of(new Suspect("rossi", "account", "because", weight));
        return state("accounts", now(Map.of(Figure.ACCEPTED, 1L), busiest, suspects), past);
    }

    @Test
    void anAccountFarBeyondItsHabitWarns() {
        Snapshot now =
                now(Map.of(Figure.ACCEPTED, 9L), List.of(new Busy("rossi", 90, 400)), List.of());
        assertEquals(State.WARNING, state("accounts", now, past(5, Map.of("account:rossi", 20L))));
        assertEquals(State.WARNING, state("accounts", now, past(5, Map.of("queue", 20L))));
        assertEquals(State.OK, state("accounts", now, past(5, Map.of("account:rossi", 300L))));
    }

    @Test
    void theHabitOfAnAccountIsNotKnownFromOneDay() {
        Snapshot now =
                now(Map.of(Figure.ACCEPTED, 9L), List.of(new Busy("rossi", 90, 400)), List.of());
        assertEquals(State.OK, state("accounts", now, past(1, Map.of("queue", 1L))));
    }

    @Test
    void whatWasNotReadIsNotCalledWell() {
        Answer blind = new Answer(now(Map.of()), NONE, judged(Map.of()));
        assertEquals(State.NOT_LOOKED_AT, blind.worst());
        Answer half =
                new Answer(now(Map.of()), NONE, judged(Map.of(Figure.QUEUE, 1L, Figure.SMALL, 0L)));
        assertEquals(State.OK, half.worst());
    }

    private static Snapshot part(Map<Figure, Long> counted) {
        return new Snapshot(
                AT.minusSeconds(3600),
                AT,
                counted,
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                new Snapshot.Unread("", "deferred could not be read", ""));
    }

    @Test
    void whatWasReadInPartIsNotCalledWellAndGivesNoFigure() {
        Snapshot now = part(Map.of(Figure.QUEUE, 0L, Figure.ACCEPTED, 7L));
        Answer answer = new Answer(now, NONE, Checks.judge(now, NONE, Map.of(), Map.of()));
        assertEquals(State.NOT_LOOKED_AT, state("queue", now, NONE));
        assertEquals(State.OK, state("accounts", now, NONE));
        assertEquals(State.NOT_LOOKED_AT, answer.worst());
        assertEquals(Map.of(Figure.ACCEPTED, 7L), now.figures());
    }

    @Test
    void whatIsHeldOutsideOfTheQueueAndCannotBeReadIsUnknownToTheHoldsAlone() {
        Snapshot whole =
                now(
                        Map.of(
                                Figure.QUEUE,
                                0L,
                                Figure.SMALL,
                                0L,
                                Figure.HELD,
                                1L,
                                Figure.OLD_HOLDS,
                                0L));
        Snapshot now =
                new Snapshot(
                        whole.since(),
                        whole.at(),
                        whole.counted(),
                        whole.strips(),
                        whole.busiest(),
                        whole.suspects(),
                        whole.oldestHold(),
                        whole.missing(),
                        new Snapshot.Unread("", "", "_argine_held could not be read"));
        assertEquals(State.OK, state("queue", now, NONE));
        assertEquals(State.OK, state("small", now, NONE));
        assertEquals(State.NOT_LOOKED_AT, state("holds", now, NONE));
        assertEquals(Map.of(Figure.QUEUE, 0L, Figure.SMALL, 0L), now.figures());
    }

    @Test
    void aPartShowsThatSomethingIsWrong() {
        Snapshot now = part(Map.of(Figure.QUEUE, 4000L));
        assertEquals(State.WARNING, state("queue", now, NONE));
    }

    private static List<Finding> judged(Map<Figure, Long> figures) {
        return Checks.judge(now(figures), NONE, Map.of(), Map.of());
    }

    @Test
    void otherLimitsTakeThePlaceOfTheUsualOnes() {
        List<Finding> found =
                Checks.judge(
                        now(Map.of(Figure.HELD, 9L, Figure.OLD_HOLDS, 9L)),
                        NONE,
                        Map.of("holds", 5L),
                        Map.of("holds", 8L));
        assertEquals(State.CRITICAL, found.getLast().state());
    }
}
