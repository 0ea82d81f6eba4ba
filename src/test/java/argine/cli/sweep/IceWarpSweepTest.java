// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spam is chosen by what a person sees of it, whatever the layout of the queue files. */
class IceWarpSweepTest {
    private static final String WORDS = "Ihr Gewinn beträgt 5000 Euro";

    /** What the server may note in front of a message. */
    enum Layout {
        A("LocalSender: %1$s\r\nFrom: <w@far.test>\r\nMsgID: %2$s\r\nRcptTo: <a@b.test>\r\n\r\n"),
        B("LocalSender=%1$s\nFrom=<w@far.test>\nMsgID=%2$s\nRcptTo=<a@b.test>\n\n"),
        C("LocalSender: %1$s\r\nMsgID: %2$s\r\n"),
        D("");

        private final String notes;

        Layout(String notes) {
            this.notes = notes;
        }
    }

    @TempDir Path folder;

    private void message(Layout layout, String place, String id, String encoding, String body)
            throws IOException {
        String text =
                layout.notes.formatted("rossi@example.it", id)
                        + "Received: from pc ([203.0.113.77])\r\n\tby mail.example.it (IceWarp 14.0.0)"
                        + " with ASMTP id "
                        + id
                        + " for <a@b.test>; Tue, 24 Nov 2026 09:33:22 +0100\r\n"
                        + "From: w@far.test\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                        + encoding
                        + "\r\n\r\n"
                        + body
                        + "\r\n";
        Path file = folder.resolve("_outgoing").resolve(place).resolve(id + ".tmp");
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T09:00:00Z")));
    }

    /** Messages that are nearly the same text, of one account. */
    private void campaign(String account, char letter, int count, String text) throws IOException {
        for (int i = 0; i < count; i++) {
            String id = String.format(Locale.ROOT, "%c%c%c%05d", letter, letter, letter, i);
            message(Layout.A, "retry", id, "8bit", text + " number " + i);
            Path file = folder.resolve("_outgoing/retry").resolve(id + ".tmp");
            Files.writeString(file, Files.readString(file).replace("rossi@example.it", account));
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T09:00:00Z")));
        }
    }

    private void spamAndInvoices() throws IOException {
        campaign(
                "thief@example.it",
                'A',
                12,
                "Dear friend your invoice of the international lottery is waiting please claim"
                        + " your prize with your bank details before the end of the month");
        campaign(
                "shop@example.it",
                'B',
                8,
                "Good morning we enclose the invoice for your monthly subscription and thank you"
                        + " for having chosen our company again this year");
        campaign(
                "office@example.it",
                'C',
                6,
                "Buongiorno in allegato la invoice del mese corrente come richiesto dal vostro"
                        + " ufficio acquisti cordiali saluti dalla amministrazione");
    }

    private long waiting(char letter) throws IOException {
        return waiting().stream().filter(id -> id.charAt(0) == letter).count();
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder(20, "\r\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String sweep(int exit, String... more) {
        List<String> words =
                new ArrayList<>(List.of("--queue", folder.resolve("_outgoing").toString()));
        words.addAll(List.of(more));
        return sweep(exit, words);
    }

    private String sweep(int exit, List<String> more) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said);
        List<String> words =
                Stream.concat(
                                Stream.of(
                                        "sweep",
                                        "--server",
                                        "icewarp",
                                        "--store",
                                        folder.resolve("store").toString()),
                                more.stream())
                        .toList();
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        int code =
                Cli.run(new Surroundings(both, both, clock, false), words.toArray(String[]::new));
        assertEquals(exit, code, said::toString);
        return said.toString();
    }

    private TreeSet<String> waiting() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("_outgoing"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString().substring(0, 8))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCodedIsFoundAndWhatIsGenuineStays(Layout layout) throws IOException {
        message(layout, "retry", "AAA00001", "8bit", "Guten Tag, " + WORDS + "!");
        message(layout, "retry", "AAA00002", "base64", base64("x".repeat(70_000) + " " + WORDS));
        message(
                layout,
                "priority_1",
                "AAA00003",
                "quoted-printable",
                "Ihr Gewi=\r\nnn betr=C3=A4gt =35000 Euro");
        message(layout, "retry", "AAA00004", "8bit", "Anbei die Rechnung über 5000 Euro.");
        String plan = sweep(0, "--contains", WORDS, "--unsure");
        assertTrue(plan.startsWith("WOULD HOLD 3 of 4 messages"), plan);
        assertEquals(4, waiting().size());
        sweep(0, "--contains", WORDS, "--unsure", "--yes");
        assertEquals(new TreeSet<>(List.of("AAA00004")), waiting());
        sweep(0, "--undo", "2026-11-24.1", "--yes");
        assertEquals(4, waiting().size());
    }

    @Test
    void whatThePlanLeftAloneIsLeftAloneThoughTheQueueIsReadAgain() throws IOException {
        spamAndInvoices();
        String plan = sweep(0, "--contains", "invoice");
        assertTrue(plan.startsWith("WOULD HOLD 12 of 26 messages"), plan);
        String held = sweep(0, "--contains", "invoice", "--yes");
        assertTrue(held.startsWith("Held 12 messages. Receipt 2026-11-24.1\n"), held);
        assertEquals(List.of(0L, 8L, 6L), List.of(waiting('A'), waiting('B'), waiting('C')));
    }

    @Test
    void aFileThatIsNoMessageIsNamedAndNoFailure() throws IOException {
        message(Layout.A, "retry", "AAA00001", "8bit", "Guten Tag");
        Path strange = folder.resolve("_outgoing/retry/Thumbs\u001b.db");
        Files.writeString(strange, "\0\0");
        String named =
                "1 file in the queue passed over: " + folder.resolve("_outgoing/retry/Thumbs");
        String plan = sweep(0, "--account", "rossi@example.it");
        assertTrue(plan.contains("No message"), plan);
        String held = sweep(0, "--account", "rossi@example.it", "--yes");
        assertTrue(held.contains("No message: " + named), held);
        assertFalse(held.contains("\u001b"), held);
        assertFalse(held.contains("Not read"), held);
        assertTrue(Files.exists(strange));
        assertTrue(
                sweep(0, "--account", "verdi@example.it", "--yes", "--format", "json")
                        .contains("\"noMessages\": \"" + named));
    }

    @Test
    void aMessageThatIsDamagedIsNotReadAndStays() throws IOException {
        message(Layout.A, "retry", "AAA00001", "8bit", "Guten Tag");
        Path damaged = folder.resolve("_outgoing/retry/AAA00002.tmp");
        Files.writeString(damaged, "\0\0");
        String held = sweep(1, "--account", "rossi@example.it", "--yes");
        assertTrue(held.startsWith("Held 1 message."), held);
        assertTrue(held.contains("Not read: " + damaged), held);
        assertFalse(held.contains("No message"), held);
        assertTrue(Files.exists(damaged));
    }

    @Test
    void theSameCommandAgainDoesNotTakeTheNextOnesMail() throws IOException {
        spamAndInvoices();
        sweep(0, "--contains", "invoice", "--yes");
        String plan = sweep(0, "--contains", "invoice");
        assertTrue(plan.startsWith("NOTHING TO HOLD: of 14 messages"), plan);
        String held = sweep(0, "--contains", "invoice", "--yes");
        assertTrue(held.startsWith("Held nothing"), held);
        assertEquals(14, waiting().size());
    }

    /** Nobody logged in for them, and they have no sender. */
    private void bounces(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            String id = String.format(Locale.ROOT, "ZZZ%05d", i);
            message(Layout.D, "retry", id, "8bit", "Sorry, we could not deliver it: number " + i);
            Path file = folder.resolve("_outgoing/retry").resolve(id + ".tmp");
            Files.writeString(
                    file,
                    Files.readString(file)
                            .replace("([203.0.113.77])", "([127.0.0.1])")
                            .replace("ASMTP", "SMTP")
                            .replace("From: w@far.test", "Return-Path: <>\r\nFrom: <>"));
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-24T09:00:00Z")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--older=2h", "--place=retry", "--size=-100k"})
    void whatIsHeldOfNobodysMailKeepsTheNextOnesFromBeingTakenForTheBulk(String described)
            throws IOException {
        bounces(15);
        spamAndInvoices();
        String held = sweep(0, described, "--yes");
        assertTrue(held.startsWith("Held 15 messages."), held);
        assertEquals(26, waiting().size());
        String plan = sweep(0, described);
        assertTrue(plan.startsWith("NOTHING TO HOLD: of 26 messages"), plan);
        String again = sweep(0, described, "--yes");
        assertTrue(again.startsWith("Held nothing"), again);
        assertEquals(26, waiting().size());
    }

    @Test
    void whatIsHeldCountsForWhateverReasonItIsHeld() throws IOException {
        spamAndInvoices();
        sweep(0, "--account", "thief@example.it", "--yes");
        String plan = sweep(0, "--contains", "invoice");
        assertTrue(plan.startsWith("NOTHING TO HOLD: of 14 messages"), plan);
    }

    private TreeSet<String> besideTheQueue() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--account=verdi@example.it", "--contains=nowhere"})
    void whereNothingIsToBeHeldNothingIsWritten(String described) throws IOException {
        spamAndInvoices();
        String held = sweep(0, described, "--yes");
        assertTrue(held.startsWith("Held nothing"), held);
        assertEquals(Set.of("_outgoing"), besideTheQueue());
    }

    @Test
    void anEmptyQueueIsAQueueOfNoMessages() throws IOException {
        Files.createDirectories(folder.resolve("_outgoing"));
        String plan = sweep(0, "--account", "rossi@example.it");
        assertTrue(plan.contains("Of 0 messages in " + folder.resolve("_outgoing")), plan);
    }

    private String elsewhere(int exit, Path queue, String... more) {
        List<String> words = new ArrayList<>(List.of("--queue", queue.toString()));
        words.addAll(List.of(more));
        words.addAll(List.of("--account", "rossi@example.it"));
        return sweep(exit, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--match-case", "--yes"})
    void aFolderWithNothingOfAQueueIsRefused(String option) throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("note.txt"), "call Anna");
        String said = elsewhere(1, other, option);
        assertEquals(
                "argine: "
                        + other
                        + ": is no queue of IceWarp's, for it holds other things and neither a"
                        + " message nor retry or priority_0; name the queue: --queue"
                        + " .../mail/_outgoing",
                said.strip());
        assertEquals(Set.of("other"), besideTheQueue());
    }

    @Test
    void aQueueOfAnyNameIsOneByAMessageInItOrByWhatIsHeldOfIt() throws IOException {
        message(Layout.A, "retry", "AAA00001", "8bit", "Guten Tag");
        Path other = Files.createDirectories(folder.resolve("out"));
        Files.move(folder.resolve("_outgoing/retry/AAA00001.tmp"), other.resolve("AAA00001.tmp"));
        Files.writeString(other.resolve("note.txt"), "call Anna");
        String held = elsewhere(0, other, "--yes");
        assertTrue(held.startsWith("Held 1 message."), held);
        assertTrue(elsewhere(0, other).startsWith("NOTHING TO HOLD"));
    }

    @Test
    void onceTheyAreBackTheyAreTheBulkAgain() throws IOException {
        spamAndInvoices();
        sweep(0, "--contains", "invoice", "--yes");
        sweep(0, "--undo", "2026-11-24.1", "--yes");
        String plan = sweep(0, "--contains", "invoice");
        assertTrue(plan.startsWith("WOULD HOLD 12 of 26 messages"), plan);
    }

    private String said(int exit, String... words) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said);
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T13:00:00Z"), ZoneOffset.UTC);
        assertEquals(
                exit, Cli.run(new Surroundings(both, both, clock, false), words), said::toString);
        return said.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " --yes"})
    void anotherQueueThanThatOfTheReceiptIsRefusedWithTheCommandThatWorks(String yes)
            throws IOException {
        spamAndInvoices();
        sweep(0, "--account", "thief@example.it", "--yes");
        Path other = Files.createDirectories(folder.resolve("other/_outgoing"));
        String store = folder.resolve("store").toString();
        String undo = "sweep --undo 2026-11-24.1 --server icewarp --queue ";
        String works = undo + folder.resolve("_outgoing") + " --store " + store + yes;
        String refused = said(1, (undo + other + " --store " + store + yes).split(" "));
        assertEquals(
                "argine: 2026-11-24.1 is about another queue: icewarp "
                        + folder.resolve("_outgoing")
                        + "; type: argine "
                        + works,
                refused.strip());
        String nowhere = undo + folder.resolve("none") + " --store " + store + yes;
        assertTrue(
                said(1, nowhere.split(" ")).strip().endsWith("; type: argine " + works), nowhere);
        assertEquals(0, waiting('A'));
        said(0, works.split(" "));
        assertEquals(yes.isEmpty() ? 0 : 12, waiting('A'));
    }

    @Test
    void whatWasDeletedCannotBePutBackAndThatIsSaid() throws IOException {
        spamAndInvoices();
        sweep(0, "--account", "thief@example.it", "--yes");
        Path keep = folder.resolve("keep");
        sweep(0, "--delete", "2026-11-24.1", "--keep", keep.toString(), "--yes");
        String why =
                "\n12 messages of it were deleted, the last on 24 Nov 2026 12:00:00; copies are in "
                        + keep.resolve("2026-11-24.1")
                        + ".\n";
        String plan = sweep(0, "--undo", "2026-11-24.1");
        assertEquals(
                "Nothing is held any more of receipt 2026-11-24.1: account thief@example.it." + why,
                plan);
        assertEquals(
                "Put back 0 messages of receipt 2026-11-24.1." + why,
                sweep(0, "--undo", "2026-11-24.1", "--yes"));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheServerNotedIsNotTheMessage(Layout layout) throws IOException {
        message(layout, "retry", "AAA00001", "8bit", "Guten Tag");
        String plan = sweep(0, "--contains", "LocalSender", "--unsure");
        assertTrue(plan.startsWith("NOTHING TO HOLD: of 1 message"), plan);
    }
}
