// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that commands write: who may read them, and what a reader of the old one sees. */
class WrittenTest {
    private static final Surroundings HERE =
            new Surroundings(
                    new PrintWriter(new StringWriter()),
                    new PrintWriter(new StringWriter()),
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                    false);

    @TempDir private Path folder;

    private static Written to(Path file) {
        return new Written(HERE, Optional.of(file));
    }

    @Test
    void aFileIsItsOwnersAloneEvenWhereOneWasThatOthersRead() throws IOException {
        Path file = folder.resolve("new");
        to(file).show("secret");
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (InputStream old = Files.newInputStream(file)) {
            to(file).show("other!");
            assertEquals("secret", new String(old.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals("other!", Files.readString(file));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
        Files.writeString(folder.resolve("real"), "old");
        to(link).show("new");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("new", Files.readString(folder.resolve("real")));
    }

    @Test
    void whatIsNoFileIsWrittenToAndAFolderIsNot() throws IOException {
        to(Path.of("/dev/null")).show("gone");
        assertTrue(
                Files.exists(Path.of("/dev/null")) && !Files.isRegularFile(Path.of("/dev/null")));
        assertThrows(IOException.class, () -> to(folder).show("x"));
    }

    @Test
    void thatAFileCannotBeWrittenIsToldBeforehand() throws IOException {
        to(folder.resolve("x")).prepare();
        assertThrows(IOException.class, () -> to(folder.resolve("none").resolve("x")).prepare());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void aCommandIsQuotedAsAShellTakesIt() {
        assertEquals(
                "contain 'o'\\''hara@example.org' '' --yes",
                Typed.words(List.of("contain", "o'hara@example.org", "", "--yes")));
    }
}
