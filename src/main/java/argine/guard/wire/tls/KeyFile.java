// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.tls;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The file with the private key: PKCS#8 in PEM, not encrypted, and of no use to others.
 *
 * <p>As with {@code ssh} and PostgreSQL, a key of root's may be read by its group, which is how a
 * daemon that may not write its own configuration gets at it; any other is for its owner alone.
 */
record KeyFile(Path file) {
    private static final int PROOF = 32;
    private static final Set<PosixFilePermission> NEVER =
            EnumSet.of(
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE,
                    PosixFilePermission.OTHERS_EXECUTE);

    /** The key that belongs to a certificate. */
    PrivateKey of(PublicKey certified) throws IOException {
        Pem pem = Pem.read(file);
        refuseIfOthersMayRead();
        try {
            PrivateKey key =
                    KeyFactory.getInstance(certified.getAlgorithm())
                            .generatePrivate(new PKCS8EncodedKeySpec(pem.bytes(block(pem))));
            if (!belong(key, certified)) {
                throw pem.wrong("the key is another one than the certificate's");
            }
            return key;
        } catch (GeneralSecurityException e) {
            throw pem.wrong(
                    "not a key that can be used with a certificate for "
                            + certified.getAlgorithm()
                            + " (RSA, EC and Ed25519 can)",
                    e);
        }
    }

    private Pem.Block block(Pem pem) throws IOException {
        String found = "";
        for (Pem.Block block : pem.blocks()) {
            if (block.label().equals("PRIVATE KEY")) {
                return block;
            }
            found = block.label().endsWith("PRIVATE KEY") ? block.label() : found;
        }
        if (found.startsWith("ENCRYPTED")) {
            throw pem.wrong(
                    "the key is encrypted, and nobody is there to type its password when the guard"
                            + " starts; type: "
                            + unlocked());
        }
        throw found.isEmpty()
                ? pem.wrong("no private key in PEM")
                : pem.wrong("the key is not in PKCS#8; type: " + unlocked());
    }

    private String unlocked() {
        return "openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW-FILE";
    }

    /** Tried out, for there are too many kinds of keys to compare them by their numbers. */
    private static boolean belong(PrivateKey key, PublicKey certified)
            throws GeneralSecurityException {
        String algorithm =
                switch (certified.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> certified.getAlgorithm();
                };
        byte[] proof = new byte[PROOF];
        new SecureRandom().nextBytes(proof);
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(proof);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(proof);
        return signature.verify(signed);
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("unix")) {
            boolean rootOwns = Files.getAttribute(file, "unix:uid").equals(0);
            Optional<String> remedy = remedy(Files.getPosixFilePermissions(file), rootOwns);
            if (remedy.isPresent()) {
                throw new IOException(
                        file + ": others may read the key; type: " + remedy.get() + " " + file);
            }
        }
    }

    /** What to type when others may read it. */
    static Optional<String> remedy(Set<PosixFilePermission> permissions, boolean rootOwns) {
        if (!rootOwns && permissions.contains(PosixFilePermission.GROUP_READ)) {
            return Optional.of("chmod 600");
        }
        return permissions.stream().anyMatch(NEVER::contains)
                ? Optional.of(rootOwns ? "chmod 640" : "chmod 600")
                : Optional.empty();
    }
}
