// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.tls;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Lets a fuzzer write certificates and keys; in a normal run what it once found is read again. */
class TlsFuzzTest {
    @TempDir static Path folder;
    private static SelfSigned own;

    @BeforeAll
    static void make() {
        own = SelfSigned.of(folder, "own", "EC");
    }

    @FuzzTest(maxDuration = "60s")
    @DictionaryEntries({
        "-----BEGIN CERTIFICATE-----",
        "-----END CERTIFICATE-----",
        "-----BEGIN PRIVATE KEY-----",
        "-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----",
        "MIIB"
    })
    void anyFileOfACertificateOrAKeyIsReadOrRefused(byte[] said) throws IOException {
        Path file = Files.write(folder.resolve("said"), said);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        refused(new TlsFiles(file, own.key(), Optional.empty()), file);
        refused(new TlsFiles(own.certificate(), file, Optional.empty()), file);
        refused(new TlsFiles(own.certificate(), own.key(), Optional.of(file)), file);
    }

    private static void refused(TlsFiles files, Path file) {
        try {
            files.read();
        } catch (IOException e) {
            String told = String.valueOf(e.getMessage());
            assertTrue(told.contains(file.toString()), told);
            assertTrue(told.chars().noneMatch(c -> c < ' '), "one line, and nothing raw: " + told);
        }
    }
}
