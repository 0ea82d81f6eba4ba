// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import argine.store.Clocks;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Counters with their files: a log that {@link #flush} brings up to date, and from time to time a
 * snapshot, so that the log stays short.
 *
 * <p>After trouble the first flush that succeeds writes everything anew.
 */
public final class CounterFiles implements CounterStore {
    /** A log that is longer than this, and longer than the last snapshot, is replaced by one. */
    static final long LONG_LOG = 16L << 20;

    /** After the first one, so often is it tried whether the disk takes something again. */
    private static final long TRY_EVERY = Duration.ofSeconds(5).toMillis();

    private static final long STAMP_EVERY = Duration.ofSeconds(30).toMillis();

    /** Clocks that run apart by more were not only slowed a little. */
    private static final long CLOCK_SET = Duration.ofSeconds(1).toMillis();

    private final Generations files;
    private final EmbeddedCounters counters;
    private final List<String> remarks;
    private final AtomicBoolean snapshotting = new AtomicBoolean();
    private volatile long snapshotSize;
    private Frames log;
    private Path logFile;
    private long lastFlush;
    private long lastDifference;
    private long lastTry;
    private @Nullable String trouble;
    private Instant troubleSince = Instant.EPOCH;

    private CounterFiles(Generations files, Recovery.Recovered recovered) throws IOException {
        this.files = files;
        this.counters = recovered.counters();
        this.remarks = recovered.remarks();
        long generation = files.next();
        this.lastDifference = difference();
        this.log = begin(generation);
        this.logFile = files.log(generation);
        snapshot(generation);
    }

    /** Opens the counters in a folder, which one process has at a time. */
    public static CounterFiles open(Path folder, Clocks clocks) throws IOException {
        Files.createDirectories(folder, Store.ofOwner(folder, "rwx------"));
        Generations files = new Generations(folder);
        return new CounterFiles(files, new Recovery(files, clocks).recover());
    }

    @Override
    public Counters counters() {
        return counters;
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public long subjects() {
        return counters.stripes.size();
    }

    @Override
    public synchronized void flush() {
        try {
            if (trouble != null && counters.now() - lastTry < TRY_EVERY) {
                return;
            }
            if (trouble != null || counters.log.overflowed()) {
                lastTry = counters.now();
                rotate();
            } else if (!counters.log.isEmpty() || isStampDue()) {
                mustBeThere();
                lastDifference = difference();
                counters.log.flush(log, counters.now(), counters.time.wall());
                lastFlush = counters.now();
            }
            trouble = null;
        } catch (IOException e) {
            broken(e);
        }
    }

    /** A wall clock that was set is noted at once: a restart would take the jump for time. */
    private boolean isStampDue() {
        return counters.now() - lastFlush > STAMP_EVERY
                || Math.abs(difference() - lastDifference) > CLOCK_SET;
    }

    private long difference() {
        return counters.time.wall() - counters.now();
    }

    /** A file that somebody deleted would take everything and keep nothing. */
    private void mustBeThere() throws IOException {
        if (!Files.exists(logFile)) {
            throw new NoSuchFileException(logFile + ": was deleted");
        }
    }

    private void broken(IOException e) {
        if (trouble == null) {
            troubleSince = Instant.ofEpochMilli(counters.time.wall());
        }
        trouble = String.valueOf(e.getMessage());
    }

    @Override
    public synchronized Optional<Trouble> trouble() {
        String what = trouble;
        return what == null ? Optional.empty() : Optional.of(new Trouble(what, troubleSince));
    }

    /** When the log has become long enough to be replaced. */
    @Override
    public synchronized boolean isDue() {
        try {
            return trouble == null && log.size() > Math.max(LONG_LOG, snapshotSize);
        } catch (IOException e) {
            broken(e);
            return false;
        }
    }

    /** Replaces the log by a snapshot. */
    @Override
    public void compact() {
        if (!snapshotting.compareAndSet(false, true)) {
            return;
        }
        try {
            snapshot(nextLog());
        } catch (IOException e) {
            synchronized (this) {
                broken(e);
            }
        } finally {
            snapshotting.set(false);
        }
    }

    private synchronized void rotate() throws IOException {
        snapshot(nextLog());
    }

    private synchronized long nextLog() throws IOException {
        long generation = files.next();
        Frames next = begin(generation);
        byte[] rest = counters.log.takeForNewFile();
        try (Frames last = log) {
            log = next;
            logFile = files.log(generation);
            last.write(ChangeLog.stamped(rest, counters.now(), counters.time.wall()));
            last.force();
        }
        return generation;
    }

    private Frames begin(long generation) throws IOException {
        Path file = files.log(generation);
        Frames next = Frames.create(file, Store.ofOwner(file, "rw-------"));
        next.write(Snapshot.head(counters));
        next.force();
        files.forceNames();
        return next;
    }

    private void snapshot(long generation) throws IOException {
        Path file = files.unfinished();
        try (Frames out = Frames.create(file, Store.ofOwner(file, "rw-------"))) {
            new Snapshot(counters, out).write();
            snapshotSize = out.size();
        }
        files.finish(generation);
    }

    @Override
    public synchronized void close() throws IOException {
        flush();
        log.close();
    }
}
