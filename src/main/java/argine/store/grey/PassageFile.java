// SPDX-License-Identifier: Apache-2.0
package argine.store.grey;

import argine.store.Act;
import argine.store.ActFile;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * Passages in memory and in a file.
 *
 * <p>Those who have got through and those who wait are kept apart, at most {@value #MOST} of each,
 * the longest unseen going first.
 */
public final class PassageFile implements Passages {
    public static final int MOST = 100_000;

    private static final int LONG_FILE = 20_000;

    private final SequencedMap<String, Passage> waiting = new LinkedHashMap<>();
    private final SequencedMap<String, Passage> known = new LinkedHashMap<>();
    private final SequencedMap<String, Passage> unwritten = new LinkedHashMap<>();
    private final ActFile file;
    private final Optional<String> remark;

    private PassageFile(Path path) throws IOException {
        ActFile.Opened opened = ActFile.open(path, this::read);
        file = opened.file();
        remark = opened.remark();
    }

    /** Opens the file, which need not exist. */
    public static PassageFile open(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent, Store.ofOwner(parent, "rwx------"));
        }
        return new PassageFile(file);
    }

    private void read(Act act) {
        PassageLine.passage(act).ifPresent(this::keep);
    }

    @Override
    public List<String> remarks() {
        return remark.stream().toList();
    }

    @Override
    public synchronized Optional<Passage> of(String key) {
        Passage one = known.get(key);
        return Optional.ofNullable(one == null ? waiting.get(key) : one);
    }

    @Override
    public synchronized void put(Passage passage) {
        keep(passage);
        unwritten.putLast(passage.key(), passage);
        if (unwritten.size() > MOST) {
            unwritten.pollFirstEntry();
        }
    }

    private void keep(Passage passage) {
        SequencedMap<String, Passage> to = passage.isKnown() ? known : waiting;
        SequencedMap<String, Passage> from = passage.isKnown() ? waiting : known;
        from.remove(passage.key());
        to.putLast(passage.key(), passage);
        if (to.size() > MOST) {
            to.pollFirstEntry();
        }
    }

    @Override
    public synchronized void forget(Predicate<Passage> which) {
        waiting.values().removeIf(which);
        known.values().removeIf(which);
    }

    @Override
    public synchronized int size() {
        return waiting.size() + known.size();
    }

    @Override
    public void flush() throws IOException {
        List<Passage> all;
        boolean tooLong;
        synchronized (this) {
            tooLong = file.lines() > LONG_FILE + 2L * (waiting.size() + known.size());
            all = new ArrayList<>(tooLong ? waiting.values() : unwritten.values());
            if (tooLong) {
                all.addAll(known.values());
            }
        }
        if (tooLong) {
            file.replace(all.stream().map(PassageLine::act).toList());
        } else if (!all.isEmpty()) {
            for (Passage one : all) {
                file.append(PassageLine.act(one));
            }
            file.force();
        }
        written(all);
    }

    /** What was put anew meanwhile is written the next time; so is all that failed. */
    private synchronized void written(List<Passage> all) {
        all.forEach(one -> unwritten.remove(one.key(), one));
    }

    @Override
    public void close() throws IOException {
        try (file) {
            flush();
            file.force();
        }
    }
}
