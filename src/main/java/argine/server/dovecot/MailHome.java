// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The home of a stranger's mail, of which plain files are read that are really in it.
 *
 * <p>Whoever has the account may have put a link there, to {@code /etc/shadow} or to a pipe, and
 * Argine runs as root: every step down is made from the open folder above, and no link is followed.
 */
final class MailHome implements Closeable {
    private static final int MOST = 1024 * 1024;
    private static final int MOST_FILES = 200;

    /** What there is under a name: a text if it could be read, else why not. */
    record Found(Optional<String> text, String trouble) {}

    private final Path home;
    private final SecureDirectoryStream<Path> top;

    private MailHome(Path home, SecureDirectoryStream<Path> top) {
        this.home = home;
        this.top = top;
    }

    @SuppressWarnings("StreamResourceLeak") // it is what this keeps open, until it is closed
    static MailHome open(Path home) throws IOException {
        DirectoryStream<Path> folder = Files.newDirectoryStream(home);
        if (folder instanceof SecureDirectoryStream<Path> secure) {
            return new MailHome(home, secure);
        }
        folder.close();
        throw new IOException(home + ": cannot be read here without following links");
    }

    /** The names in a folder below, sorted, at most one more than are looked at. */
    List<Path> names(Path folder, String ending) throws IOException {
        List<Path> names = new ArrayList<>();
        try (SecureDirectoryStream<Path> below = down(folder)) {
            for (Path name : below) {
                if (isTooMany(names)) {
                    break;
                }
                if (name.toString().endsWith(ending)) {
                    names.add(folder.resolve(String.valueOf(name.getFileName())));
                }
            }
        }
        names.sort(null);
        return names;
    }

    static boolean isTooMany(List<Path> names) {
        return names.size() > MOST_FILES;
    }

    /** The file below that a link here leads to; itself where it is none. */
    Optional<Path> target(Path name) throws IOException {
        Path file = home.resolve(name);
        if (!Files.isSymbolicLink(file)) {
            return Optional.of(name);
        }
        Path at = home.resolve(Files.readSymbolicLink(file)).normalize();
        for (Path base : List.of(home.normalize(), home.toRealPath())) {
            if (at.startsWith(base) && !at.equals(base)) {
                return Optional.of(base.relativize(at));
            }
        }
        return Optional.empty();
    }

    /** What there is at a place below; nothing if there is none. */
    Optional<Found> find(Path place) throws IOException {
        Path name = Path.of(String.valueOf(place.getFileName()));
        try (SecureDirectoryStream<Path> folder =
                down(Optional.ofNullable(place.getParent()).orElse(Path.of("")))) {
            if (!folder.getFileAttributeView(
                            name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .readAttributes()
                    .isRegularFile()) {
                return Optional.of(new Found(Optional.empty(), "is a link or no plain file"));
            }
            try (SeekableByteChannel channel =
                    folder.newByteChannel(
                            name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                return Optional.of(text(channel));
            }
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static Found text(SeekableByteChannel channel) throws IOException {
        byte[] bytes = Channels.newInputStream(channel).readNBytes(MOST);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Found(Optional.of(text), channel.size() > MOST ? "is longer than 1 MiB" : "");
    }

    /** A folder below, step by step; the caller closes it. */
    private SecureDirectoryStream<Path> down(Path folder) throws IOException {
        SecureDirectoryStream<Path> at = top.newDirectoryStream(Path.of("."));
        for (Path step : folder.toString().isEmpty() ? List.<Path>of() : folder) {
            try (SecureDirectoryStream<Path> above = at) {
                at = above.newDirectoryStream(step, LinkOption.NOFOLLOW_LINKS);
            }
        }
        return at;
    }

    @Override
    public void close() throws IOException {
        top.close();
    }
}
