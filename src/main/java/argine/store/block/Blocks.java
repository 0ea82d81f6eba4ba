// SPDX-License-Identifier: Apache-2.0
package argine.store.block;

import argine.store.Act;
import argine.store.ActFile;
import argine.store.Store;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All accounts that are stopped, in a log and in a plain second file.
 *
 * <p>The log has every step with a number; the second file has, one a line, the blocks that stand.
 * {@link #add} returns when the disk has both, so an account that was called stopped stays so.
 * Whoever stands in either file when the guard starts is stopped, unless the log says with a higher
 * number that they were released: a lost or damaged file lets nobody back in.
 *
 * <p>Asking takes no lock.
 */
public final class Blocks implements Closeable {
    /** With so many lines more than twice the blocks that stand the log is written anew. */
    static final int LONG_LOG = 10_000;

    private final Map<String, Block> standing = new ConcurrentHashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final List<String> remarks = new ArrayList<>();
    private final ActFile log;
    private final ActFile copy;
    private long lastNumber;

    private Blocks(Path logFile, Path copyFile) throws IOException {
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
        rewrite();
    }

    /**
     * Opens both files, which need not exist.
     *
     * @param log below the folder of the guard
     * @param copy best on another disk
     */
    public static Blocks open(Path log, Path copy) throws IOException {
        for (Path file : List.of(log, copy)) {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent, Store.ofOwner(parent, "rwx------"));
            }
        }
        return new Blocks(log, copy);
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

    /** What an administrator should know of how the files were read. */
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    public Optional<Block> of(String account) {
        return Optional.ofNullable(standing.get(account));
    }

    /** All blocks that stand, the oldest first. */
    public List<Block> all() {
        return standing.values().stream()
                .sorted(Comparator.comparing(Block::since).thenComparing(Block::account))
                .toList();
    }

    /** Stops an account at once; returns when the disk has it, in both files. */
    public synchronized void add(Block block) throws IOException {
        standing.put(block.account(), block);
        note(BlockLine.act(block, ++lastNumber));
    }

    /** Ends a block; returns what it was, or nothing if there was none. */
    public synchronized Optional<Block> release(String account, Instant now, String by)
            throws IOException {
        Block block = standing.get(account);
        if (block == null) {
            return Optional.empty();
        }
        note(BlockLine.released(account, now, by, ++lastNumber));
        standing.remove(account);
        copy.replace(acts());
        return Optional.of(block);
    }

    private void note(Act act) throws IOException {
        numbers.put(act.text("account"), lastNumber);
        IOException trouble = null;
        try {
            log.append(act);
            log.force();
        } catch (IOException e) {
            trouble = e;
        }
        copy.replace(acts());
        if (trouble != null) {
            throw trouble;
        }
        if (log.lines() > LONG_LOG + 2L * standing.size()) {
            rewrite();
        }
    }

    /** Ends what is over; returns it. */
    public synchronized List<Block> expire(Instant now) throws IOException {
        List<Block> over = all().stream().filter(block -> block.isOver(now)).toList();
        for (Block block : over) {
            release(block.account(), now, "time");
        }
        return over;
    }

    private void rewrite() throws IOException {
        log.replace(acts());
        copy.replace(acts());
    }

    private Collection<Act> acts() {
        return all().stream()
                .map(block -> BlockLine.act(block, numbers.getOrDefault(block.account(), 0L)))
                .toList();
    }

    @Override
    public void close() throws IOException {
        try (log;
                copy) {
            log.force();
        }
    }
}
