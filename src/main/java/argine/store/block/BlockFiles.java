// SPDX-License-Identifier: Apache-2.0
package argine.store.block;

import argine.store.Act;
import argine.store.ActFile;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Blocks in a log and in a plain second file.
 *
 * <p>The log has every step with a number; the second file has, one a line, the blocks that stand.
 * {@link #add} returns when the disk has both, so an account that was called stopped stays so. What
 * the disk does not take holds all the same, and is written again at each {@link #flush}. Whoever
 * stands in either file when the guard starts is stopped, unless the log says with a higher number
 * that they were released: a lost or damaged file lets nobody back in. So the second file is always
 * written before the log forgets who was released.
 *
 * <p>Asking takes no lock.
 */
public final class BlockFiles implements Blocks {
    /** With so many lines more than twice the blocks that stand the log is written anew. */
    private static final int LONG_LOG = 10_000;

    private final Map<String, Block> standing = new ConcurrentHashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final SequencedMap<String, Act> unlogged = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final int longLog;
    private final ActFile log;
    private final ActFile copy;
    private boolean isCopyOld;
    private long lastNumber;

    private BlockFiles(Path logFile, Path copyFile, int longLog) throws IOException {
        this.longLog = longLog;
        ActFile.Opened opened = ActFile.open(logFile, this::read);
        log = opened.file();
        opened.remark().ifPresent(remarks::add);
        Map<String, Block> known = Map.copyOf(standing);
        ActFile.Opened second = ActFile.open(copyFile, this::readCopy);
        copy = second.file();
        second.remark().ifPresent(remarks::add);
        standing.keySet().stream()
                .filter(account -> !known.containsKey(account))
                .sorted()
                .forEach(
                        account ->
                                remarks.add(
                                        account + ": stopped by what " + copyFile + " says alone"));
        copy.replace(acts());
        log.replace(acts());
    }

    /**
     * Opens both files, which need not exist.
     *
     * @param log below the folder of the guard
     * @param copy best on another disk
     */
    public static BlockFiles open(Path log, Path copy) throws IOException {
        return open(log, copy, LONG_LOG);
    }

    static BlockFiles open(Path log, Path copy, int longLog) throws IOException {
        for (Path file : List.of(log, copy)) {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent, Store.ofOwner(parent, "rwx------"));
            }
        }
        return new BlockFiles(log, copy, longLog);
    }

    private void read(Act act) {
        long number = act.number("number").orElse(0L);
        lastNumber = Math.max(lastNumber, number);
        String account = act.text("account");
        numbers.put(account, number);
        if (act.word().equals(BlockLine.RELEASED)) {
            standing.remove(account);
        } else {
            BlockLine.block(act).ifPresent(block -> standing.put(account, block));
        }
    }

    private void readCopy(Act act) {
        String account = act.text("account");
        long number = act.number("number").orElse(0L);
        lastNumber = Math.max(lastNumber, number);
        if (number > numbers.getOrDefault(account, 0L)) {
            read(act);
        }
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public boolean isEmpty() {
        return standing.isEmpty();
    }

    @Override
    public Optional<Block> of(String account) {
        return Optional.ofNullable(standing.get(account));
    }

    @Override
    public List<Block> all() {
        return standing.values().stream()
                .sorted(Comparator.comparing(Block::since).thenComparing(Block::account))
                .toList();
    }

    @Override
    public synchronized void add(Block block) throws IOException {
        Block before = standing.get(block.account());
        Block now =
                before == null || before.isOver(block.since()) ? block : before.orStricter(block);
        standing.put(now.account(), now);
        note(BlockLine.act(now, ++lastNumber));
        write();
    }

    @Override
    public synchronized Optional<Block> release(String account, Instant now, String by)
            throws IOException {
        Optional<Block> block = end(account, now, by);
        if (block.isPresent()) {
            write();
        }
        return block;
    }

    @Override
    public synchronized List<Block> expire(Instant now) {
        List<Block> over = all().stream().filter(block -> block.isOver(now)).toList();
        over.forEach(block -> end(block.account(), now, "time"));
        return over;
    }

    private Optional<Block> end(String account, Instant now, String by) {
        Optional<Block> block = Optional.ofNullable(standing.remove(account));
        block.ifPresent(_ -> note(BlockLine.released(account, now, by, ++lastNumber)));
        return block;
    }

    private void note(Act act) {
        numbers.put(act.text("account"), lastNumber);
        unlogged.putLast(act.text("account"), act);
        isCopyOld = true;
    }

    /** Shortens a log that has become long as well. */
    @Override
    public synchronized void flush() throws IOException {
        write();
        if (log.lines() > longLog + 2L * standing.size()) {
            log.replace(acts());
        }
    }

    /** Tries both files: one of them may be on a disk that is well. */
    private void write() throws IOException {
        try {
            writeLog();
        } finally {
            writeCopy();
        }
    }

    private void writeLog() throws IOException {
        if (!unlogged.isEmpty()) {
            for (Act act : unlogged.values()) {
                log.append(act);
            }
            log.force();
            unlogged.clear();
        }
    }

    private void writeCopy() throws IOException {
        if (isCopyOld) {
            copy.replace(acts());
            isCopyOld = false;
        }
    }

    private Collection<Act> acts() {
        return all().stream()
                .map(block -> BlockLine.act(block, numbers.getOrDefault(block.account(), 0L)))
                .toList();
    }

    @Override
    public synchronized void close() throws IOException {
        try (log;
                copy) {
            write();
        }
    }
}
