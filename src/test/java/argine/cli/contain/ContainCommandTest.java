// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.desk.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * {@code argine contain} as it is typed, on a Dovecot that does not run: all is written, and
 * nothing proved. What ends with 0 and 3 is shown by the live test.
 */
class ContainCommandTest extends OnRestingServer {
    @Test
    void whatIsAskedWronglyIsSaidAndNothingIsDone() throws Exception {
        List<String> before = server.all();
        contain(Exit.ASKED_WRONGLY, "--yes");
        contain(Exit.ASKED_WRONGLY, ROSSI, "--lock", "half", "--yes");
        contain(Exit.ASKED_WRONGLY, ROSSI, "--without", "nothing", "--yes");
        contain(Exit.ASKED_WRONGLY, ROSSI, "--format", "html", "--yes");
        contain(Exit.ASKED_WRONGLY, ROSSI, "--format", "xml", "--yes");
        contain(Exit.ASKED_WRONGLY, ROSSI, "--same", "--yes");
        contain(Exit.ASKED_WRONGLY, "--release", ROSSI, "--case", "x", "--yes");
        assertEquals(before, server.all());
        assertTrue(Files.notExists(journal));
    }

    @Test
    void whatIsDoneAndNotProvedEndsWithOneAndTellsProgramsWhich() throws Exception {
        with(
                () -> {
                    List<String> before = server.all();
                    JsonNode receipt = json(Exit.NOT_DONE, ROSSI, "--yes").at("/receipts/0");
                    assertEquals(ROSSI, receipt.path("account").asString(""));
                    assertEquals("2026-11-27.1", receipt.path("receipt").asString(""));
                    assertEquals("false", receipt.path("shut").toString());
                    assertEquals("made", receipt.path("tried").asString(""));
                    assertEquals("lock", receipt.at("/steps/0/step").asString(""));
                    assertEquals("done", receipt.at("/steps/0/outcome").asString(""));
                    assertEquals("notKnown", receipt.at("/proofs/0/verdict").asString(""));
                    assertTrue(receipt.path("newPassword").isMissingNode());
                    assertNotEquals(before, server.all());
                    JsonNode list = json(Exit.DONE, "--list").at("/contained/0");
                    assertEquals("sending", list.path("lock").asString(""));
                    assertEquals(0, list.path("brokeOff").asInt(-1));
                    release(before);
                });
    }

    /** First what would be done, then it. */
    private void release(List<String> before) throws Exception {
        List<String> locked = server.all();
        String[] words = {"--release", ROSSI, "--same-password"};
        JsonNode plan = json(Exit.DONE, words);
        assertEquals(ROSSI, plan.path("wouldRelease").asString(""));
        assertEquals("2026-11-27.1", plan.at("/receipts/0").asString(""));
        assertEquals(2, plan.path("would").size());
        assertEquals(locked, server.all());
        JsonNode done = json(Exit.DONE, "--release", ROSSI, "--same-password", "--yes");
        assertEquals(ROSSI, done.path("released").asString(""));
        assertEquals(2, done.path("done").size());
        assertEquals(before, server.all());
        assertTrue(contain(Exit.NOT_DONE, words).contains("is not contained"));
    }

    @Test
    void aStolenPasswordIsNotReleasedUnlessThatIsSaid() throws Exception {
        with(
                () -> {
                    List<String> before = server.all();
                    contain(Exit.NOT_DONE, ROSSI, "--without", "password", "--yes");
                    assertTrue(
                            contain(Exit.NOT_DONE, "--release", ROSSI, "--yes")
                                    .contains("still the one that was stolen"));
                    contain(Exit.DONE, "--release", ROSSI, "--same-password", "--yes");
                    assertEquals(before, server.all());
                });
    }

    /** As if it had been killed after the password was set. */
    private void breakOff() throws IOException {
        List<String> lines = Files.readAllLines(journal);
        assertTrue(lines.removeLast().contains("\"end\""));
        Files.writeString(journal, String.join("\n", lines) + "\n");
    }

    @Test
    void whatBrokeOffIsGoneOnWithAndSetsAnotherPasswordOnlyWhenAsked() throws Exception {
        with(
                () -> {
                    List<String> before = server.all();
                    assertEquals("Nothing broke off.\n", contain(Exit.DONE, "--resume", "--yes"));
                    contain(Exit.NOT_DONE, ROSSI, "--yes");
                    List<String> locked = server.all();
                    breakOff();
                    assertTrue(contain(Exit.DONE, "--resume").contains("broke off"));
                    JsonNode resumed = json(Exit.NOT_DONE, "--resume", "--yes", "--show-password");
                    assertEquals(
                            "a new one was set before the run broke off",
                            resumed.at("/receipts/0/steps/1/what").asString(""));
                    assertTrue(resumed.at("/receipts/0/newPassword").isMissingNode());
                    assertEquals(locked, server.all());
                    breakOff();
                    JsonNode renewed =
                            json(
                                    Exit.NOT_DONE,
                                    "--resume",
                                    "--new-password",
                                    "--show-password",
                                    "--yes");
                    String password = renewed.at("/receipts/0/newPassword").asString("");
                    assertTrue(password.length() > 15, renewed.toString());
                    assertTrue(!Files.readString(journal).contains(password), "it is kept nowhere");
                    assertNotEquals(locked, server.all());
                    contain(Exit.DONE, "--release", ROSSI, "--same-password", "--yes");
                    assertEquals(before, server.all());
                });
    }

    @Test
    void whoIsNeededIsLockedOnlyEvenSo() throws Exception {
        with(
                () -> {
                    List<String> before = server.all();
                    String alerts =
                            Files.writeString(
                                            folder.resolve("guard.toml"),
                                            "[alert]\nmail-from = \"" + ROSSI + "\"\n")
                                    .toString();
                    for (String[] words :
                            List.of(
                                    new String[] {"--needed", named("webmail@x.test", ROSSI)},
                                    new String[] {"--administrators", named(ROSSI)},
                                    new String[] {"--guard-config", alerts},
                                    new String[] {"nobody@example.org", "--without", "proof"})) {
                        List<String> all = new ArrayList<>(List.of(words));
                        all.addAll(List.of("--yes"));
                        if (words[0].startsWith("--")) {
                            all.add(ROSSI);
                        }
                        String[] asked = all.toArray(String[]::new);
                        String said = contain(Exit.NOT_DONE, asked);
                        assertTrue(said.contains("--even-so locks"), said);
                        assertEquals(before, server.all());
                    }
                    contain(Exit.NOT_DONE, "nobody@example.org", "--even-so", "--yes");
                    assertTrue(server.all().toString().contains("nobody@example.org"));
                });
    }

    @Test
    void theAccountOfACaseIsContained() throws Exception {
        with(
                () -> {
                    String said =
                            contain(
                                    Exit.NOT_DONE,
                                    "--case",
                                    "20261119-rossi-example-org",
                                    "--log",
                                    "examples/breach",
                                    "--yes");
                    assertTrue(said.startsWith("NOT SHUT " + ROSSI), said);
                    assertTrue(
                            contain(
                                            Exit.NOT_DONE,
                                            "--case",
                                            "20261119-nobody",
                                            "--log",
                                            "examples/breach",
                                            "--yes")
                                    .contains("there is no case 20261119-nobody with an account"));
                });
    }

    @Test
    void whatIsProposedToTakeItBackLeadsToTheSameQueueAndStore() throws Exception {
        with(
                () -> {
                    String queue = queueOfTheExample().toString();
                    List<List<String>> back =
                            proposed(contain(Exit.NOT_DONE, ROSSI, "--queue", queue, "--yes"));
                    assertEquals(2, back.size(), back::toString);
                    assertTrue(typed(Exit.DONE, back.getFirst()).startsWith("RELEASED " + ROSSI));
                    assertEquals(
                            "Put back 61 messages of receipt 2026-11-27.2.\n",
                            typed(Exit.DONE, back.getLast()));
                });
    }

    @Test
    void whatIsProposedAfterAReleaseAndForWhatBrokeOffLeadsToTheSamePlace() throws Exception {
        with(
                () -> {
                    String socket = folder.resolve("guard.sock").toString();
                    contain(Exit.NOT_DONE, ROSSI, "--yes");
                    breakOff();
                    String store = " --store " + folder.resolve("store");
                    String place = String.join(" ", server.options()) + store;
                    String list = contain(Exit.DONE, "--list", "--guard-socket", socket);
                    assertEquals(
                            "To go on with what broke off: argine contain --resume "
                                    + place
                                    + " --guard-socket "
                                    + socket
                                    + " --yes",
                            list.lines().toList().getLast());
                    assertEquals(
                            "To go on with what broke off: argine contain --resume --new-password "
                                    + place
                                    + " --yes",
                            contain(Exit.DONE, "--resume", "--new-password")
                                    .lines()
                                    .toList()
                                    .getLast());
                    assertEquals(
                            List.of(
                                    List.of(
                                            ("sweep --list --config "
                                                            + folder.resolve("postfix")
                                                            + store)
                                                    .split(" "))),
                            proposed(contain(Exit.DONE, "--release", ROSSI, "--yes")));
                });
    }

    @Test
    void whereNothingBrokeOffALookAtItSaysSoWhoeverIsContained() throws Exception {
        with(
                () -> {
                    contain(Exit.NOT_DONE, ROSSI, "--yes");
                    assertEquals(
                            "Nothing broke off.\n",
                            contain(Exit.DONE, "--resume", "--new-password"));
                });
    }

    @Test
    void whatIsProposedForANameThatIsLeftAloneLocksItEvenSo() throws Exception {
        with(
                () -> {
                    String plan =
                            contain(Exit.NOT_DONE, "nobody@example.org", "--without", "sessions");
                    assertTrue(plan.contains("Nothing was changed. To do it even so:\n"), plan);
                    typed(Exit.NOT_DONE, proposed(plan).getFirst());
                    assertTrue(server.all().toString().contains("nobody@example.org"));
                });
    }

    @Test
    void besideOneThatIsContainedANameThatIsLeftAloneHasNoPlan() throws Exception {
        with(
                () -> {
                    String plan =
                            contain(
                                    Exit.NOT_DONE,
                                    ROSSI,
                                    "nobody@example.org",
                                    "--without",
                                    "sessions");
                    assertEquals(
                            1, plan.lines().filter(row -> row.startsWith("  lock ")).count(), plan);
                    typed(Exit.NOT_DONE, proposed(plan).getFirst());
                    String all = server.all().toString();
                    assertTrue(all.contains("submission/" + ROSSI), all);
                    assertTrue(!all.contains("nobody@example.org"), all);
                });
    }

    @Test
    void nothingIsProposedForANameThatNothingLocks() throws Exception {
        with(
                () -> {
                    String plan = contain(Exit.NOT_DONE, "a:b");
                    assertEquals(List.of(), proposed(plan));
                    assertTrue(plan.endsWith("  Nothing was changed.\n"), plan);
                });
    }

    @Test
    void aPasswordThatNobodyKnowsIsSaidWithTheWayToOne() throws Exception {
        with(
                () -> {
                    String plan = contain(Exit.DONE, ROSSI, "--without", "sessions,cache,proof");
                    String nobody =
                            "Nobody will know the new password; --show-password shows it, once.";
                    assertTrue(plan.contains(nobody), plan);
                    String done = contain(Exit.NOT_DONE, ROSSI, "--yes");
                    assertTrue(done.contains("Nobody knows the new password."), done);
                    String again = contain(Exit.NOT_DONE, ROSSI, "--show-password", "--yes");
                    assertTrue(again.contains("The new password, shown this once"), again);
                    assertTrue(!again.contains("Nobody knows"), again);
                });
    }
}
