// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.access.Administrators;
import argine.server.access.Lock;
import argine.store.ReceiptId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainmentTest {
    private static final String ROSSI = House.ROSSI;

    @TempDir Path folder;
    private House house;

    @BeforeEach
    void build() {
        house = new House(folder);
    }

    @Test
    void aThiefIsOutAndIsRefusedOnEveryService() throws IOException {
        Receipt receipt = house.contain(House.ALL);
        assertTrue(receipt.shut(), receipt.steps().toString());
        assertEquals(List.of(), house.open);
        assertEquals(
                List.of(
                        new Proof(
                                "imap",
                                Proof.Verdict.REFUSED,
                                "the new password works, so the old one is gone"),
                        new Proof("smtp", Proof.Verdict.REFUSED, "refused whatever the password")),
                receipt.proofs());
        assertEquals(Map.of(ROSSI, "-/SENDING"), house.list.accounts);
        assertEquals("2026-11-26.9", receipt.held());
    }

    @Test
    void anotherNameThatLogsInToTheAccountIsAnOpenDoor() throws IOException {
        house.accounts.otherNames = List.of("ferrari", "-rf");
        Receipt receipt = house.contain(House.ALL);
        assertFalse(receipt.shut(), "ferrari may be the thief");
        assertEquals(
                List.of(
                        "one logs in as ferrari too: contain that as well",
                        "one logs in as -rf too: contain that as well"),
                receipt.steps().stream()
                        .filter(done -> done.outcome() == Done.Outcome.NOT_DONE)
                        .map(Done::what)
                        .toList());
        house.list.accounts.put("ferrari", "-/SENDING");
        house.accounts.otherNames = List.of("ferrari");
        assertTrue(house.contain(House.ALL).shut(), "that door is shut by now");
    }

    @Test
    void anAccountWhosePasswordStaysIsShutForReadingToo() throws IOException {
        Receipt receipt = house.contain(House.order(Set.of(Step.PASSWORD)));
        assertEquals(Map.of(ROSSI, "-/FULL"), house.list.accounts);
        assertFalse(receipt.shut(), "a step was left out");
        assertTrue(receipt.proofs().stream().allMatch(p -> p.verdict() == Proof.Verdict.REFUSED));
    }

    @Test
    void theNewPasswordIsInNoJournal() throws IOException {
        Receipt receipt = house.contain(House.ALL);
        String journal = Files.readString(house.store.file(receipt.id()));
        assertFalse(journal.contains(receipt.password().orElseThrow()), journal);
        assertTrue(journal.contains("stolen"), "the way back is in it");
    }

    @Test
    void theThiefsPasswordIsTriedWhereItIsKnown() throws IOException {
        Order order =
                new Order(
                        Optional.empty(),
                        false,
                        Set.of(Step.PASSWORD, Step.LOCK),
                        false,
                        Optional.of("stolen"),
                        false,
                        false);
        Receipt receipt = house.contain(order);
        assertFalse(receipt.shut());
        assertEquals(
                new Proof("imap", Proof.Verdict.LET_IN, "the thief's password works"),
                receipt.proofs().getFirst());
    }

    @Test
    void sessionsThatDoNotEndAreSaid() throws IOException {
        house.killSessions = false;
        Receipt receipt = house.contain(House.ALL);
        assertFalse(receipt.shut());
        assertTrue(
                receipt.steps().toString().contains("by hand: kick " + ROSSI),
                receipt.steps().toString());
    }

    @Test
    void sessionsThatWereSparedMayBeTheThiefs() throws IOException {
        Order sparing =
                new Order(Optional.empty(), false, Set.of(), true, Optional.empty(), false, false);
        Receipt receipt = house.contain(sparing);
        assertFalse(receipt.shut());
        assertTrue(
                receipt.steps().toString().contains("1 was spared and may be the thief's"),
                receipt.steps().toString());
    }

    @Test
    void whereSomethingElseChecksPasswordsNothingIsProved() throws IOException {
        house.elsewhere = List.of("port 465");
        Receipt receipt = house.contain(House.ALL);
        assertFalse(receipt.shut());
        assertEquals(
                List.of("imap REFUSED", "port 465 NOT_KNOWN", "smtp REFUSED"),
                receipt.proofs().stream().map(one -> one.service() + " " + one.verdict()).toList());
    }

    @Test
    void whoStandsAtTheDoorIsToldBeforeAnyStoreIsWritten() throws IOException {
        List<String> before = new ArrayList<>();
        house.sentry =
                account -> {
                    before.add(account + house.list.accounts);
                    return Optional.of(new Sentry.Told(Done.Outcome.DONE, "told"));
                };
        Receipt receipt = house.contain(House.ALL);
        assertEquals(List.of(ROSSI + "{}"), before);
        assertEquals("told", receipt.steps().getFirst().what());
        house.contain(House.order(Set.of(Step.LOCK)));
        assertEquals(1, before.size(), "where nothing is locked nobody is told");
    }

    @Test
    void aSentryThatCannotBeToldLeavesADoorOpen() throws IOException {
        house.sentry = _ -> Optional.of(new Sentry.Told(Done.Outcome.NOT_DONE, "busy"));
        assertFalse(house.contain(House.ALL).shut());
    }

    @Test
    void whatWasWrittenAlthoughTheStoreFailedHasItsWayBack() throws IOException {
        house.list.failsAfterWriting = true;
        house.accounts.failsAfterWriting = true;
        assertTrue(house.contain(House.ALL).shut());
        house.list.failsAfterWriting = false;
        house.accounts.failsAfterWriting = false;
        house.release(true);
        assertEquals(Map.of(), house.list.accounts);
        assertEquals("stolen/open", house.accounts.accounts.get(ROSSI));
    }

    @Test
    void aReleaseKeepsTheNewPassword() throws IOException {
        String password = house.contain(House.ALL).password().orElseThrow();
        house.release(false);
        assertEquals(Map.of(), house.list.accounts);
        assertEquals(password + "/open", house.accounts.accounts.get(ROSSI));
    }

    @Test
    void aReleaseWithTheSamePasswordRestoresEverything() throws IOException {
        house.contain(House.ALL);
        house.release(true);
        assertEquals(Map.of(), house.list.accounts);
        assertEquals("stolen/open", house.accounts.accounts.get(ROSSI));
        assertEquals(List.of(), Containment.list(house.store));
    }

    @Test
    void anAccountWithItsStolenPasswordIsNotOpened() throws IOException {
        house.contain(House.order(Set.of(Step.PASSWORD)));
        IOException refused = assertThrows(IOException.class, () -> house.release(false));
        assertTrue(refused.getMessage().contains("still the one that was stolen"));
        house.accounts.accounts.put(ROSSI, "chosen by its owner/open");
        house.release(false);
        assertEquals(Map.of(), house.list.accounts);
        assertEquals("chosen by its owner/open", house.accounts.accounts.get(ROSSI));
    }

    @Test
    void twoContainmentsAreTakenBackToTheFirst() throws IOException {
        house.contain(House.ALL);
        house.contain(
                new Order(
                        Optional.of(Lock.FULL),
                        true,
                        Set.of(),
                        false,
                        Optional.empty(),
                        false,
                        false));
        house.release(true);
        assertEquals(Map.of(), house.list.accounts);
        assertEquals("stolen/open", house.accounts.accounts.get(ROSSI));
    }

    private static Order storeLock() {
        return new Order(Optional.empty(), true, Set.of(), false, Optional.empty(), false, false);
    }

    @Test
    void aLockThatStopsMailTooIsUsedOnlyWhenAsked() throws IOException {
        house.hasList = false;
        house.accounts.stopsMail = true;
        Receipt left = house.contain(House.ALL);
        assertFalse(left.shut());
        assertEquals(
                "nothing here can lock it without stopping its mail too; --store-lock does that",
                left.steps().getFirst().what());
        assertTrue(house.accounts.accounts.get(ROSSI).endsWith("/open"));
        Receipt asked = house.contain(storeLock());
        assertEquals(
                "nobody can log in, and its mail is refused too: memory accounts",
                asked.steps().getFirst().what());
        assertTrue(house.accounts.accounts.get(ROSSI).endsWith("/FULL"));
    }

    @Test
    void aLockThatLetsMailInIsUsedWhereThereIsNoList() throws IOException {
        house.hasList = false;
        assertEquals(
                "nobody can log in: memory accounts",
                house.contain(House.ALL).steps().getFirst().what());
    }

    @Test
    void aReleaseSaysFirstWhatItWouldDoBackToTheFirstReceipt() throws IOException {
        house.contain(House.ALL);
        house.contain(storeLock());
        Release.Outcome plan =
                Containment.releasePlan(house.access(), house.store, House.CLOCK, ROSSI, true);
        assertEquals(
                new Release.Outcome(
                        List.of(new ReceiptId("2026-11-26.2"), new ReceiptId("2026-11-26.1")),
                        List.of(
                                "memory accounts: as it was on 2026-11-26, the password too",
                                "memory list: take the lock off")),
                plan);
        assertTrue(house.list.accounts.containsKey(ROSSI));
    }

    @Test
    void aChangeInAStoreThatIsNotHereIsNotForgotten() throws IOException {
        house.contain(House.ALL);
        house.hasList = false;
        IOException why = assertThrows(IOException.class, () -> house.release(true));
        assertTrue(why.getMessage().contains("does not have it now"), why.getMessage());
        house.hasList = true;
        house.release(true);
        assertEquals(Map.of(), house.list.accounts);
    }

    @Test
    void theLastAdministratorAndWhoIsNeededAreLeftAlone() throws IOException {
        house.accounts.administrators = List.of(ROSSI);
        assertThrows(IOException.class, () -> house.contain(House.ALL));
        house.accounts.administrators = List.of(ROSSI, "boss@example.org");
        house.contain(House.ALL);
        Planner planner = new Planner(house.access(), house, House.ALL);
        assertEquals(
                1,
                planner.refusals("needed@example.org", List.of()).stream()
                        .filter(why -> why.contains("logs in with it"))
                        .count());
        assertEquals(1, planner.refusals(ROSSI, List.of(ROSSI, "boss@example.org")).size());
        house.accounts.failsToTell = true;
        assertEquals(List.of(), planner.refusals(ROSSI, List.of(ROSSI, "boss@example.org")));
    }

    @Test
    void whoeverElseTellsOfAdministratorsIsBelievedByItself() throws IOException {
        house.administrators =
                List.of(
                        new Administrators.Named(List.of("Rossi@example.org", "boss@example.org")),
                        new Administrators.Named(List.of("boss@example.org")));
        Planner planner = new Planner(house.access(), house, House.ALL);
        assertEquals(List.of(), planner.refusals(ROSSI, List.of(ROSSI)));
        assertEquals(
                List.of(
                        "it is the last administrator (as you named them); --even-so locks it all the"
                                + " same"),
                planner.refusals(ROSSI, List.of(ROSSI, "boss@example.org")));
        assertEquals(1, planner.refusals("boss@example.org", List.of()).size());
    }

    @Test
    void whoIsOnlySupposedToAdministerIsNamedAndNotSpared() throws IOException {
        house.administrators =
                List.of(
                        new Administrators() {
                            @Override
                            public String how() {
                                return "postmaster's mail goes there";
                            }

                            @Override
                            public boolean isCertain() {
                                return false;
                            }

                            @Override
                            public List<String> around(String account) {
                                return List.of(ROSSI);
                            }
                        });
        Planner planner = new Planner(house.access(), house, House.ALL);
        assertEquals(List.of(), planner.refusals(ROSSI, List.of(ROSSI)));
        assertEquals(
                List.of(
                        "It may be the last administrator's (postmaster's mail goes there alone). If"
                                + " it is, keep another way in; name administrators, one a line, in"
                                + " /etc/argine/administrators, and the last is spared."),
                planner.plan(ROSSI, List.of(ROSSI)).notes());
    }

    @Test
    void whereNobodyTellsWhoAdministersThePlanSaysSo() throws IOException {
        Plan plan = new Planner(house.access(), house, House.ALL).plan(ROSSI, List.of(ROSSI));
        assertEquals(1, plan.notes().size());
        house.administrators = List.of(new Administrators.Named(List.of("boss@example.org")));
        assertEquals(
                List.of(),
                new Planner(house.access(), house, House.ALL).plan(ROSSI, List.of()).notes());
    }

    @Test
    void aNameThatIsNotKnownIsRefused() throws IOException {
        List<Plan> plans =
                Containment.plans(house.access(), house, House.ALL, List.of("rosi@example.org"));
        assertTrue(plans.getFirst().refusals().getFirst().startsWith("there is no such account"));
    }

    @Test
    void aNameThatCouldReachFurtherIsNotHandedToTools() {
        for (String name :
                List.of(
                        "", "-A", "a\nroot", "a:b", "*", "a?", "../x", "a/b", "a b", "a'b", "a\"b",
                        "a\\b", "a%u", "a..b", "a;b", "a$b", "a\0b", "@x")) {
            assertFalse(AccountName.isFit(name), name);
        }
        for (String name :
                List.of(ROSSI, "o.brien+tag@example.org", "rossi", "müller@exämple.org")) {
            assertTrue(AccountName.isFit(name), name);
        }
    }

    @Test
    void onlyOneAtATimeHasTheRight() throws IOException {
        try (Containment one = house.containment()) {
            IOException refused = assertThrows(IOException.class, house::containment);
            assertTrue(refused.getMessage().contains("another argine is at work"), one.toString());
        }
    }

    @Test
    void anAccountThatChangesMeanwhileIsSaid() throws IOException {
        house.accounts.around =
                () -> {
                    house.accounts.around = () -> {};
                    house.accounts.accounts.put(ROSSI, "somebody else's/open");
                };
        Receipt receipt = house.contain(House.ALL);
        assertFalse(receipt.shut());
        assertEquals("somebody else's/open", house.accounts.accounts.get(ROSSI));
        assertEquals(Optional.empty(), receipt.password());
    }

    @Test
    void aSecondRunUnderTheSameDayHasANumberOfItsOwn() throws IOException {
        assertEquals(new ReceiptId("2026-11-26.1"), house.contain(House.ALL).id());
        assertEquals(new ReceiptId("2026-11-26.2"), house.contain(House.ALL).id());
    }
}
