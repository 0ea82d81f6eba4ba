// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.store.ReceiptId;
import argine.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a sweep, an undo and a deletion at any step, and looks for every message.
 *
 * <p>Here the process dies between two steps in the file system, and the journal loses any part of
 * what the disk had not confirmed. {@link KilledProcessTest} kills real processes. More kills than
 * in a normal run: {@code ./check -Dtest=KillTest -Dargine.kills=200}.
 */
class KillTest {
    private static final int MESSAGES = 2000;
    private static final int POINTS = Integer.getInteger("argine.kills", 30);
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String REASON = "account rossi";

    private final Random random = new Random(20261124);

    @Test
    void noMessageOfACopiedPostfixQueueIsLost(@TempDir Path folder) throws Exception {
        killAndLook(QueueFiles.postfix(folder, MESSAGES), folder, POINTS);
    }

    @Test
    void noMessageOfAnIceWarpQueueIsLost(@TempDir Path folder) throws Exception {
        killAndLook(QueueFiles.icewarp(folder, MESSAGES), folder, POINTS);
    }

    @Test
    void noStepOfASmallSweepIsUnsafe(@TempDir Path folder) throws Exception {
        QueueFiles files = QueueFiles.icewarp(folder, 3);
        for (int step = 0; step < 12; step++) {
            round(files, folder.resolve("store-" + step), step, step, step);
        }
    }

    private enum Act {
        SWEEP,
        UNDO,
        DELETE
    }

    private void killAndLook(QueueFiles files, Path folder, int points) throws Exception {
        int steps = files.count() + 5;
        for (int point = 0; point < points; point += Act.values().length) {
            round(
                    files,
                    folder.resolve("store-" + point),
                    random.nextInt(steps),
                    random.nextInt(steps),
                    random.nextInt(2 * steps));
        }
    }

    /** Three kills, and three times the same act again to its end. */
    private void round(QueueFiles files, Path place, int sweep, int undo, int delete)
            throws Exception {
        kill(files, place, Act.SWEEP, sweep);
        assertEquals(List.of(), files.inQueue());
        assertEquals(files.all(), files.held());
        kill(files, place, Act.UNDO, undo);
        assertEquals(List.of(), files.changed());
        assertEquals(List.of(), files.held());
        sweep(files, new Store(place), Long.MAX_VALUE);
        kill(files, place, Act.DELETE, delete);
        assertEquals(List.of(), files.inQueue());
        assertEquals(List.of(), files.held());
        files.putBack();
    }

    /** Kills one act, looks, does it again to its end, and looks. */
    private void kill(QueueFiles files, Path place, Act act, int step) throws Exception {
        String where = act + " killed at step " + step;
        Store store = new Store(place);
        try {
            run(act, files, store, step);
        } catch (Dying.Killed _) {
            loseUnconfirmed(place);
        }
        look(files, store, act, where);
        run(act, files, store, Long.MAX_VALUE);
        look(files, store, act, where + ", done again");
    }

    private long confirmed;

    private void run(Act act, QueueFiles files, Store store, long steps) throws IOException {
        if (act == Act.SWEEP) {
            sweep(files, store, steps);
            return;
        }
        try (Custody custody = custody(files, store, steps)) {
            for (ReceiptId receipt : store.receipts()) {
                if (act == Act.UNDO) {
                    custody.release(receipt, _ -> true);
                } else {
                    custody.delete(receipt, _ -> true, Optional.empty());
                }
            }
        }
    }

    private void sweep(QueueFiles files, Store store, long steps) throws IOException {
        try (Custody custody = custody(files, store, steps);
                Holding holding = custody.holding(REASON)) {
            holding.hold(files.waiting(), CLOCK.instant());
            holding.receipt();
        }
    }

    private Custody custody(QueueFiles files, Store store, long steps) throws IOException {
        confirmed = journalLength(store); // what earlier runs wrote, they waited for
        Dying holds = new Dying(files.holds(), steps, () -> noteConfirmed(store));
        return Custody.take(holds, store, CLOCK, new Watcher() {});
    }

    /** Every deed comes after the disk had the journal so far; two may begin at once. */
    private synchronized void noteConfirmed(Store store) {
        confirmed = Math.max(confirmed, journalLength(store));
    }

    private static long journalLength(Store store) {
        try {
            List<ReceiptId> receipts = store.receipts();
            return receipts.isEmpty() ? 0 : Files.size(store.file(receipts.getLast()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the journal anywhere behind what the disk had confirmed. */
    private void loseUnconfirmed(Path place) throws IOException {
        Store store = new Store(place);
        if (store.receipts().isEmpty()) {
            return;
        }
        Path journal = store.file(store.receipts().getLast());
        long length = Files.size(journal);
        long lost = length > confirmed ? random.nextLong(length - confirmed + 1) : 0;
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE)) {
            channel.truncate(length - lost);
            if (lost > 10 && random.nextBoolean()) { // or something else got into the block
                channel.write(ByteBuffer.wrap(new byte[7]), length - lost);
            }
        }
    }

    private static void look(QueueFiles files, Store store, Act act, String where)
            throws IOException {
        List<String> here = new ArrayList<>(files.inQueue());
        here.addAll(files.held());
        here.sort(null);
        Map<String, State> told = told(store);
        List<String> lost = new ArrayList<>(files.all());
        lost.removeAll(Set.copyOf(here));
        if (act == Act.DELETE) {
            lost.removeIf(name -> told.getOrDefault(name, State.PLANNED) != State.PLANNED);
        }
        assertEquals(List.of(), lost, where + ": lost");
        assertEquals(Set.copyOf(here).size(), here.size(), where + ": twice");
        List<String> unexplained = new ArrayList<>(files.held());
        unexplained.removeAll(told.keySet());
        assertEquals(List.of(), unexplained, where + ": held, and no journal says why");
    }

    private static Map<String, State> told(Store store) throws IOException {
        Map<String, State> told = new HashMap<>();
        for (ReceiptId receipt : store.receipts()) {
            Ledger.read(store, receipt)
                    .messages()
                    .forEach(message -> told.put(message.slip().file(), message.state()));
        }
        return told;
    }
}
