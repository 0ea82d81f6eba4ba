// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.store.Act;
import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Deletes held messages: the only thing that cannot be undone, so the journal first learns the hash
 * of each, beside its sender, and names its recipients since it was planned.
 *
 * <p>With a folder to keep them in, each is copied there first, and the copy is on the disk before
 * the message is deleted.
 */
final class Deletion {
    private static final int BUFFER = 64 * 1024;
    private static final Set<OpenOption> WRITE =
            Set.of(
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);

    private final Holds holds;
    private final HeldOnes held;
    private final Optional<Path> keep;

    Deletion(Holds holds, Store store, Clock clock, Watcher watcher, Optional<Path> keep) {
        this.holds = holds;
        this.held = new HeldOnes(store, clock, watcher);
        this.keep = keep;
    }

    /** The folder within {@code keep} that has the copies of a receipt. */
    static Path copies(Path keep, ReceiptId receipt) {
        return keep.resolve(receipt.text());
    }

    Receipt delete(Ledger ledger, Predicate<Message> which) throws IOException {
        Optional<Path> folder = keep.map(path -> copies(path, ledger.receipt()));
        if (folder.isPresent()) {
            Files.createDirectories(folder.get(), Store.ofOwner(folder.get(), "rwx------"));
        }
        return held.each(
                ledger,
                which,
                new HeldOnes.Change(
                        "deleted",
                        (message, at) -> announce(message, folder, at),
                        Acts.DELETED,
                        holds::remove));
    }

    private Act announce(Message message, Optional<Path> folder, Instant at) throws IOException {
        Act act =
                Acts.about(Acts.DELETE, message, at)
                        .with("sender", message.sender())
                        .with("recipientCount", message.recipients());
        Optional<Path> file = holds.heldFile(message.slip());
        if (file.isEmpty()) {
            return act; // it is gone, which the deed finds out
        }
        if (folder.isEmpty()) {
            return act.with("sha256", hash(file.get(), OutputStream.nullOutputStream()));
        }
        Path copy = folder.get().resolve(message.number() + "-" + message.slip().queueId());
        act.with("sha256", copy(file.get(), copy));
        return act.with("keptAs", copy.toString());
    }

    /** Returns when the disk has the copy. */
    private static String copy(Path from, Path to) throws IOException {
        try (FileChannel channel = FileChannel.open(to, WRITE, Store.ofOwner(to, "rw-------"));
                OutputStream out = Channels.newOutputStream(channel)) {
            String hash = hash(from, out);
            channel.force(true);
            Store.forceNames(to);
            return hash;
        }
    }

    private static String hash(Path file, OutputStream copy) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                digest.update(buffer, 0, got);
                copy.write(buffer, 0, got);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
