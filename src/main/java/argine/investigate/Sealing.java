// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Seals a file by the SHA-256 of what is in it now; a log may have grown a little meanwhile. */
final class Sealing {
    private static final int PIECE = 1 << 20;

    private Sealing() {}

    /** Reads as much as the file has at this moment; nothing where there is no plain file. */
    static Optional<Report.Seal> of(String name) throws IOException {
        Path file;
        try {
            file = Path.of(name);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        long size = Files.size(file);
        MessageDigest digest = sha256();
        byte[] piece = new byte[PIECE];
        long read = 0;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            int got = 0;
            while (read < size && got >= 0) {
                read += got;
                got = in.read(piece, 0, (int) Math.min(PIECE, size - read));
            }
        }
        return Optional.of(new Report.Seal(read, HexFormat.of().formatHex(digest.digest())));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
