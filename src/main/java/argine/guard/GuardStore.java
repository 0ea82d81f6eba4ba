// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.store.Clocks;
import argine.store.Store;
import argine.store.bar.BarFile;
import argine.store.bar.Bars;
import argine.store.block.BlockFiles;
import argine.store.block.Blocks;
import argine.store.count.CounterFiles;
import argine.store.count.CounterStore;
import argine.store.grey.PassageFile;
import argine.store.grey.Passages;
import argine.store.why.RefusalFile;
import argine.store.why.Refusals;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the guard remembers, in one folder that one process has at a time.
 *
 * <p>Nobody else in this room knows that there are files: another store takes its place here.
 */
public final class GuardStore implements Closeable {
    private final FileChannel lock;
    private final CounterStore counters;
    private final Blocks blocks;
    private final Refusals refusals;
    private final Bars bars;
    private final Passages passages;

    private GuardStore(Path folder, Path copy, Clocks clocks) throws IOException {
        lock = lock(folder.resolve("lock"));
        try {
            counters = CounterFiles.open(folder, clocks);
            blocks = BlockFiles.open(folder.resolve("blocks"), copy);
            refusals = RefusalFile.open(folder.resolve("refusals"), new SecureRandom());
            bars = BarFile.open(folder.resolve("bars"));
            passages = PassageFile.open(folder.resolve("greylist"));
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Opens all that is in a folder.
     *
     * @param folder made if it is not there
     * @param copy a second file of who is stopped, best on another disk
     * @throws IOException when another guard is at work on it, or it cannot be used
     */
    public static GuardStore open(Path folder, Path copy, Clocks clocks) throws IOException {
        Files.createDirectories(folder, Store.ofOwner(folder, "rwx------"));
        return new GuardStore(folder, copy, clocks);
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS),
                        Store.ofOwner(file, "rw-------"));
        if (tryLock(channel) == null) {
            channel.close();
            throw new IOException(file + ": another argine guard is at work");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    CounterStore counters() {
        return counters;
    }

    Blocks blocks() {
        return blocks;
    }

    Refusals refusals() {
        return refusals;
    }

    Bars bars() {
        return bars;
    }

    Passages passages() {
        return passages;
    }

    /** What an administrator should know of how the files were read. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(counters.remarks());
        remarks.addAll(blocks.remarks());
        remarks.addAll(refusals.remarks());
        remarks.addAll(bars.remarks());
        remarks.addAll(passages.remarks());
        return remarks;
    }

    @Override
    public void close() throws IOException {
        try (lock;
                counters;
                blocks;
                refusals;
                bars;
                passages) {
            counters.flush();
        }
    }
}
