// SPDX-License-Identifier: Apache-2.0
package argine.audit.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LetterTest {
    private static final ZonedDateTime NOW =
            Instant.parse("2026-11-26T09:30:00Z").atZone(ZoneId.of("Europe/Rome"));
    private static final Expiry EXPIRY =
            new Expiry(
                    "rossi@example.org",
                    Instant.parse("2026-11-30T23:30:00Z"),
                    Duration.ofDays(14));

    @TempDir Path folder;

    @Test
    void aLetterOfOnesOwnMayBeInAnyLanguage() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("letter"),
                        "La password di {account} scade fra {days} giorni, gi\u00e0 il {date}\n\nPerch\u00e9:"
                                + " {date}\n.\n");
        assertEquals(
                """
                From: <it@example.org>
                To: <rossi@example.org>
                Subject: =?UTF-8?B?TGEgcGFzc3dvcmQgZGkgcm9zc2lAZXhhbXBsZS5vcmcgc2NhZGUgZnJhIDQg?=
                 =?UTF-8?B?Z2lvcm5pLCBnacOgIGlsIDIwMjYtMTItMDE=?=
                Date: Thu, 26 Nov 2026 10:30:00 +0100
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: base64

                """
                        + Base64.getEncoder()
                                .encodeToString(
                                        "Perch\u00e9: 2026-12-01\r\n.\r\n"
                                                .getBytes(StandardCharsets.UTF_8))
                        + "\n",
                Letter.read(file).about(EXPIRY, "it@example.org", NOW));
    }

    @Test
    void noNameBringsAHeaderOfItsOwn() {
        List<String> hostile =
                List.of(
                        "a@b\nBcc: all@example.org",
                        "a@b>\r\nx: y",
                        "|sh",
                        "/etc/passwd",
                        ":include:/x",
                        "-bm",
                        "a b@example.org",
                        "a@b@c",
                        "",
                        "a\u0000@b");
        for (String name : hostile) {
            assertFalse(Letter.isMailbox(name), name);
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Letter.USUAL.about(EXPIRY, name, NOW),
                    name);
        }
        assertTrue(Letter.isMailbox("rossi"));
        assertTrue(Letter.isMailbox("mario.rossi+tag@example.org"));
    }

    @Test
    void aLineEndInTheSubjectEndsNothing() {
        String all =
                new Letter("a\rBcc: all@example.org", "b\n").about(EXPIRY, "it@example.org", NOW);
        assertFalse(all.contains("Bcc"), all);
    }

    @Test
    void aLetterWithoutATextIsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("letter"), "only a subject\n");
        assertThrows(IOException.class, () -> Letter.read(file));
        Files.writeString(file, "x\n" + "y".repeat(16 * 1024));
        assertThrows(IOException.class, () -> Letter.read(file));
    }
}
