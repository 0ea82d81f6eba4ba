// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import argine.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
    private static final String ACCOUNT = "rossi@example.org";

    @TempDir Path folder;

    private String name = "queue";

    @BeforeEach
    void copyTheExample() throws IOException {
        Path from = Path.of("examples/breach/queue");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = queue().resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private Path queue() {
        return folder.resolve(name);
    }

    private String sweep(int exit, String... more) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said);
        List<String> words = new ArrayList<>(List.of("sweep", "--queue", queue().toString()));
        words.addAll(List.of("--store", folder.resolve("store").toString()));
        words.addAll(List.of(more));
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        int code =
                Cli.run(new Surroundings(both, both, clock, false), words.toArray(String[]::new));
        assertEquals(exit, code, said::toString);
        return said.toString();
    }

    private long count(String place) {
        try (Stream<Path> files = Files.walk(queue().resolve(place))) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String again() {
        return " --queue " + queue() + " --store " + folder.resolve("store") + " --yes";
    }

    @Test
    void withoutYesNothingIsChanged() {
        String plan = sweep(0, "--account", ACCOUNT);
        assertTrue(
                plan.startsWith("WOULD HOLD 61 of 61 messages in " + queue() + ": account rossi"));
        assertTrue(plan.endsWith(" --account rossi@example.org --yes\n"), plan);
        assertEquals(61, count("deferred"));
        assertTrue(!Files.exists(folder.resolve("store")));
    }

    @Test
    void theAnswerSaysHowToPutThemBack() {
        assertEquals(
                "Held 61 messages. Receipt 2026-11-24.1\n"
                        + "To put them back:  argine sweep --undo 2026-11-24.1"
                        + again()
                        + "\n",
                sweep(0, "--account", "ROSSI@example.org", "--yes"));
        assertEquals(61, count("hold"));
        assertEquals(0, count("deferred"));
        assertEquals(
                "RECEIPT       SINCE                 HELD  WHY\n"
                        + "2026-11-24.1  24 Nov 2026 12:00:00    61  account rossi@example.org\n",
                sweep(0, "--list"));
        assertEquals(
                "Put back 61 messages of receipt 2026-11-24.1.\n",
                sweep(0, "--undo", "2026-11-24.1", "--yes"));
        assertEquals(61, count("deferred"));
        assertEquals("Nothing is held.\n", sweep(0, "--list"));
        assertEquals(
                "Nothing is held any more of receipt 2026-11-24.1: account rossi@example.org.\n",
                sweep(0, "--undo", "2026-11-24.1"));
    }

    @Test
    void anAccountOfWhichNoMessageWaitsIsSaidToBeWithTheNearest() {
        String absent =
                "no waiting message is of ros1@example.org; nearest: rossi@example.org (61 messages)";
        String plan = sweep(0, "--account", "ros1@example.org");
        assertEquals(
                "NOTHING TO HOLD: "
                        + absent
                        + ". Of 61 messages in "
                        + queue()
                        + ": account ros1@example.org.\n",
                plan);
        assertEquals(
                "Held nothing: no message in the queue is meant, for " + absent + ".\n",
                sweep(0, "--account", "ros1@example.org", "--yes"));
        String both = sweep(0, "--account", "ros1@example.org", "--account", ACCOUNT);
        assertTrue(both.startsWith("WOULD HOLD 61 of 61 messages in "), both);
        assertTrue(both.lines().findFirst().orElse("").endsWith(". But " + absent + "."), both);
        assertTrue(
                sweep(0, "--account", "ros1@example.org", "--format", "json")
                        .contains("\"rossi@example.org\": 61"));
        assertTrue(
                sweep(0, "--sender", "nobody@nowhere.test")
                        .contains(
                                ": no waiting message has the sender <nobody@nowhere.test>. Of 61 "));
    }

    @Test
    void aHoldThatBreaksOffNamesItsReceiptAndHowToPutBackWhatIsHeld() throws IOException {
        Files.writeString(queue().resolve("hold"), "a file in the way");
        assertEquals(
                "argine: in the way is "
                        + queue().resolve("hold")
                        + "; what was held before has receipt 2026-11-24.1; to put it"
                        + " back: argine sweep --undo 2026-11-24.1"
                        + again()
                        + "\n",
                sweep(1, "--account", ACCOUNT, "--yes"));
        Files.delete(queue().resolve("hold"));
        sweep(0, "--undo", "2026-11-24.1", "--yes");
        assertTrue(sweep(0, "--account", ACCOUNT, "--yes").startsWith("Held 61 messages."));
    }

    @Test
    void oneMessageIsReleasedByItsId() {
        sweep(0, "--account", ACCOUNT, "--yes");
        assertEquals(
                "Would put back 1 message of receipt 2026-11-24.1: account rossi@example.org.\n"
                        + "Nothing was changed. To do it, add --yes.\n",
                sweep(0, "--release", "3D073197AD0"));
        sweep(0, "--release", "3D073197AD0", "--yes");
        assertEquals(60, count("hold"));
        assertEquals(1, count("deferred"));
        assertTrue(sweep(1, "--undo", "3D073197AD0").contains("no receipt holds a message"));
    }

    @Test
    void deletingAsksForYesAndForAReceipt() {
        sweep(0, "--account", ACCOUNT, "--yes");
        assertTrue(sweep(0, "--delete", "2026-11-24.1").startsWith("Would delete for good 61 "));
        assertEquals(61, count("hold"));
        assertTrue(
                sweep(0, "--delete", "2026-11-24.1", "--yes", "--format", "json")
                        .contains("\"did\": \"deleted\""));
        assertEquals(0, count("hold"));
    }

    @Test
    void whereTheCopiesOfWhatWasDeletedAreIsSaidAtOnceAndHowManyThereAre() throws IOException {
        String keep = folder.resolve("kept").toString();
        sweep(0, "--account", ACCOUNT, "--yes");
        String one = sweep(0, "--delete", "3D073197AD0", "--keep", keep, "--yes");
        String place = keep + "/2026-11-24.1";
        assertTrue(
                one.startsWith(
                        "Deleted 1 held message of receipt 2026-11-24.1.\nIts copy: 1 file in "
                                + place
                                + "\n"),
                one);
        String rest =
                sweep(0, "--delete", "2026-11-24.1", "--keep", keep, "--yes", "--format", "json");
        assertTrue(rest.contains("\"kept\": 60,\n  \"keptIn\": \"" + place + "\""), rest);
        try (Stream<Path> files = Files.list(Path.of(place))) {
            assertEquals(61, files.count());
        }
        assertEquals(
                "Deleted 0 held messages of receipt 2026-11-24.1.",
                sweep(0, "--delete", "2026-11-24.1", "--keep", keep, "--yes")
                        .lines()
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void whatIsAskedWronglyIsSaid() {
        sweep(2);
        sweep(2, "--undo", "../../etc/passwd");
        sweep(2, "--undo", "ALL");
        sweep(2, "--undo", "2026-11-24.1", "--delete", "2026-11-24.1");
        sweep(2, "--account", ACCOUNT, "--keep", "x");
        sweep(2, "--account", ACCOUNT, "--server", "exchange");
        sweep(1, "--undo", "2026-11-24.9");
    }

    @Test
    void aSelectionThatWouldNotNarrowWhatIsMeantIsRefused() {
        sweep(0, "--account", ACCOUNT, "--yes");
        assertTrue(
                sweep(2, "--undo", "2026-11-24.1", "--account", "boss@example.org", "--yes")
                        .contains(
                                "--undo takes no options that choose messages; name a receipt, or the"
                                        + " queue ID of one held message in its place"));
        sweep(2, "--release", "2026-11-24.1", "--not", "account=x@example.org", "--yes");
        sweep(2, "--delete", "2026-11-24.1", "--contains", "nothing", "--yes");
        sweep(2, "--delete", "2026-11-24.1", "--unsure", "--yes");
        sweep(2, "--undo", "2026-11-24.1", "--campaigns", "--yes");
        sweep(2, "--list", "--account", ACCOUNT);
        sweep(2, "--campaigns", "--case", "20261119-rossi-example-org");
        assertEquals(61, count("hold"));
    }

    @Test
    void aCampaignIsShownPlannedAndHeldByOneOfItsMessages() {
        assertTrue(sweep(0, "--campaigns").startsWith("1 CAMPAIGN in " + queue()));
        assertTrue(sweep(0, "--campaign", "1").startsWith("WOULD HOLD 61 of 61 messages"));
        assertTrue(sweep(2, "--campaign", "1", "--yes").contains("may mean another one by now"));
        sweep(2, "--account", ACCOUNT, "--not", "campaign=1", "--yes");
        sweep(2, "--account", ACCOUNT, "--not", "--campaign=1", "--yes");
        assertEquals(61, count("deferred"));
        sweep(0, "--campaign", "3D073197AD0", "--not", "recipient-domain=busy.test", "--yes");
        assertEquals(49, count("hold"));
        assertEquals(12, count("deferred"));
    }

    @Test
    void aCaseIsSweptByWhatTheLogTells() {
        String[] about = {
            "--case",
            "20261119-rossi-example-org",
            "--log",
            "examples/breach",
            "--config",
            "examples/breach"
        };
        assertTrue(sweep(0, about).contains("the thief's network"));
        assertTrue(sweep(1, "--case", "x").contains("there is no case x"));
        assertTrue(
                sweep(0, "--format", "json", "--contains", "have won")
                        .contains("\"wouldHold\": 61"));
    }

    @Test
    void whatCouldNotBeReadIsNamedAndIsNoSuccess() throws IOException {
        Files.writeString(queue().resolve("deferred/07B91196FFF"), "no queue file");
        String why = "07B91196FFF";
        assertTrue(sweep(0, "--campaigns", "--format", "json").contains(why));
        String nothing = sweep(1, "--contains", "words of nobody", "--yes");
        assertTrue(
                nothing.startsWith(
                        "Held nothing: no message that could be read is meant.\nNot read: "),
                nothing);
        assertTrue(nothing.contains(why), nothing);
        assertTrue(sweep(1, "--account", "x", "--yes", "--format", "json").contains(why));
        String held = sweep(1, "--contains", "have won", "--yes");
        assertTrue(held.startsWith("Held 61 messages."), held);
        assertTrue(held.contains("\nNot read: "), held);
        assertTrue(held.contains(why), held);
        assertEquals(61, count("hold"));
    }

    @Test
    void lookingForAReceiptThatIsNotThereMakesNoStoreAndNoLock() throws IOException {
        for (String what : List.of("--undo", "--delete")) {
            for (String named : List.of("2026-11-24.1", "3D073197AD0")) {
                sweep(1, what, named);
                sweep(1, what, named, "--yes");
            }
        }
        sweep(0, "--list");
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(queue()), files.toList());
        }
        try (Stream<Path> files = Files.walk(queue())) {
            assertEquals(List.of(), files.filter(f -> f.endsWith("argine.lock")).toList());
        }
    }

    @Test
    void aStoreThatCannotBeLookedIntoIsNotAnEmptyOne() throws IOException {
        Path journals = Files.createDirectories(folder.resolve("store")).resolve("journal");
        Files.createSymbolicLink(journals, journals);
        assertTrue(sweep(1, "--list").contains(journals.toString()));
    }

    @Test
    void theNextCommandCanBeCopiedThoughAPathHasASpace() throws IOException {
        Files.move(queue(), folder.resolve("a queue"));
        name = "a queue";
        String held = sweep(0, "--account", ACCOUNT, "--yes");
        assertTrue(held.contains(" --queue '" + queue() + "' --store "), held);
    }

    @Test
    void thePlanShowsAndExplainsWhatWouldBeHeldAndNothingElse() {
        sweep(0, "--recipient-domain", "busy.test", "--account", ACCOUNT, "--yes");
        String plan = sweep(0, "--account", ACCOUNT);
        assertTrue(plan.startsWith("WOULD HOLD 49 of 61 messages"), plan);
        assertTrue(plan.contains("Why:\n  49  named\n"), plan);
        assertEquals(
                49,
                sweep(0, "--account", ACCOUNT, "--format", "json").split("\"queueId\"").length - 1);
    }

    @Test
    void twoAtOnceAreRefused() throws IOException {
        try (Store.Lock _ = new Store(folder.resolve("store")).lock()) {
            assertTrue(
                    sweep(1, "--account", ACCOUNT, "--yes").contains("another argine is at work"));
        }
        assertEquals(61, count("deferred"));
    }
}
