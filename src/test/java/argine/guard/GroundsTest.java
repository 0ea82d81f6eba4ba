// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.intrusion.Ground;
import argine.guard.intrusion.Offence;
import argine.guard.intrusion.Source;
import argine.mail.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts against a client, and what does not. */
class GroundsTest {
    @TempDir Path folder;
    private Barring door;

    @BeforeEach
    void open() throws IOException {
        door = new Barring(folder);
    }

    @AfterEach
    void close() throws IOException {
        door.close();
    }

    @Test
    void whoOpensEightySixConnectionsInAMinuteIsBarred() {
        door.offend(Barring.THIEF, Ground.CONNECTIONS, 85);
        assertEquals(List.of(), door.barred());
        door.offend(Barring.THIEF, Ground.CONNECTIONS, 1);
        assertEquals(List.of(Barring.THIEF + "/32 I"), door.barred());
    }

    @Test
    void aBounceToATrapIsAStrangersDoing() {
        Address trap = Address.of("trap@corp.test");
        door.world.reload(Barring.with(Barring.enforcing().withTraps(List.of(trap))));
        for (Address sender : List.of(Address.NULL_SENDER, Address.of("a@ext.test"))) {
            assertEquals(List.of(), door.barred());
            door.world.guard.decide(
                    PolicyRequest.at(Stage.RCPT, Channel.INBOUND)
                            .from(Client.at(Barring.at(Barring.THIEF)))
                            .sending(Envelope.of(sender, List.of(trap), 0)));
        }
        assertEquals(List.of(Barring.THIEF + "/32 A"), door.barred());
    }

    @Test
    void typosOfAnOfficeThatTheLogCannotTellFromProbingBarNobody() {
        door.loggedIn(Barring.OFFICE, Barring.ROSSI);
        for (String client : List.of(Barring.OFFICE, Barring.THIEF)) {
            for (int i = 0; i < 10; i++) {
                door.world.guard.offended(
                        Offence.of(Barring.at(client), Ground.UNKNOWN_USERS, Source.LOG)
                                .marked("typo" + i + "@corp.test"));
            }
        }
        assertEquals(List.of(Barring.THIEF + "/32 P"), door.barred());
    }

    @Test
    void connectionsOfALongerTimeAreNoFlood() {
        for (int i = 0; i < 300; i++) {
            door.offend(Barring.THIEF, Ground.CONNECTIONS, 1);
            door.world.clocks.pass(Duration.ofSeconds(1));
        }
        assertEquals(List.of(), door.barred());
    }

    @Test
    void whoConnectsIsSeenByTheGuardItself() {
        for (int i = 0; i < 86; i++) {
            door.asked(Stage.CONNECT, Barring.THIEF, "");
        }
        assertEquals(List.of(Barring.THIEF + "/32 I"), door.barred());
        assertTrue(door.asked(Stage.CONNECT, Barring.THIEF, "").refuses());
    }

    @Test
    void whatTheDoorAndTheLogBothSawCountsOnce() {
        door.offend(Barring.THIEF, Ground.CONNECTIONS, 60);
        for (int i = 0; i < 60; i++) {
            door.asked(Stage.CONNECT, Barring.THIEF, "");
        }
        assertEquals(List.of(), door.barred());
    }

    @Test
    void fiveUnknownRecipientsBar() {
        door.offend(Barring.THIEF, Ground.UNKNOWN_USERS, 4);
        assertEquals(List.of(), door.barred());
        door.offend(Barring.THIEF, Ground.UNKNOWN_USERS, 1);
        assertEquals(List.of(Barring.THIEF + "/32 P"), door.barred());
    }

    @Test
    void theSameUnknownRecipientAgainAndAgainIsOneMistake() {
        for (int i = 0; i < 50; i++) {
            door.world.guard.offended(
                    Offence.of(Barring.at(Barring.OFFICE), Ground.UNKNOWN_USERS, Source.LOG)
                            .marked("old@corp.test"));
        }
        assertEquals(List.of(), door.barred());
    }

    @Test
    void relayingThatWasRefusedFiveTimesBars() {
        door.offend(Barring.THIEF, Ground.RELAYING, 5);
        assertEquals(List.of(Barring.THIEF + "/32 Y"), door.barred());
    }

    @Test
    void resetsOfAllSessionsTogetherBar() {
        for (int i = 0; i < 4; i++) {
            door.world.guard.offended(
                    Offence.of(Barring.at(Barring.THIEF), Ground.RESETS, Source.LOG).times(25));
        }
        assertEquals(List.of(Barring.THIEF + "/32 R"), door.barred());
    }

    @Test
    void threeMessagesOverTheSpamScoreBarAndOthersCountNothing() {
        for (int i = 0; i < 9; i++) {
            door.world.guard.offended(
                    Offence.of(Barring.at(Barring.OFFICE), Ground.SPAM, Source.REPORT).times(999));
        }
        assertEquals(List.of(), door.barred());
        for (int i = 0; i < 3; i++) {
            door.world.guard.offended(
                    Offence.of(Barring.at(Barring.THIEF), Ground.SPAM, Source.REPORT).times(1000));
        }
        assertEquals(List.of(Barring.THIEF + "/32 S"), door.barred());
    }

    @Test
    void whoIsListedOrSentWhatAFilterObjectedToIsBarredAtOnce() {
        door.offend(Barring.THIEF, Ground.LISTED, 1);
        door.offend(Barring.OFFICE, Ground.CONTENT, 1);
        assertEquals(List.of(Barring.THIEF + "/32 D", Barring.OFFICE + "/32 C"), door.barred());
    }

    @Test
    void threeMessagesThatAreTooLargeBarAndOneAskedAboutThreeTimesDoesNot() {
        for (String message : List.of("m1", "m1", "m1", "m2")) {
            door.world.guard.decide(large(message));
        }
        assertEquals(List.of(), door.barred());
        door.world.guard.decide(large("m3"));
        assertEquals(List.of(Barring.THIEF + "/32 M"), door.barred());
    }

    private static PolicyRequest large(String message) {
        return PolicyRequest.at(Stage.RCPT, Channel.INBOUND)
                .in(Transaction.of("s", message))
                .from(Client.at(Barring.at(Barring.THIEF)))
                .sending(
                        Envelope.of(
                                Address.of("a@ext.test"),
                                List.of(Address.of(Barring.ROSSI)),
                                (100L << 20) + 1));
    }

    @Test
    void whoWritesToATrapIsBarredWithThatVeryRecipient() {
        door.world.reload(
                Barring.with(
                        Barring.enforcing().withTraps(List.of(Address.of("Rossi@corp.test")))));
        Decision decision = door.asked(Stage.RCPT, Barring.THIEF, "");
        assertTrue(decision.reply().startsWith("554 5.7.0 "), decision.reply());
        assertTrue(decision.reply().contains("(A: "), decision.reply());
        assertTrue(
                door.asked(Stage.RCPT, Barring.OFFICE, "bianchi@corp.test").equals(Decision.PASS));
    }
}
