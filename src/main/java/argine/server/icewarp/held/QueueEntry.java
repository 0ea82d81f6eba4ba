// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.held;

import argine.server.Holds.Slip;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** A queue file from outside: how long it is and when it was last written to. */
record QueueEntry(long size, Instant changed) {
    private static final int BUFFER = 64 * 1024;

    /** Reads what the folder tells; a link, a folder or a device is no message. */
    static QueueEntry read(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "is no regular file");
        }
        return new QueueEntry(attributes.size(), attributes.lastModifiedTime().toInstant());
    }

    /** Tells whether it is still as the slip says. */
    boolean isThe(Slip slip) {
        return size == slip.size() && changed.equals(slip.arrival());
    }

    /** The SHA-256 of a file of any length. */
    static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
