// SPDX-License-Identifier: Apache-2.0
package argine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToldTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

    @TempDir Path folder;

    private Told told(LocalDate day) throws IOException {
        return Told.take(folder, "letters", day);
    }

    @Test
    void whoWasToldIsKnownForThatDay() throws IOException {
        try (Told told = told(DAY)) {
            told.add("rossi@example.org");
            told.add("verdi@example.org");
            told.takeBack("verdi@example.org");
        }
        try (Told told = told(DAY)) {
            assertTrue(told.has("rossi@example.org"));
            assertFalse(told.has("verdi@example.org"));
        }
        try (Told told = told(DAY.plusDays(1))) {
            assertFalse(told.has("rossi@example.org"));
            told.add("neri@example.org");
        }
        Path file = folder.resolve("letters-told");
        assertEquals("\n2026-11-27 + neri@example.org\n", Files.readString(file));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void aLineThatWasCutShortIsNobodyAndHarmsNoOther() throws IOException {
        try (Told told = told(DAY)) {
            told.add("rossi@example.org");
        }
        Files.writeString(
                folder.resolve("letters-told"), "2026-11-26 + ver", StandardOpenOption.APPEND);
        try (Told told = told(DAY)) {
            assertFalse(told.has("ver"));
            told.add("neri@example.org");
        }
        try (Told told = Told.look(folder, "letters", DAY)) {
            assertTrue(told.has("rossi@example.org"));
            assertTrue(told.has("neri@example.org"));
        }
    }

    @Test
    void oneProcessTellsAtATime() throws IOException {
        try (Told _ = told(DAY)) {
            assertThrows(IOException.class, () -> told(DAY));
        }
        told(DAY).close();
    }

    @Test
    void aLinkInItsPlaceIsNotFollowed() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "kept");
        Files.createSymbolicLink(folder.resolve("letters-told"), other);
        try (Told told = told(DAY)) {
            assertThrows(IOException.class, () -> told.add("rossi@example.org"));
        }
        assertEquals("kept", Files.readString(other));
    }
}
