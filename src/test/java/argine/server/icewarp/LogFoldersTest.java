// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.Reading;
import argine.server.icewarp.session.Logins;
import argine.server.icewarp.session.SessionLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFoldersTest {
    @TempDir Path folder;

    private static List<String> names(LogFolders folders) throws IOException {
        return new SessionLog(
                        folders.files(),
                        Clock.systemUTC(),
                        Optional.empty(),
                        Optional.empty(),
                        new Logins())
                .read(_ -> {}).files().stream()
                        .map(file -> String.valueOf(Path.of(file.name()).getFileName()))
                        .toList();
    }

    @Test
    void filesAreReadInTheOrderOfTheirDaysAndMailboxesFirst() throws IOException {
        for (String name :
                List.of(
                        "s20261124-01.log",
                        "S20261124-00.log",
                        "m20261124-00.log",
                        "s20261123-10.log",
                        "c20261123-00.log")) {
            Files.writeString(folder.resolve(name), "192.0.2.1 [0F4C] 10:00:00 Connected\n");
        }
        LogFolders folders = new LogFolders(List.of(folder));
        assertEquals(
                List.of(
                        "s20261123-10.log",
                        "m20261124-00.log",
                        "S20261124-00.log",
                        "s20261124-01.log"),
                names(folders));
        assertEquals(
                List.of("logs of other services were not read, by their letter: [c]"),
                folders.remarks());
    }

    private static final String LINE = "192.0.2.1 [0F4C] 10:00:00 Connected\n";

    private static void zip(Path file, String comment, String name, byte[] content)
            throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            out.setComment(comment);
            out.putNextEntry(new ZipEntry(name));
            out.write(content);
        }
    }

    private Reading read() throws IOException {
        return new SessionLog(
                        new LogFolders(List.of(folder)).files(),
                        Clock.systemUTC(),
                        Optional.empty(),
                        Optional.empty(),
                        new Logins())
                .read(_ -> {});
    }

    @Test
    void theSameLogBesideItsArchiveIsReadOnce() throws IOException {
        Path log = Files.writeString(folder.resolve("s20261124-00.log"), LINE);
        Path zip = folder.resolve("old.zip");
        zip(zip, "", "logs/s20261124-00.log", LINE.getBytes(UTF_8));
        LogFolders folders = new LogFolders(List.of(folder));
        assertEquals(List.of("s20261124-00.log"), names(folders));
        assertEquals(
                List.of(
                        (zip + "/s20261124-00.log: is the same log as ")
                                + (log + ", which was read")),
                folders.remarks());
    }

    @Test
    void theLogOfAnotherServerWithTheSameNameIsReadToo() throws IOException {
        Files.writeString(folder.resolve("s20261124-00.log"), LINE);
        zip(folder.resolve("b.zip"), "", "s20261124-00.log", (LINE + LINE).getBytes(UTF_8));
        assertEquals(3, read().lines());
    }

    @Test
    void aLogBesideItsPackedTwinIsReadOnce() throws IOException {
        Files.writeString(folder.resolve("s20261124-00.log"), LINE);
        Files.write(folder.resolve("s20261124-00.log.gz"), gzip(LINE.getBytes(UTF_8)));
        assertEquals(1, read().lines());
    }

    @Test
    void aLogThatIsPackedTwiceIsBoundedByWhatItBecomes() throws IOException {
        byte[] large = LINE.repeat((17 << 20) / LINE.length()).getBytes(UTF_8);
        zip(folder.resolve("a.zip"), "", "s20261124-00.log.gz", gzip(large));
        Reading reading = read();
        assertTrue(
                reading.trouble().getFirst().contains("unpacks to more than a log can be"),
                reading.trouble()::toString);
        assertTrue((reading.lines() - 1) * LINE.length() <= 16 << 20);
    }

    @Test
    void aLogOfExactlyTheLimitIsWhole() throws IOException {
        byte[] large = LINE.repeat((16 << 20) / LINE.length() + 1).getBytes(UTF_8);
        zip(folder.resolve("a.zip"), "", "s20261124-00.log", Arrays.copyOf(large, 16 << 20));
        assertTrue(read().trouble().stream().noneMatch(text -> text.contains("unpacks")));
    }

    @Test
    void aCommentThatLooksLikeTheEndOfAnArchiveHidesNoLongList() throws IOException {
        Path zip = folder.resolve("a.zip");
        zip(zip, "PK\5\6" + "\0".repeat(18), "s20261124-00.log", LINE.getBytes(UTF_8));
        byte[] bytes = Files.readAllBytes(zip);
        int end = bytes.length - 22 - 22;
        bytes[end + 10] = (byte) 0x11;
        bytes[end + 11] = (byte) 0x27; // says 10,001 files
        Files.write(zip, bytes);
        assertEquals(
                List.of(
                        zip
                                + ": cannot be read: the archive holds more than 10000 files; unpack it"
                                + " and name the folder"),
                new LogFolders(List.of(folder)).remarks());
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }
}
