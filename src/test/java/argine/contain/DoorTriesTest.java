// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.login.LoginDoor;
import argine.mail.login.TalkingDoor;
import argine.server.access.Door;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doors say to a login once an account is contained. */
class DoorTriesTest {
    private static final String ROSSI = House.ROSSI;

    @TempDir Path folder;
    private House house;

    @BeforeEach
    void build() {
        house = new House(folder);
    }

    private Receipt containAt(Order order, TalkingDoor imap, TalkingDoor smtp) throws IOException {
        house.doors =
                List.of(
                        new Door("imap", "imaps", imap.as(LoginDoor.Speech.SMTP), ""),
                        new Door("smtp", "smtp", smtp.as(LoginDoor.Speech.SMTP), ""));
        return house.contain(order);
    }

    private static List<String> verdicts(Receipt receipt) {
        return receipt.atDoors().stream()
                .map(one -> one.service() + " " + one.verdict() + ": " + one.how())
                .toList();
    }

    @Test
    void theNewPasswordIsTriedOnceAtEveryDoorAndTheLockRefusesItWhereItShuts() throws IOException {
        try (TalkingDoor open = TalkingDoor.smtp("235 yes\r\n");
                TalkingDoor shut = TalkingDoor.smtp("535 no\r\n")) {
            Receipt receipt = containAt(House.ALL, open, shut);
            assertTrue(receipt.shut(), receipt.toString());
            assertEquals(Tried.MADE, receipt.tried());
            assertEquals(
                    List.of(
                            "imaps REFUSED: the new password works here, so the old one is gone",
                            "smtp REFUSED: the new password was refused: 535 no"),
                    verdicts(receipt));
            for (TalkingDoor door : List.of(open, shut)) {
                assertEquals(
                        1, door.heard().stream().filter(one -> one.startsWith("AUTH")).count());
            }
        }
    }

    @Test
    void oneDoorIsSpokenOfAsOne() throws IOException {
        try (TalkingDoor open = TalkingDoor.smtp("235 yes\r\n")) {
            house.doors = List.of(new Door("smtp", "smtp", open.as(LoginDoor.Speech.SMTP), ""));
            assertEquals(
                    List.of("try imap, smtp, and log in at 1 door"),
                    new Planner(house.access(), house, House.ALL)
                            .plan(ROSSI, List.of(ROSSI)).lines().stream()
                                    .filter(line -> line.step() == Step.PROOF)
                                    .map(Plan.Line::what)
                                    .toList());
        }
    }

    @Test
    void aDoorThatLetsTheNewPasswordInAlthoughTheAccountIsLockedIsOpen() throws IOException {
        try (TalkingDoor open = TalkingDoor.smtp("235 yes\r\n")) {
            Receipt receipt = containAt(House.ALL, open, open);
            assertFalse(receipt.shut());
            assertEquals("smtp LET_IN: the new password works", verdicts(receipt).get(1));
        }
    }

    @Test
    void aDoorThatCannotBeTriedProvesNothing() throws IOException {
        try (TalkingDoor open = TalkingDoor.smtp("235 yes\r\n");
                TalkingDoor busy = TalkingDoor.smtp("454 later\r\n")) {
            Receipt receipt = containAt(House.ALL, open, busy);
            assertFalse(receipt.shut());
            assertEquals("smtp NOT_KNOWN: not tried: 454 later", verdicts(receipt).get(1));
            house.doors =
                    List.of(new Door("smtp", "smtp", busy.as(LoginDoor.Speech.SMTP), "behind"));
            assertEquals(
                    List.of("smtp NOT_KNOWN: not tried: behind"),
                    verdicts(house.contain(House.ALL)));
        }
    }

    @Test
    void theThiefsPasswordIsTriedAtTheDoorsWhereItIsKnownAndTellsOfEveryOne() throws IOException {
        house.elsewhere = List.of("port 465");
        Order known =
                new Order(
                        Optional.empty(),
                        false,
                        Set.of(),
                        false,
                        Optional.of("stolen"),
                        false,
                        false);
        try (TalkingDoor shut = TalkingDoor.smtp("535 no\r\n")) {
            house.doors = List.of(new Door("port 465", "smtp", shut.as(LoginDoor.Speech.SMTP), ""));
            Receipt receipt = house.contain(known);
            assertTrue(receipt.shut(), receipt.proofs().toString());
            assertEquals(
                    List.of("smtp REFUSED: the thief's password was refused: 535 no"),
                    verdicts(receipt));
            String said = new String(Base64.getDecoder().decode(lastWord(shut)), UTF_8);
            assertEquals("\0" + ROSSI + "\0stolen", said);
        }
    }

    private static String lastWord(TalkingDoor door) {
        String login =
                door.heard().stream()
                        .filter(one -> one.startsWith("AUTH"))
                        .findFirst()
                        .orElseThrow();
        return login.substring(login.lastIndexOf(' ') + 1);
    }

    @Test
    void whereNoPasswordIsKnownARefusalAtTheDoorProvesNoMoreThanWasKnown() throws IOException {
        try (TalkingDoor refusing = TalkingDoor.smtp("535 no\r\n")) {
            Order noLock = House.order(Set.of(Step.PASSWORD, Step.LOCK));
            Receipt open = containAt(noLock, refusing, refusing);
            assertEquals(Tried.NONE, open.tried());
            assertTrue(verdicts(open).getFirst().startsWith("imaps NOT_KNOWN: a made-up password"));
            Receipt locked = containAt(House.order(Set.of(Step.PASSWORD)), refusing, refusing);
            assertEquals(
                    "imaps REFUSED: a made-up password was refused: 535 no; by itself that shows"
                            + " only that the door answers",
                    verdicts(locked).getFirst());
        }
    }
}
