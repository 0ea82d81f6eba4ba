// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsFilesTest {
    @TempDir static Path folder;
    private static SelfSigned rsa;
    private static SelfSigned ec;

    @BeforeAll
    static void make() {
        rsa = SelfSigned.of(folder, "rsa", "RSA");
        ec = SelfSigned.of(folder, "ec", "EC");
    }

    private static String refusal(Path certificate, Path key) {
        TlsFiles files = new TlsFiles(certificate, key, Optional.empty());
        return String.valueOf(assertThrows(IOException.class, files::read).getMessage());
    }

    private static Path key(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void everyUsualKindOfKeyIsTaken() throws IOException {
        for (SelfSigned one :
                new SelfSigned[] {rsa, ec, SelfSigned.of(folder, "ed25519", "Ed25519")}) {
            assertTrue(one.files().read().ends().isAfter(Instant.EPOCH));
        }
    }

    @Test
    void textForPeopleAroundTheBlocksIsPassedOver() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("told.pem"),
                        "Subject: CN=guard\r\n" + Files.readString(ec.certificate()) + "the end");
        assertTrue(
                new TlsFiles(file, ec.key(), Optional.empty())
                        .read()
                        .ends()
                        .isAfter(Instant.EPOCH));
    }

    @Test
    void anEncryptedKeyIsRefusedWithTheWayOut() throws IOException {
        Path file = key("locked.key", SelfSigned.pem("ENCRYPTED PRIVATE KEY", new byte[80]));
        assertEquals(
                file
                        + ": the key is encrypted, and nobody is there to type its password when the"
                        + " guard starts; type: openssl pkcs8 -topk8 -nocrypt -in "
                        + file
                        + " -out NEW-FILE",
                refusal(ec.certificate(), file));
    }

    @Test
    void anOlderFormOfKeyIsRefusedWithTheWayOut() throws IOException {
        Path file =
                key(
                        "older.key",
                        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n"
                                + "-----END RSA PRIVATE KEY-----\n");
        assertEquals(
                file
                        + ": the key is not in PKCS#8; type: openssl pkcs8 -topk8 -nocrypt -in "
                        + file
                        + " -out NEW-FILE",
                refusal(rsa.certificate(), file));
    }

    @Test
    void aKeyThatOthersMayReadIsRefused() throws IOException {
        Path file = key("open.key", Files.readString(ec.key()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        String remedy = Files.getAttribute(file, "unix:uid").equals(0) ? "640" : "600";
        assertEquals(
                file + ": others may read the key; type: chmod " + remedy + " " + file,
                refusal(ec.certificate(), file));
    }

    @Test
    void theGroupMayReadAKeyOfRootsAndNobodyElses() {
        assertEquals(Optional.empty(), remedy("rw-r-----", true));
        assertEquals(Optional.empty(), remedy("r--------", false));
        assertEquals(Optional.of("chmod 600"), remedy("rw-r-----", false));
        assertEquals(Optional.of("chmod 640"), remedy("rw-rw----", true));
        assertEquals(Optional.of("chmod 640"), remedy("rw-r--r--", true));
        assertEquals(Optional.of("chmod 600"), remedy("rw----r--", false));
    }

    private static Optional<String> remedy(String permissions, boolean rootOwns) {
        return KeyFile.remedy(PosixFilePermissions.fromString(permissions), rootOwns);
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() {
        Path other = SelfSigned.of(folder, "other", "EC").key();
        assertEquals(
                other + ": the key is another one than the certificate's",
                refusal(ec.certificate(), other));
        assertEquals(
                ec.key()
                        + ": not a key that can be used with a certificate for RSA (RSA, EC and"
                        + " Ed25519 can)",
                refusal(rsa.certificate(), ec.key()));
    }

    @Test
    void certificatesThatDoNotFollowEachOtherAreNoChain() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("mixed.pem"),
                        Files.readString(ec.certificate()) + Files.readString(rsa.certificate()));
        assertEquals(
                file
                        + ": not a chain: the guard's own certificate comes first, and each is signed"
                        + " by the next",
                refusal(file, ec.key()));
    }

    @Test
    void whatIsNoCertificateSaysSoInOneLineAndShowsNothingOfIt() throws IOException {
        Path none = folder.resolve("none.pem");
        assertEquals(none + ": there is no such file", refusal(none, ec.key()));
        assertEquals(ec.key() + ": no certificate in PEM", refusal(ec.key(), ec.key()));
        Path junk = Files.writeString(folder.resolve("junk.pem"), "junk");
        assertEquals(junk + ": no certificate in PEM", refusal(junk, ec.key()));
        Path cut = Files.writeString(folder.resolve("cut.pem"), "-----BEGIN CERTIFICATE-----\nAA");
        assertEquals(cut + ": a CERTIFICATE without an end", refusal(cut, ec.key()));
        Path wrong =
                Files.writeString(
                        folder.resolve("wrong.pem"), SelfSigned.pem("CERTIFICATE", new byte[9]));
        assertEquals(wrong + ": a CERTIFICATE that is none", refusal(wrong, ec.key()));
        Path letters =
                Files.writeString(
                        folder.resolve("letters.pem"),
                        "-----BEGIN CERTIFICATE-----\n!secret!\n-----END CERTIFICATE-----");
        assertEquals(letters + ": a CERTIFICATE that is not base64", refusal(letters, ec.key()));
        Path large = Files.write(folder.resolve("large.pem"), new byte[300_000]);
        assertEquals(large + " is too large for a certificate or a key", refusal(large, ec.key()));
        assertFalse(refusal(letters, ec.key()).contains("\n"));
    }
}
