// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Path CORPUS = Path.of("src/test/corpus/postfix/log");
    private static final String TIME = "__REALTIME_TIMESTAMP=1795507560880511\n";

    /** The lines of a journal, and what was told at its end. */
    private record Read(List<String> lines, List<String> trouble) {}

    @Test
    void anEntryOfAnExportIsALine() throws IOException {
        Read read = read(Files.readAllBytes(CORPUS.resolve("journald-export.txt")));
        assertEquals(
                "2026-11-24T08:05:25.126441Z mail systemd-journald[10178]: Journal started",
                read.lines.getFirst());
        assertTrue(
                read.lines.contains(
                        "2026-11-24T08:05:37.368966Z mail postfix/postfix-script[10297]:"
                                + " stopping the Postfix mail system"));
        assertEquals(entries("journald-export.txt", "__CURSOR="), read.lines.size());
        assertEquals(List.of(), read.trouble);
    }

    @Test
    void anEntryOfAJsonJournalIsALine() throws IOException {
        Read read = read(Files.readAllBytes(CORPUS.resolve("journald-json.txt")));
        assertEquals(
                "2026-11-24T08:06:00.876535Z mail postfix/submission/smtpd[10744]:"
                        + " connect from localhost[127.0.0.1]",
                read.lines.getFirst());
        assertEquals(entries("journald-json.txt", "\"__CURSOR\""), read.lines.size());
        assertEquals(List.of(), read.trouble);
    }

    @Test
    void aPlainLogIsLeftAsItIs() throws IOException {
        byte[] log = Files.readAllBytes(CORPUS.resolve("debian12-rsyslog-mail.log"));
        assertEquals(new String(log, UTF_8).lines().toList(), read(log).lines);
    }

    @Test
    void theLinesAreTheSameHoweverTheBytesCome() throws IOException {
        for (String name : List.of("journald-export.txt", "journald-json.txt")) {
            byte[] journal = Files.readAllBytes(CORPUS.resolve(name));
            assertEquals(read(journal), read(new UnpackedTest.Pipe(journal, 1)));
            assertEquals(read(journal), read(new UnpackedTest.Pipe(journal, 13)));
        }
    }

    @Test
    void aValueThatIsNotTextStandsBehindItsLength() throws IOException {
        byte[] journal =
                joined(
                        TIME,
                        "MESSAGE\n",
                        length(9),
                        "ab\n=c\nd\0e",
                        "\n_HOSTNAME=mail\nSYSLOG_IDENTIFIER=x\n\n");
        assertEquals(
                List.of("2026-11-24T08:06:00.880511Z mail x: ab =c d\0e"), read(journal).lines);
    }

    @Test
    void aMessageCannotBecomeASecondLine() throws IOException {
        String message = "{\"MESSAGE\":\"a\\r\\n2026-11-24T08:06:00Z mail postfix/smtpd[1]: b\"}\n";
        assertEquals(
                List.of("- - -: a  2026-11-24T08:06:00Z mail postfix/smtpd[1]: b"),
                read(message.getBytes(UTF_8)).lines);
    }

    @Test
    void aNameCannotPassForMoreThanAName() throws IOException {
        String entry =
                TIME + "SYSLOG_IDENTIFIER=a postfix/smtpd[1]: x\n_HOSTNAME=m (x:\nMESSAGE=b\n\n";
        assertEquals(
                List.of("2026-11-24T08:06:00.880511Z m__x_ a_postfix/smtpd_1___x: b"),
                read(entry.getBytes(UTF_8)).lines);
    }

    @Test
    void aMessageOfNumbersIsItsBytes() throws IOException {
        String entry = "{\"MESSAGE\":[104,195,169,10,105],\"_COMM\":\"x\"}\n";
        assertEquals(List.of("- - x: hé i"), read(entry.getBytes(UTF_8)).lines);
    }

    @Test
    void theFirstOfSeveralValuesCounts() throws IOException {
        String entry = "{\"MESSAGE\":[\"one\",\"two\",[51],null],\"_COMM\":\"x\"}\n";
        assertEquals(List.of("- - x: one"), read(entry.getBytes(UTF_8)).lines);
        String export = TIME + "_COMM=x\nMESSAGE=one\nMESSAGE=two\n\n";
        assertEquals(
                List.of("2026-11-24T08:06:00.880511Z - x: one"),
                read(export.getBytes(UTF_8)).lines);
    }

    @Test
    void aMessageThatWasLeftOutIsTold() throws IOException {
        Read read = read("{\"MESSAGE\":null,\"_COMM\":\"x\"}\n".getBytes(UTF_8));
        assertEquals(
                new Read(
                        List.of("- - x: "),
                        List.of(
                                "1 journal entry is without a message, because it was long:"
                                        + " use journalctl --all")),
                read);
    }

    @Test
    void escapedLettersAreWritten() throws IOException {
        String entry =
                "{\"MESSAGE\":\"\\\"\\\\\\/\\t\\u00e9\\u20ac\\ud83d\\ude00\\ud83dx\",\"_COMM\":\"x\"}";
        assertEquals(List.of("- - x: \"\\/\té€\ud83d\ude00?x"), read(entry.getBytes(UTF_8)).lines);
    }

    @Test
    void anObjectOverSeveralLinesIsOneEntry() throws IOException {
        String pretty = "{\n\t\"_COMM\" : \"x\",\n\t\"_PID\" : \"7\",\n\t\"MESSAGE\" : \"a\"\n}\n";
        assertEquals(
                List.of("- - x[7]: a", "- - x[7]: a"),
                read((pretty + pretty).getBytes(UTF_8)).lines);
    }

    @Test
    void aSecondThatIsZeroIsWritten() throws IOException {
        String entry =
                "{\"__REALTIME_TIMESTAMP\":\"1795507560000000\",\"_COMM\":\"x\",\"MESSAGE\":\"a\"}";
        assertEquals(
                List.of("2026-11-24T08:06:00.000000Z - x: a"), read(entry.getBytes(UTF_8)).lines);
    }

    @Test
    void aDamagedEntryIsALineAndTheNextOnesFollow() throws IOException {
        String good = "{\"_COMM\":\"x\",\"MESSAGE\":\"good\"}\n";
        String cut = "{\"_COMM\":\"x\",\"MESSAGE\":\"cu\n";
        String wrong = "{\"_COMM\":\"x\",}oops{\n";
        String open = "{\"_COMM\":\"x\",\n";
        Read read = read((good + cut + good + wrong + good + open + good).getBytes(UTF_8));
        assertEquals("- - x: good", read.lines.getFirst());
        assertEquals("- - x: cu", read.lines.get(1));
        assertEquals("- - x: good", read.lines.get(2));
        assertEquals("- - x: good", read.lines.getLast());
        assertTrue(
                read.trouble.getFirst().endsWith("damaged or cut short"), read.trouble.toString());
    }

    @Test
    void anExportCutShortGivesItsLastEntry() throws IOException {
        Read read = read((TIME + "_COMM=x\nMESSAGE=hal").getBytes(UTF_8));
        assertEquals(
                new Read(
                        List.of("2026-11-24T08:06:00.880511Z - x: hal"),
                        List.of("1 journal entry is damaged or cut short")),
                read);
    }

    @Test
    void anImpossibleLengthIsNotBelieved() throws IOException {
        byte[] journal =
                joined(TIME, "MESSAGE\n", length(-1), "\n\n", TIME, "_COMM=x\nMESSAGE=a\n\n");
        Read read = read(journal);
        assertEquals("2026-11-24T08:06:00.880511Z - x: a", read.lines.getLast());
        assertEquals(List.of("1 journal entry is damaged or cut short"), read.trouble);
    }

    @Test
    void anEndlessValueIsCut() throws IOException {
        String long1 =
                TIME
                        + "_COMM=x\nMESSAGE="
                        + "y".repeat(3_000_000)
                        + "\n\n"
                        + TIME
                        + "MESSAGE=b\n\n";
        List<String> lines = read(long1.getBytes(UTF_8)).lines;
        assertEquals(2, lines.size());
        assertTrue(lines.getFirst().length() < 66_000);
        String endless =
                "{\""
                        + "k".repeat(200_000)
                        + "\":\""
                        + "y".repeat(3_000_000)
                        + "\",\"MESSAGE\":\"b\"}";
        assertEquals(List.of("- - -: b"), read(endless.getBytes(UTF_8)).lines);
    }

    @Test
    void rubbishIsNotFatal() throws IOException {
        byte[] rubbish = new byte[200_000];
        new Random(3).nextBytes(rubbish);
        read(joined("{", new String(rubbish, ISO_8859_1)));
        read(joined(TIME, new String(rubbish, ISO_8859_1)));
        read(("{\"a\":" + "[".repeat(100_000)).getBytes(UTF_8));
    }

    @Test
    void aJournalInDamagedGzipGivesTheEntriesBeforeTheDamage() throws IOException {
        byte[] journal = Files.readAllBytes(CORPUS.resolve("journald-export.txt"));
        byte[] packed = UnpackedTest.gzip(new String(journal, UTF_8));
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        List<String> whole = read(journal).lines;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String reason = "";
        try (InputStream in = Journal.unwrap(Unpacked.of(new ByteArrayInputStream(cut)), _ -> {})) {
            in.transferTo(out);
        } catch (IOException e) {
            reason = e.getMessage();
        }
        List<String> lines = out.toString(UTF_8).lines().toList();
        assertEquals("the gzip data is cut short", reason);
        assertTrue(lines.size() > 5, lines.size() + " lines");
        assertEquals(whole.subList(0, lines.size()), lines);
    }

    static byte[] length(long length) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    }

    /** Joins text and bytes. */
    private static byte[] joined(Object... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Object part : parts) {
            all.writeBytes(
                    part instanceof byte[] bytes ? bytes : part.toString().getBytes(ISO_8859_1));
        }
        return all.toByteArray();
    }

    private static int entries(String name, String mark) throws IOException {
        String text = Files.readString(CORPUS.resolve(name));
        return (int) text.lines().filter(line -> line.contains(mark)).count();
    }

    private static Read read(byte[] journal) throws IOException {
        return read(new ByteArrayInputStream(journal));
    }

    private static Read read(InputStream journal) throws IOException {
        List<String> trouble = new ArrayList<>();
        try (InputStream in =
                Journal.unwrap(new PushbackInputStream(journal, Unpacked.HEAD), trouble::add)) {
            String text = new String(in.readAllBytes(), UTF_8);
            return new Read(text.isEmpty() ? List.of() : List.of(text.split("\n")), trouble);
        }
    }
}
