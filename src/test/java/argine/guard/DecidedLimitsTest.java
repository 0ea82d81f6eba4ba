// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.end;
import static argine.guard.GuardOfTests.limited;
import static argine.guard.GuardOfTests.message;
import static argine.guard.GuardOfTests.outside;
import static argine.guard.GuardOfTests.recipient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.mail.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When and how often a message is counted, row by row. */
class DecidedLimitsTest {
    private static final String ROSSI = "rossi@corp.test";

    @TempDir Path folder;
    private GuardOfTests house;

    private Guard guard(Configuration configuration) throws IOException {
        house = new GuardOfTests(folder, configuration);
        return house.guard;
    }

    @AfterEach
    void close() throws IOException {
        house.close();
    }

    private static void passes(Decision decision) {
        assertEquals(Decision.PASS, decision);
    }

    private static void defers(Decision decision) {
        assertInstanceOf(Decision.Defer.class, decision);
    }

    private static void rejects(Decision decision) {
        assertInstanceOf(Decision.Reject.class, decision);
    }

    @Test
    void row01ALimitNamesItsUnit() throws IOException {
        Guard guard = guard(limited("10 recipients / hour", "3 messages / hour", "1 MB / day"));
        passes(guard.decide(message(ROSSI, "1", outside(5))));
        passes(guard.decide(message(ROSSI, "2", outside(1))));
        passes(guard.decide(message(ROSSI, "3", outside(1))));
        Decision fourth = guard.decide(message(ROSSI, "4", outside(1)));
        assertEquals("account 3 messages / hour", fourth.why().orElseThrow().rule());
    }

    @Test
    void row02AMilterIsAnsweredOnceForTheMessage() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        defers(guard.decide(message(ROSSI, "2", outside(1))));
    }

    @Test
    void row02WhatWasReservedAtRcptIsSettledToTheCountAtTheEnd() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(recipient(ROSSI, "1", "a@ext.test")));
        passes(guard.decide(recipient(ROSSI, "1", "b@ext.test")));
        passes(guard.decide(end(ROSSI, "1", 5))); // three never came by, as postmaster does not
        assertEquals(5, used());
    }

    private long used() {
        return house.guard.office().limits(ROSSI).getFirst().used();
    }

    @Test
    void row03AReservationIsReleasedByTheNextInstance() throws IOException {
        Guard guard = guard(limited("2 recipients / hour"));
        passes(guard.decide(recipient(ROSSI, "1", "a@ext.test")));
        passes(guard.decide(recipient(ROSSI, "1", "b@ext.test")));
        passes(guard.decide(recipient(ROSSI, "2", "c@ext.test")));
        assertEquals(1, used());
    }

    @Test
    void row03AReservationIsReleasedByCloseAbortAndTime() throws IOException {
        Guard guard = guard(limited("1 recipient / hour"));
        passes(guard.decide(recipient(ROSSI, "1", "a@ext.test")));
        guard.closed("s1");
        assertEquals(0, used());
        passes(guard.decide(recipient(ROSSI, "2", "a@ext.test")));
        guard.aborted(Transaction.of("s1", "2"));
        assertEquals(0, used());
        passes(guard.decide(recipient(ROSSI, "3", "a@ext.test")));
        house.clocks.pass(Duration.ofMinutes(9));
        guard.tick();
        assertEquals(1, used());
        house.clocks.pass(Duration.ofMinutes(2));
        guard.tick();
        assertEquals(0, used());
    }

    @Test
    void row03AnAbortAfterTheEndChangesNothing() throws IOException {
        Guard guard = guard(limited("5 recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(5))));
        guard.aborted(Transaction.of("", "1"));
        assertEquals(5, used());
    }

    @Test
    void row03WhatComesToNothingAfterAcceptanceIsGivenBack() throws IOException {
        Guard guard = guard(limited("5 recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(5))));
        guard.refund(Transaction.of("", "1"));
        guard.refund(Transaction.of("", "1"));
        assertEquals(0, used());
    }

    @Test
    void row04TheRetriedInstanceIsChargedOnce() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        for (int i = 0; i < 3; i++) {
            passes(guard.decide(recipient(ROSSI, "1", "a@ext.test")));
        }
        for (int i = 0; i < 3; i++) {
            passes(guard.decide(end(ROSSI, "1", 1)));
        }
        assertEquals(1, used());
    }

    @Test
    void row04ARetriedRefusalGetsTheSameAnswer() throws IOException {
        Guard guard = guard(limited("1 recipient / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(1))));
        Decision refusal = guard.decide(message(ROSSI, "2", outside(1)));
        assertEquals(refusal, guard.decide(message(ROSSI, "2", outside(1))));
        defers(refusal);
    }

    @Test
    void row04AfterFiveMinutesTheSameNameIsAnotherMessage() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(4))));
        house.clocks.pass(Duration.ofMinutes(6));
        passes(guard.decide(message(ROSSI, "1", outside(4))));
        assertEquals(8, used());
    }

    @Test
    void row04TwoProtocolsThatAskAboutOneMessageChargeItOnce() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(end(ROSSI, "p1", 3).in(new Transaction("policy", "p1", "4XyZ12"))));
        passes(
                guard.decide(
                        message(ROSSI, "m1", outside(3))
                                .in(new Transaction("milter", "m1", "4XyZ12"))));
        assertEquals(3, used());
    }

    @Test
    void row05AMessageIsNeverSplit() throws IOException {
        Guard guard = guard(limited("2 recipients / hour"));
        passes(guard.decide(message(ROSSI, "0", outside(1))));
        passes(guard.decide(recipient(ROSSI, "1", "a@ext.test")));
        defers(guard.decide(recipient(ROSSI, "1", "b@ext.test")));
        defers(guard.decide(recipient(ROSSI, "1", "c@ext.test")));
        defers(guard.decide(end(ROSSI, "1", 1)));
        assertEquals(1, used());
    }

    @Test
    void row05AMessageThatCanNeverPassIsRefusedForGood() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        rejects(guard.decide(message(ROSSI, "1", outside(11))));
        assertEquals(0, used());
    }

    @Test
    void row06AllLimitsAreChargedOrNone() throws IOException {
        Guard guard = guard(limited("100 recipients / hour", "5 recipients / day"));
        passes(guard.decide(message(ROSSI, "1", outside(5))));
        for (int i = 0; i < 10; i++) {
            defers(guard.decide(message(ROSSI, "again" + i, outside(5))));
        }
        assertEquals(5, used());
    }

    @Test
    void row06TheTightestIsReported() throws IOException {
        Guard guard = guard(limited("5 recipients / hour", "6 recipients / day"));
        passes(guard.decide(message(ROSSI, "1", outside(5))));
        Decision refusal = guard.decide(message(ROSSI, "2", outside(2)));
        assertEquals("account 5 recipients / hour", refusal.why().orElseThrow().rule());
    }

    @Test
    void row07TheWindowRolls() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        house.clocks.pass(Duration.ofMinutes(59));
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        house.clocks.pass(Duration.ofMinutes(2));
        defers(guard.decide(message(ROSSI, "2", outside(10))));
        house.clocks.pass(Duration.ofMinutes(60));
        passes(guard.decide(message(ROSSI, "3", outside(10))));
    }

    @Test
    void row08WhatIsRefusedUsesUpNothing() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(6))));
        for (int i = 0; i < 100; i++) {
            defers(guard.decide(message(ROSSI, "x" + i, outside(5))));
        }
        passes(guard.decide(message(ROSSI, "2", outside(4))));
    }

    @Test
    void row08WhatIsRefusedIsCountedByItself() throws IOException {
        Guard guard = guard(limited("10 recipients / hour").with(Mode.ENFORCE));
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        assertEquals(List.of("10 recipients / hour 10"), limits());
        for (int i = 0; i < 3; i++) {
            defers(guard.decide(message(ROSSI, "x" + i, outside(5))));
            defers(guard.decide(message(ROSSI, "x" + i, outside(5)))); // asked again
        }
        rejects(guard.decide(message(ROSSI, "y", outside(11)))); // more than the limit by itself
        rejects(guard.decide(message("bianchi@corp.test", "z", outside(1)))); // as rossi
        assertEquals(
                List.of("10 recipients / hour 10", "unlimited refused attempts / day 4"), limits());
        house.restart();
        assertEquals("unlimited refused attempts / day 4", limits().getLast());
        house.clocks.pass(Duration.ofDays(2));
        assertEquals(List.of("10 recipients / hour 0"), limits());
    }

    private List<String> limits() {
        return house.guard.office().limits(ROSSI).stream()
                .map(standing -> standing.limit() + " " + standing.used())
                .toList();
    }

    @Test
    void row09AFirstMessageWith200RecipientsOnAFreshBucketIsRefused() throws IOException {
        Guard guard = guard(limited("5 recipients / hour"));
        rejects(guard.decide(message(ROSSI, "1", outside(200))));
        Decision last = Decision.PASS;
        for (int i = 0; i < 200; i++) {
            last = guard.decide(recipient(ROSSI, "2", "r" + i + "@ext.test"));
        }
        rejects(last);
        rejects(guard.decide(end(ROSSI, "2", 200)));
    }

    @Test
    void row10AChangedLimitKeepsItsHistory() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(8))));
        house.reload(limited("12 recipients / hour"));
        defers(guard.decide(message(ROSSI, "2", outside(5))));
        passes(guard.decide(message(ROSSI, "3", outside(4))));
        house.reload(limited("5 recipients / hour"));
        defers(guard.decide(message(ROSSI, "4", outside(1))));
    }

    @Test
    void row11NoJumpOfTheClockGivesAFreshBudget() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        house.clocks.set(Duration.ofDays(-400));
        defers(guard.decide(message(ROSSI, "2", outside(1))));
        house.clocks.set(Duration.ofDays(800));
        defers(guard.decide(message(ROSSI, "3", outside(1))));
        house.restart();
        defers(house.guard.decide(message(ROSSI, "4", outside(1))));
    }

    @Test
    void row12ManyAtOnceTakeNoMoreThanThereIs() throws Exception {
        Guard guard = guard(limited("100 recipients / hour"));
        AtomicInteger passed = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 400; i++) {
                String instance = "m" + i;
                threads.submit(
                        () -> {
                            if (!guard.decide(message(ROSSI, instance, outside(1))).refuses()) {
                                passed.incrementAndGet();
                            }
                        });
            }
        }
        assertEquals(100, passed.get());
        assertEquals(100, used());
    }

    @Test
    void row13CountersGoOnAfterARestart() throws IOException {
        Guard guard = guard(limited("10 recipients / hour", "20 new recipients / day"));
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        house.restart();
        defers(house.guard.decide(message(ROSSI, "2", outside(1))));
    }

    @Test
    void row23APostToAListCountsOnceAndItsDeliveriesBelongToTheList() throws IOException {
        Budget three =
                new Budget(
                        Map.of(Scope.ACCOUNT, List.of(Limit.parse("3 recipients / hour"))), false);
        Guard guard =
                guard(
                        Configuration.EMPTY.with(
                                new LimitSettings(
                                        Map.of(Channel.SUBMISSION, three, Channel.LIST, three),
                                        Map.of(),
                                        Set.of(),
                                        80)));
        passes(guard.decide(message(ROSSI, "1", List.of(Address.of("forwarded@corp.test")))));
        passes(guard.decide(delivery("2", 3)));
        defers(guard.decide(delivery("3", 1)));
        assertEquals(1, used());
    }

    private static PolicyRequest delivery(String instance, int recipients) {
        return PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.LIST)
                .in(Transaction.of("", instance))
                .comingFrom("list:team@corp.test")
                .sending(Envelope.of(Address.of(ROSSI), outside(recipients), 100));
    }
}
