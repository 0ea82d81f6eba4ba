// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
    private static final Path CORPUS = Path.of("src/test/corpus/postfix/log");
    private static final String LINE = " mail postfix/qmgr[1]: 842C8282007: removed\n";

    @TempDir Path folder;

    @Test
    void filesAreReadFromTheOldestOn() throws IOException {
        write("a.log", "2026-11-24T08:00:00Z" + LINE);
        write("b.log", "2026-11-22T08:00:00Z" + LINE);
        write("c.log", "rubbish\n\nNov 23 07:16:42" + LINE);
        Files.write(folder.resolve("d"), UnpackedTest.gzip("2026-11-21T08:00:00Z" + LINE));
        assertEquals(
                List.of("d", "b.log", "c.log", "a.log"), names(of("a.log", "b.log", "c.log", "d")));
    }

    @Test
    void theYearOfALineIsToldByWhenItsFileWasWritten() throws IOException {
        write("new", "Jan 02 07:16:42" + LINE);
        write("old", "Dec 30 07:16:42" + LINE);
        Files.setLastModifiedTime(
                folder.resolve("new"), FileTime.from(Instant.parse("2027-01-03T00:00:00Z")));
        Files.setLastModifiedTime(
                folder.resolve("old"), FileTime.from(Instant.parse("2026-12-31T00:00:00Z")));
        assertEquals(List.of("old", "new"), names(of("new", "old")));
    }

    @Test
    void aJournalIsPlacedByItsFirstEntry() throws IOException {
        write("before", "2026-11-24T08:05:25.1Z" + LINE);
        write("after", "2026-11-24T08:05:25.2Z" + LINE);
        Files.copy(CORPUS.resolve("journald-export.txt"), folder.resolve("journal"));
        assertEquals(
                List.of("before", "journal", "after"), names(of("after", "journal", "before")));
    }

    @Test
    void dovecotsOwnFilesComeFirst() throws IOException {
        write("mail.log", "Nov 20 07:16:42" + LINE);
        Files.copy(CORPUS.resolve("dovecot-file.log"), folder.resolve("dovecot.log"));
        write("lda.log", "Nov 25 07:16:42 lda(anna)<1>: Info: saved\n");
        assertEquals(
                List.of("dovecot.log", "lda.log", "mail.log"),
                names(of("mail.log", "lda.log", "dovecot.log")));
    }

    @Test
    void aFileNamedTwiceIsReadOnce() throws IOException {
        write("mail.log", "2026-11-24T08:00:00Z" + LINE);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("mail.log"));
        Files.createLink(folder.resolve("hard"), folder.resolve("mail.log"));
        assertEquals(List.of("mail.log"), names(of("mail.log", "link", "hard", "./mail.log", ".")));
        assertEquals(List.of(), of("mail.log", ".").trouble());
    }

    @Test
    void anEmptyFileIsAFile() throws IOException {
        write("mail.log", "");
        assertEquals("", text(of("mail.log"), 0));
        assertEquals(List.of(), of("mail.log").trouble());
    }

    @Test
    void aNamedFileIsOnlyItself() throws IOException {
        write("mail.log", "2026-11-24T08:00:00Z" + LINE);
        write("mail.log.1", "2026-11-23T08:00:00Z" + LINE);
        assertEquals(List.of("mail.log"), names(of("mail.log")));
    }

    @Test
    void aFileKnowsItsSizeAndWhenItWasWritten() throws IOException {
        write("mail.log", "2026-11-24T08:00:00Z" + LINE);
        Instant written = Instant.parse("2026-11-24T09:00:00Z");
        Files.setLastModifiedTime(folder.resolve("mail.log"), FileTime.from(written));
        LogFile file = of("mail.log").files().getFirst();
        assertEquals(Files.size(folder.resolve("mail.log")), file.size());
        assertEquals(written, file.written());
        assertEquals(text(of("mail.log"), 0), text(of("mail.log"), 0));
    }

    @Test
    void aFolderGivesItsMailLogs() throws IOException {
        write("mail.log", "2026-11-24T08:00:00Z" + LINE);
        write("mail.log.1", "2026-11-23T08:00:00Z" + LINE);
        Files.write(
                folder.resolve("mail.log.2.gz"), UnpackedTest.gzip("2026-11-22T08:00:00Z" + LINE));
        write("mail.log-20261121", "2026-11-21T08:00:00Z" + LINE);
        write("dovecot-info.log", "Nov 24 07:16:42 auth: Info: x\n");
        for (String other :
                List.of(
                        "mail.info",
                        "mail.err",
                        "auth.log",
                        "syslog",
                        ".mail.log.swp",
                        "mail.log~")) {
            write(other, "2026-11-20T08:00:00Z" + LINE);
        }
        Files.createDirectories(folder.resolve("dovecot.log.d/deeper"));
        assertEquals(
                List.of(
                        "dovecot-info.log",
                        "mail.log-20261121",
                        "mail.log.2.gz",
                        "mail.log.1",
                        "mail.log"),
                names(of(".")));
        assertEquals(List.of(), of(".").trouble());
    }

    @Test
    void withoutAMailLogMailInfoCountsAndWithoutThatTheErrors() throws IOException {
        write("mail.info", "2026-11-24T08:00:00Z" + LINE);
        write("mail.err", "2026-11-24T08:00:00Z" + LINE);
        assertEquals(List.of("mail.info"), names(of(".")));
        Files.delete(folder.resolve("mail.info"));
        assertEquals(List.of("mail.err"), names(of(".")));
    }

    @Test
    void withoutKnownNamesWhatIsAboutMailCounts() throws IOException {
        write("mx1.log", "2026-11-24T08:00:00Z" + LINE);
        write("dpkg.log", "2026-11-24 08:00:00 status installed tzdata\n");
        Files.copy(CORPUS.resolve("journald-json.txt"), folder.resolve("mx2.json"));
        assertEquals(List.of("mx1.log", "mx2.json"), names(of(".")));
    }

    @Test
    void aFileBesideItsPackedTwinIsReadOnce() throws IOException {
        write("mail.log.1", "2026-11-24T08:00:00Z" + LINE);
        Files.write(
                folder.resolve("mail.log.1.gz"), UnpackedTest.gzip("2026-11-24T08:00:00Z" + LINE));
        assertEquals(List.of("mail.log.1"), names(of(".")));
    }

    @Test
    void aFolderWithoutMailLogsSaysSo() throws IOException {
        write("dpkg.log", "2026-11-24 08:00:00 status installed tzdata\n");
        assertEquals(
                List.of(
                        "X: holds no mail log that can be read (mail.log, maillog, dovecot.log"
                                + " ...)"),
                trouble(LogFiles.of(List.of(folder))));
    }

    @Test
    void rotatedFilesAreFoundBesideALog() throws IOException {
        for (String name :
                List.of(
                        "mail.log",
                        "mail.log.1",
                        "mail.log.2.gz",
                        "mail.log-20261124.gz",
                        "mail-20261123.log",
                        "mail.log.bak",
                        "mail.info",
                        "xmail.log")) {
            write(name, "");
        }
        assertEquals(
                List.of(
                        "mail-20261123.log",
                        "mail.log",
                        "mail.log-20261124.gz",
                        "mail.log.1",
                        "mail.log.2.gz"),
                LogFiles.rotated(folder.resolve("mail.log")).stream()
                        .map(p -> p.getFileName().toString())
                        .toList());
        Path nowhere = folder.resolve("none/mail.log");
        assertEquals(List.of(nowhere), LogFiles.rotated(nowhere));
    }

    @Test
    void whatIsNotThereIsASentence() throws IOException {
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("gone"));
        Files.createSymbolicLink(folder.resolve("circle"), folder.resolve("circle"));
        assertEquals(
                List.of(
                        "X/none: cannot be read: there is no such file",
                        "X/dangling: cannot be read: it is a link to a file that is not there",
                        "X/circle: cannot be read: its links lead in a circle"),
                trouble(of("none", "dangling", "circle")));
    }

    @Test
    void aLinkInAFolderThatLeadsNowhereIsASentence() throws IOException {
        write("mail.log.1", "2026-11-24T08:00:00Z" + LINE);
        Files.createSymbolicLink(folder.resolve("mail.log"), folder.resolve("mail.log"));
        Files.createSymbolicLink(folder.resolve("dovecot.log"), folder.resolve("gone"));
        Files.createSymbolicLink(folder.resolve("maillog"), folder);
        LogFiles files = LogFiles.of(List.of(folder));
        assertEquals(List.of("mail.log.1"), names(files));
        assertEquals(
                List.of(
                        "X/dovecot.log: cannot be read: it is a link to a file that is not there",
                        "X/mail.log: cannot be read: its links lead in a circle"),
                trouble(files));
    }

    @Test
    void whatMayNotBeReadIsASentence() {
        Path log = folder.resolve("mail.log");
        assertEquals(
                "permission denied; ask as root or as a member of its group",
                LogFiles.reason(log, new AccessDeniedException(log.toString())));
    }

    @Test
    void whatIsPackedAnotherWayIsASentence() throws IOException {
        write("mail.log.2.xz", "BZh91AY&SY");
        assertEquals(
                List.of(
                        "X/mail.log.2.xz: cannot be read: it is packed with bzip2; pipe it in:"
                                + " bzip2 -dc"),
                trouble(of("mail.log.2.xz")));
    }

    @Test
    void aDeviceIsASentence() {
        assertEquals(
                List.of("/dev/null: cannot be read: it is a device or a socket, not a file"),
                LogFiles.of(List.of(Path.of("/dev/null"))).trouble());
    }

    @Test
    void aNameCannotWriteOnTheTerminal() {
        assertEquals(
                List.of("X/?[31mred?: cannot be read: there is no such file"),
                trouble(of("\033[31mred\n")));
    }

    @Test
    void aDamagedFileIsStillInTheListSoThatItsReaderTells() throws IOException {
        byte[] packed = UnpackedTest.gzip(("2026-11-24T08:00:00Z" + LINE).repeat(9_000));
        Files.write(folder.resolve("a.gz"), Arrays.copyOf(packed, packed.length - 5));
        LogFiles files = of("a.gz");
        assertEquals(List.of(), files.trouble());
        assertThrows(IOException.class, () -> text(files, 0));
    }

    @Test
    void aFileThatWasRotatedAfterItsNameWasReadIsTold() throws IOException {
        write("mail.log", "2026-11-24T08:00:00Z" + LINE);
        LogFiles files = of("mail.log");
        Files.move(folder.resolve("mail.log"), folder.resolve("mail.log.1"));
        assertThrows(IOException.class, () -> text(files, 0));
        write("mail.log", "");
        IOException told = assertThrows(IOException.class, () -> text(files, 0));
        assertEquals("it was rotated just now; run again", told.getMessage());
    }

    @Test
    void standardInputIsReadOnceAndLast() throws IOException {
        write("mail.log", "2026-11-24T08:00:00Z" + LINE);
        InputStream in = new ByteArrayInputStream(UnpackedTest.gzip("x\n"));
        LogFiles files =
                LogFiles.of(
                        List.of(Path.of("-"), Path.of("/dev/stdin"), folder.resolve("mail.log")),
                        ZoneOffset.UTC,
                        in);
        assertEquals(List.of("mail.log", "standard input"), names(files));
        assertEquals("x\n", text(files, 1));
        assertThrows(IOException.class, () -> text(files, 1));
    }

    @Test
    void aPipeIsNotWaitedForUntilItIsRead() throws Exception {
        Path pipe = folder.resolve("mail.log");
        assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no mkfifo");
        LogFiles files = assertTimeoutPreemptively(Duration.ofMinutes(2), () -> of("mail.log"));
        Thread writer = Thread.ofVirtual().start(() -> write("mail.log", "x\n"));
        assertEquals("x\n", assertTimeoutPreemptively(Duration.ofMinutes(2), () -> text(files, 0)));
        writer.join();
        LogFiles found =
                assertTimeoutPreemptively(
                        Duration.ofMinutes(2), () -> LogFiles.of(List.of(folder)));
        assertEquals(List.of(), found.files());
    }

    @Test
    void aPipeThatHasNoNameIsRead() throws Exception {
        Process cat = new ProcessBuilder("cat").start();
        Path unnamed = Path.of("/proc/" + cat.pid() + "/fd/1");
        assumeTrue(Files.exists(unnamed), "no /proc");
        LogFiles files = LogFiles.of(List.of(unnamed));
        assertEquals(List.of(), files.trouble());
        assertEquals(
                List.of(unnamed.toString()), files.files().stream().map(LogFile::name).toList());
        cat.getOutputStream().close();
        cat.waitFor();
    }

    @Test
    void whatIsWrongWithAJournalIsToldOnceItHasBeenRead() throws IOException {
        write(
                "journal",
                "{\"__REALTIME_TIMESTAMP\":\"1795507560880511\",\"SYSLOG_IDENTIFIER\":\"postfix/smtpd\","
                        + "\"_UID\":\"1000\",\"_COMM\":\"logger\",\"_EXE\":\"/usr/bin/logger\",\"MESSAGE\":\"x\"}\n");
        LogFiles files = of("journal");
        assertEquals(List.of(), files.trouble());
        assertEquals("2026-11-24T08:06:00.880511Z - untrusted-postfix-smtpd: x\n", text(files, 0));
        text(files, 0);
        assertEquals(
                List.of(
                        "X/journal: 1 journal entry claims to be Postfix but was written by uid"
                                + " 1000 (logger): not counted"),
                trouble(files));
    }

    private LogFiles of(String... names) {
        List<Path> paths = Arrays.stream(names).map(folder::resolve).toList();
        return LogFiles.of(paths, ZoneOffset.UTC, InputStream.nullInputStream());
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(LogFiles files) {
        return files.files().stream().map(f -> Path.of(f.name()).getFileName().toString()).toList();
    }

    private List<String> trouble(LogFiles files) {
        return files.trouble().stream().map(t -> t.replace(folder.toString(), "X")).toList();
    }

    private static String text(LogFiles files, int file) throws IOException {
        try (InputStream in = files.files().get(file).opener().open()) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    @Test
    void filesWithoutALineAreNamedWithWhatToType() throws IOException {
        Path empty = Files.createFile(folder.resolve("mail.log"));
        assertEquals(
                Optional.of(
                        "no line in "
                                + empty
                                + "; name the log that your mail server writes: --log FILE"),
                LogFiles.inOrder(List.of(empty)).nothingRead());
        assertEquals(Optional.empty(), LogFiles.inOrder(List.of()).nothingRead());
    }
}
