// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/**
 * A small text file of the server's that is changed as a whole: a new file with the same owner,
 * group and permissions takes the place of the old one in one step.
 *
 * <p>So whoever reads it sees the one or the other, and never one that the login process may not
 * read, with which nobody could log in. Its text is handled byte for byte.
 *
 * <p><b>Limits.</b> Access lists and other extended attributes are not carried over.
 */
final class RewrittenFile {
    private static final long MOST = 256L * 1024 * 1024;

    private final Path file;

    RewrittenFile(Path file) {
        this.file = file;
    }

    Path path() {
        return file;
    }

    /** The whole text, a character for each byte. */
    String read() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(file.toString(), null, why());
        }
        if (Files.size(file) > MOST) {
            throw new FileSystemException(file.toString(), null, "is larger than " + MOST);
        }
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private String why() {
        if (Files.isSymbolicLink(file)) {
            return "is a symbolic link, which is not written through; name the file itself in"
                    + " Dovecot's configuration";
        }
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS) ? "is no plain file" : "is not there";
    }

    /**
     * Puts {@code after} in the place of {@code before}, the text that was read.
     *
     * @return false when the file has another text by now; then nothing is written
     */
    boolean replace(String before, String after) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling("");
        String begin = "." + file.getFileName() + ".argine-";
        Path next = folder.resolve(begin + UUID.randomUUID());
        removeUnfinished(folder, begin);
        try {
            write(next, after);
            if (!read().equals(before)) {
                return false;
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return true;
    }

    /** What a run left that was killed before its file took the place of the old one. */
    private static void removeUnfinished(Path folder, String begin) throws IOException {
        DirectoryStream.Filter<Path> unfinished =
                one -> String.valueOf(one.getFileName()).startsWith(begin);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, unfinished)) {
            for (Path one : left) {
                Files.deleteIfExists(one);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void write(Path next, String text) throws IOException {
        Set<PosixFilePermission> mode =
                Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
        try (FileChannel channel =
                FileChannel.open(
                        next,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            own(next);
            Files.setPosixFilePermissions(next, mode);
            Files.setLastModifiedTime(next, later());
            channel.force(true);
        }
    }

    /** Dovecot tells a new text by seconds and size, so within a second it must not be the same. */
    private FileTime later() throws IOException {
        FileTime last = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS);
        FileTime now =
                Files.getLastModifiedTime(file.resolveSibling("."), LinkOption.NOFOLLOW_LINKS);
        FileTime next = FileTime.from(last.toInstant().plusSeconds(1));
        return now.compareTo(next) > 0 ? now : next;
    }

    private void own(Path next) throws IOException {
        for (String id : new String[] {"unix:uid", "unix:gid"}) {
            Object wanted = Files.getAttribute(file, id, LinkOption.NOFOLLOW_LINKS);
            if (!wanted.equals(Files.getAttribute(next, id, LinkOption.NOFOLLOW_LINKS))) {
                Files.setAttribute(next, id, wanted, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }
}
