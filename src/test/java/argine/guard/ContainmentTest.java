// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.limited;
import static argine.guard.GuardOfTests.message;
import static argine.guard.GuardOfTests.outside;
import static argine.guard.GuardOfTests.recipient;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Address;
import argine.store.block.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainmentTest {
    private static final String ROSSI = "rossi@corp.test";

    @TempDir Path folder;
    private GuardOfTests house;

    @BeforeEach
    void open() throws IOException {
        house = new GuardOfTests(folder, limited("100 recipients / hour"));
    }

    @AfterEach
    void close() throws IOException {
        house.close();
    }

    private Decision send() {
        return house.guard.decide(message("Rossi@corp.test", "", outside(1)));
    }

    private void block(Block.Extent extent, Optional<Duration> length) throws IOException {
        house.guard
                .office()
                .block(ROSSI, extent, length.map(house.clocks.now()::plus), "spam seen", "root");
    }

    @Test
    void aContainedAccountIsRefusedAtEveryDoorAndStage() throws IOException {
        block(Block.Extent.EVERYTHING, Optional.empty());
        for (Channel channel : Channel.values()) {
            for (Stage stage : Stage.values()) {
                PolicyRequest request = PolicyRequest.at(stage, channel).by("ROSSI@corp.test");
                assertInstanceOf(Decision.Reject.class, house.guard.decide(request));
            }
        }
    }

    @Test
    void aContainedAccountIsRefusedDuringATrialToo() throws IOException {
        Configuration trial =
                new Configuration(
                        true,
                        Configuration.Files.USUAL,
                        "",
                        false,
                        Mode.ENFORCE,
                        Map.of(),
                        limited("1 recipients / hour").limits());
        house.reload(trial);
        assertEquals(
                Decision.PASS, house.guard.decide(message(ROSSI, "", outside(5)))); // only told
        block(Block.Extent.SENDING, Optional.empty());
        assertInstanceOf(Decision.Reject.class, send());
    }

    @Test
    void whereOnlySendingIsStoppedMailMayBeRead() throws IOException {
        block(Block.Extent.SENDING, Optional.empty());
        PolicyRequest login = PolicyRequest.at(Stage.LOGIN_AFTER, Channel.MAILBOX).by(ROSSI);
        assertEquals(Decision.PASS, house.guard.decide(login));
        assertInstanceOf(Decision.Reject.class, send());
    }

    @Test
    void aMasterPasswordOpensNoContainedAccount() throws IOException {
        block(Block.Extent.EVERYTHING, Optional.empty());
        assertInstanceOf(
                Decision.Reject.class,
                house.guard.decide(message(ROSSI + "*admin", "", outside(1))));
        assertInstanceOf(
                Decision.Reject.class,
                house.guard.decide(message("other@corp.test*" + ROSSI, "", outside(1))));
    }

    @Test
    void othersGoOn() throws IOException {
        block(Block.Extent.EVERYTHING, Optional.empty());
        assertEquals(
                Decision.PASS, house.guard.decide(message("bianchi@corp.test", "1", outside(1))));
    }

    @Test
    void whoIsContainedInTheMiddleOfAMessageIsRefusedAtItsEnd() throws IOException {
        assertEquals(Decision.PASS, house.guard.decide(recipient(ROSSI, "1", "a@ext.test")));
        block(Block.Extent.SENDING, Optional.empty());
        assertInstanceOf(
                Decision.Reject.class, house.guard.decide(GuardOfTests.end(ROSSI, "1", 1)));
        assertEquals(0, house.guard.office().limits(ROSSI).getFirst().used());
    }

    @Test
    void aBlockSurvivesARestart() throws IOException {
        block(Block.Extent.SENDING, Optional.empty());
        house.restart();
        assertInstanceOf(Decision.Reject.class, send());
    }

    @Test
    void aBlockSurvivesTheLossOfTheStore() throws IOException {
        block(Block.Extent.SENDING, Optional.empty());
        house.close();
        try (var files = Files.list(folder.resolve("guard"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        house.guard = new GuardOfTests(folder, limited("100 recipients / hour")).guard;
        assertInstanceOf(Decision.Reject.class, send());
        assertEquals(1, house.guard.office().status().remarks().size());
    }

    @Test
    void aBlockSurvivesTheLossOfItsCopy() throws IOException {
        block(Block.Extent.SENDING, Optional.empty());
        Files.delete(folder.resolve("stopped"));
        house.restart();
        assertInstanceOf(Decision.Reject.class, send());
        assertTrue(Files.readString(folder.resolve("stopped")).contains(ROSSI));
    }

    @Test
    void whoWasReleasedStaysFree() throws IOException {
        block(Block.Extent.SENDING, Optional.empty());
        String copy = Files.readString(folder.resolve("stopped"));
        house.guard.office().unblock(ROSSI, "root");
        assertEquals(Decision.PASS, send());
        Files.writeString(folder.resolve("stopped"), copy); // as after a crash in between
        house.restart();
        assertEquals(Decision.PASS, send());
    }

    @Test
    void aBlockEndsWhenItsTimeIsOver() throws IOException {
        block(Block.Extent.SENDING, Optional.of(Duration.ofHours(2)));
        house.clocks.pass(Duration.ofMinutes(119));
        house.guard.tick();
        assertInstanceOf(Decision.Reject.class, send());
        house.clocks.pass(Duration.ofMinutes(2));
        house.guard.tick();
        assertEquals(Decision.PASS, send());
        assertEquals(
                List.of("time"),
                house.notices.stream()
                        .flatMap(
                                n ->
                                        n instanceof Notice.Released(Block _, String by)
                                                ? List.of(by).stream()
                                                : List.<String>of().stream())
                        .toList());
    }

    @Test
    void theReplyHasACodeThatLeadsToTheWholeStory() throws IOException {
        house.guard.decide(message(ROSSI, "1", outside(3)));
        block(Block.Extent.SENDING, Optional.empty());
        String code = send().why().orElseThrow().code();
        Office.Why why =
                house.guard.office().why(code.toUpperCase(java.util.Locale.ROOT)).orElseThrow();
        assertEquals("contained", why.refusal().rule());
        assertEquals(ROSSI, why.refusal().subject());
        assertTrue(why.release().contains("argine guard unblock " + ROSSI), why.release());
        assertEquals(
                List.of(
                        "2026-11-24T08:00:00Z from <rossi@corp.test> to 3, 2000 bytes,"
                                + " 203.0.113.9, pass"),
                why.refusal().messages());
    }

    @Test
    void aCodeIsRememberedForDaysAndOverRestarts() throws IOException {
        block(Block.Extent.SENDING, Optional.empty());
        String code = send().why().orElseThrow().code();
        send();
        house.guard.tick();
        house.clocks.pass(Duration.ofDays(5));
        house.restart();
        assertEquals(2, house.guard.office().why(code).orElseThrow().refusal().times());
        house.clocks.pass(Duration.ofDays(10));
        house.guard.tick();
        assertEquals(Optional.empty(), house.guard.office().why(code));
    }

    @Test
    void aSenderOfOthersIsOnlyReportedUntilThatIsSwitchedOn() throws IOException {
        PolicyRequest forged =
                message(ROSSI, "", outside(1))
                        .sending(Envelope.of(Address.of("boss@corp.test"), outside(1), 1));
        assertEquals(Decision.PASS, house.guard.decide(forged));
        assertEquals("report", house.guard.office().refusals(1).getFirst().decision());
        house.reload(limited("100 recipients / hour").with(Mode.ENFORCE));
        assertEquals(
                "rossi@corp.test may not send as <boss@corp.test>",
                house.guard.decide(forged).why().orElseThrow().text());
    }

    @Test
    void aReplyIsOneLineOfPlainTextWhateverIsInIt() throws IOException {
        house.reload(Configuration.EMPTY.with(Mode.ENFORCE));
        PolicyRequest forged =
                message(ROSSI, "", outside(1))
                        .sending(
                                Envelope.of(
                                        Address.of(
                                                "x\r\n250 ok\u001b[31m\u00e9@" + "y".repeat(2000)),
                                        outside(1),
                                        1));
        String reply = house.guard.decide(forged).reply();
        assertTrue(reply.chars().allMatch(c -> c >= ' ' && c <= '~'), reply);
        assertTrue(reply.length() < 400, reply);
    }
}
