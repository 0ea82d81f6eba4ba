// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.addresses;
import static argine.guard.GuardOfTests.end;
import static argine.guard.GuardOfTests.limited;
import static argine.guard.GuardOfTests.message;
import static argine.guard.GuardOfTests.outside;
import static argine.guard.GuardOfTests.recipient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.limit.Allowance;
import argine.guard.limit.Budget;
import argine.guard.limit.Limit;
import argine.guard.limit.LimitSettings;
import argine.guard.limit.Scope;
import argine.mail.Address;
import argine.store.block.Block;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is counted and what, row by row, and what comes of it when it is too much. */
class LimitRowsTest {
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

    private long used() {
        return house.guard.office().limits(ROSSI).getFirst().used();
    }

    @Test
    void row15At80PercentSomebodyIsToldOnceAndTheMessagePasses() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(7))));
        assertEquals(0, warnings());
        passes(guard.decide(message(ROSSI, "2", outside(1))));
        passes(guard.decide(message(ROSSI, "3", outside(1))));
        assertEquals(1, warnings());
    }

    private long warnings() {
        return house.notices.stream().filter(n -> n instanceof Notice.Warned).count();
    }

    @Test
    void row15OverTheLimitIsPutOffWithACode() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        String reply = guard.decide(message(ROSSI, "2", outside(1))).reply();
        assertTrue(
                reply.matches(
                        "450 4\\.7\\.1 the limit of 10 recipients / hour is used up; try again"
                                + " later \\(argine [0-9a-z]{4}\\)"),
                reply);
    }

    @Test
    void row15OfASuspectedAccountItIsHeld() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        guard.office()
                .block(ROSSI, Block.Extent.SUSPECTED, Optional.empty(), "two networks", "guard");
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        assertInstanceOf(Decision.Hold.class, guard.decide(message(ROSSI, "2", outside(1))));
        assertInstanceOf(Decision.Hold.class, guard.decide(message(ROSSI, "3", outside(50))));
    }

    @Test
    void row15ABudgetMayHoldInsteadOfPuttingOff() throws IOException {
        Map<Scope, List<String>> limits = Map.of(Scope.ACCOUNT, List.of("1 message / hour"));
        Guard guard = guard(Configuration.EMPTY.with(GuardOfTests.settings(limits, true)));
        passes(guard.decide(message(ROSSI, "1", outside(1))));
        assertInstanceOf(Decision.Hold.class, guard.decide(message(ROSSI, "2", outside(1))));
    }

    @Test
    void row16WhoIsCountedIsTheLoginAndNeverTheSender() throws IOException {
        Guard guard = guard(limited("3 recipients / hour"));
        for (int i = 0; i < 3; i++) {
            passes(guard.decide(asSender("x" + i + "@anything.test", "i" + i)));
        }
        defers(guard.decide(asSender("somebody@else.test", "last")));
    }

    private static PolicyRequest asSender(String sender, String instance) {
        return message(ROSSI, instance, outside(1))
                .sending(Envelope.of(Address.of(sender), outside(1), 100));
    }

    @Test
    void row16WithoutALoginTheOriginIsCountedAndThenTheClient() throws IOException {
        Guard guard = guard(limited("2 recipients / hour"));
        passes(guard.decide(message("", "1", outside(2)).comingFrom("uid:33")));
        defers(guard.decide(message("", "2", outside(1)).comingFrom("uid:33")));
        passes(guard.decide(message("", "3", outside(2))));
        defers(guard.decide(message("", "4", outside(1))));
    }

    @Test
    void row17CaseVariantsOfTheLoginShareOneBudget() throws IOException {
        Guard guard = guard(limited("3 recipients / hour"));
        passes(guard.decide(message("rossi@corp.test", "1", outside(1))));
        passes(guard.decide(message("Rossi@Corp.Test", "2", outside(1))));
        passes(guard.decide(message(" ROSSI@corp.example ", "3", outside(1))));
        defers(guard.decide(message("rOSSI@corp.test.", "4", outside(1))));
    }

    @Test
    void row18OddSyntaxIsCountedUnderItsRawForm() throws IOException {
        for (String odd :
                List.of(
                        "bob!x@corp.test",
                        "\"bob\"@corp.test",
                        "bob@[203.0.113.5]",
                        "@",
                        "a@b@c",
                        "\u0000",
                        "bob@-.-",
                        "x".repeat(500))) {
            Path other = folder.resolve(Integer.toHexString(odd.hashCode()));
            try (GuardOfTests one = new GuardOfTests(other, limited("3 recipients / hour"))) {
                assertEquals(3, one.sendUntilRefused(odd, 10), odd);
            }
        }
        guard(Configuration.EMPTY);
    }

    @Test
    void row18WhoSubmitsWithoutALoginIsCountedAndTold() throws IOException {
        Guard guard = guard(limited("2 recipients / hour"));
        for (int i = 0; i < 2; i++) {
            passes(guard.decide(message("", "n" + i, outside(1))));
        }
        defers(guard.decide(message("", "n2", outside(1))));
        assertEquals(
                1, house.notices.stream().filter(n -> n instanceof Notice.NobodyLoggedIn).count());
        house.clocks.pass(Duration.ofHours(2));
        passes(guard.decide(message("", "n3", outside(1))));
        passes(guard.decide(message(ROSSI, "n4", outside(1))));
        assertEquals(
                2, house.notices.stream().filter(n -> n instanceof Notice.NobodyLoggedIn).count());
    }

    @Test
    void row18LoginsThatAreEqualFor500CharactersAreTwo() throws IOException {
        Guard guard = guard(limited("1 recipient / hour"));
        String start = "x".repeat(600);
        passes(guard.decide(message(start + "a", "1", outside(1))));
        passes(guard.decide(message(start + "b", "2", outside(1))));
        defers(guard.decide(message(start + "a", "3", outside(1))));
    }

    @Test
    void row19LocalRecipientsHaveABudgetOfTheirOwn() throws IOException {
        Guard guard = guard(limited("2 recipients / hour", "4 internal recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", addresses("a@corp.test", "b@corp.test"))));
        passes(guard.decide(message(ROSSI, "2", addresses("a@corp.test", "x@ext.test"))));
        passes(guard.decide(message(ROSSI, "3", addresses("x@ext.test"))));
        defers(guard.decide(message(ROSSI, "4", addresses("y@ext.test"))));
        passes(guard.decide(message(ROSSI, "5", addresses("c@corp.test"))));
        defers(guard.decide(message(ROSSI, "6", addresses("d@corp.test"))));
    }

    @Test
    void row19AnAliasThatLeadsOutCountsAsOutside() throws IOException {
        Guard guard = guard(limited("1 recipient / hour"));
        passes(guard.decide(message(ROSSI, "1", addresses("forwarded@corp.test"))));
        defers(guard.decide(message(ROSSI, "2", addresses("forwarded@corp.test"))));
    }

    @Test
    void row20AnExemptRecipientAddedToTheMessageExcusesNobody() throws IOException {
        Budget budget =
                new Budget(
                        Map.of(Scope.ACCOUNT, List.of(Limit.parse("5 recipients / hour"))), false);
        Set<Address> exempt = Set.copyOf(addresses("postmaster@ext.test"));
        Guard guard =
                guard(
                        Configuration.EMPTY.with(
                                new LimitSettings(
                                        Map.of(Channel.SUBMISSION, budget), Map.of(), exempt, 80)));
        for (int i = 0; i < 20; i++) {
            passes(guard.decide(message(ROSSI, "e" + i, addresses("postmaster@ext.test"))));
        }
        List<Address> many = new java.util.ArrayList<>(outside(200));
        many.add(Address.of("postmaster@ext.test"));
        rejects(guard.decide(message(ROSSI, "1", many)));
        passes(guard.decide(message(ROSSI, "2", outside(5))));
        assertEquals(
                List.of(
                        "5 of 5 recipients / hour",
                        "20 of unlimited exempt recipients / day",
                        "1 of unlimited refused attempts / day"),
                guard.office().limits(ROSSI).stream()
                        .map(one -> one.used() + " of " + one.limit())
                        .toList());
    }

    @Test
    void row21TheNullSenderHasASmallBudgetUnderTheLogin() throws IOException {
        Guard guard = guard(limited("300 recipients / hour", "2 null-sender messages / hour"));
        passes(guard.decide(asSender("", "1")));
        passes(guard.decide(asSender("", "2")));
        defers(guard.decide(asSender("", "3")));
        passes(guard.decide(asSender(ROSSI, "4")));
    }

    @Test
    void row22ForwardsEatNobodysQuota() throws IOException {
        Budget budget =
                new Budget(
                        Map.of(Scope.ACCOUNT, List.of(Limit.parse("2 recipients / hour"))), false);
        Guard guard =
                guard(
                        Configuration.EMPTY.with(
                                new LimitSettings(
                                        Map.of(
                                                Channel.SUBMISSION, budget,
                                                Channel.FORWARD, budget),
                                        Map.of(),
                                        Set.of(),
                                        80)));
        passes(guard.decide(forwarded("1")));
        passes(guard.decide(forwarded("2")));
        defers(guard.decide(forwarded("3")));
        passes(guard.decide(message(ROSSI, "4", outside(2))));
    }

    private static PolicyRequest forwarded(String instance) {
        return PolicyRequest.at(Stage.END_OF_MESSAGE, Channel.FORWARD)
                .in(Transaction.of("", instance))
                .comingFrom("mailbox:" + ROSSI)
                .sending(Envelope.of(Address.of("friend@ext.test"), outside(1), 100));
    }

    @Test
    void row23ADuplicateRecipientCountsOnceWhereTheListIsKnown() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(
                guard.decide(
                        message(ROSSI, "1", addresses("a@ext.test", "A@EXT.test", "a@ext.test"))));
        assertEquals(1, used());
        passes(guard.decide(recipient(ROSSI, "2", "a@ext.test")));
        passes(guard.decide(recipient(ROSSI, "2", "a@ext.test")));
        passes(guard.decide(end(ROSSI, "2", 2)));
        assertEquals(3, used());
    }

    @Test
    void whatTheServerRefusedAfterAskingIsNotCounted() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        for (int i = 0; i < 5; i++) {
            passes(guard.decide(recipient(ROSSI, "1", "r" + i + "@ext.test")));
        }
        passes(guard.decide(end(ROSSI, "1", 2)));
        assertEquals(2, used());
    }

    @Test
    void newRecipientsAreThoseWhomTheAccountNeverWroteTo() throws IOException {
        Guard guard = guard(limited("3 new recipients / day"));
        passes(guard.decide(message(ROSSI, "1", outside(3))));
        defers(guard.decide(message(ROSSI, "2", addresses("stranger@ext.test"))));
        for (int i = 0; i < 10; i++) {
            passes(guard.decide(message(ROSSI, "again" + i, outside(3))));
        }
        passes(guard.decide(message(ROSSI, "tag", addresses("r1+shop@ext.test"))));
        house.clocks.pass(Duration.ofHours(25));
        passes(guard.decide(message(ROSSI, "3", addresses("stranger@ext.test"))));
    }

    @Test
    void aRefundedMessageMakesItsRecipientsNoLessNew() throws IOException {
        Guard guard = guard(limited("3 new recipients / day"));
        passes(guard.decide(message(ROSSI, "1", outside(3))));
        guard.refund(Transaction.of("", "1"));
        defers(guard.decide(message(ROSSI, "2", addresses("stranger@ext.test"))));
    }

    @Test
    void limitsOfDomainNetworkAndServerAreSharedByAllInThem() throws IOException {
        Map<Scope, List<String>> limits =
                Map.of(
                        Scope.DOMAIN, List.of("3 recipients / hour"),
                        Scope.NETWORK, List.of("4 recipients / hour"),
                        Scope.EVERYWHERE, List.of("5 recipients / hour"));
        Guard guard = guard(Configuration.EMPTY.with(GuardOfTests.settings(limits, false)));
        passes(guard.decide(message("a@corp.test", "1", outside(2))));
        defers(guard.decide(message("b@corp.test", "2", outside(2))));
        passes(guard.decide(message("a@other.test", "3", outside(2))));
        defers(guard.decide(message("a@third.test", "4", outside(1))));
        PolicyRequest elsewhere = message("a@third.test", "5", outside(1)).from(Client.NONE);
        passes(guard.decide(elsewhere));
        defers(guard.decide(elsewhere.in(Transaction.of("", "6"))));
    }

    @Test
    void anAllowanceReplacesTheLimitOfItsUnitAndWindow() throws IOException {
        Configuration usual = limited("2 recipients / hour", "3 recipients / day");
        Allowance more =
                new Allowance(
                        ROSSI, List.of(Limit.parse("10 recipients / hour")), Optional.empty(), "");
        LimitSettings settings =
                new LimitSettings(usual.limits().budgets(), Map.of(ROSSI, more), Set.of(), 80);
        Guard guard = guard(usual.with(settings));
        passes(guard.decide(message(ROSSI, "1", outside(3))));
        defers(guard.decide(message(ROSSI, "2", outside(1))));
        rejects(guard.decide(message("bianchi@corp.test", "3", outside(3))));
    }

    @Test
    void whereNothingIsLimitedEverythingPasses() throws IOException {
        Guard guard = guard(Configuration.EMPTY);
        passes(guard.decide(message(ROSSI, "1", outside(10_000))));
        assertNotEquals(Optional.empty(), Optional.of(guard.office().status()));
    }

    @Test
    void whatIsOnlyWatchedPassesAndIsTold() throws IOException {
        Configuration limited = limited("1 recipient / hour");
        Configuration watching =
                new Configuration(
                        true, limited.files(), "", false, Mode.REPORT, Map.of(), limited.limits());
        Guard guard = guard(watching);
        passes(guard.decide(message(ROSSI, "1", outside(1))));
        passes(guard.decide(message(ROSSI, "2", outside(1))));
        assertEquals(1, guard.office().refusals(10).size());
        guard.tick();
        assertEquals(State.Kind.PASSING, guard.office().status().state().kind());
    }

    @Test
    void theBusiestComeFirst() throws IOException {
        Guard guard = guard(limited("10 recipients / hour"));
        passes(guard.decide(message("a@corp.test", "1", outside(2))));
        passes(guard.decide(message("b@corp.test", "2", outside(9))));
        assertEquals(
                List.of("account:b@corp.test", "account:a@corp.test"),
                guard.office().top(5).stream().map(s -> s.subject()).toList());
    }
}
