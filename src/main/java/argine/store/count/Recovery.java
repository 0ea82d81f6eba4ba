// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import argine.store.Clocks;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads counters back: the newest snapshot that is whole, then every log from its generation on.
 *
 * <p>A file that does not check out is set aside under another name, and said; what stands before
 * the damage is used.
 */
final class Recovery {
    private final Generations files;
    private final Clocks clocks;
    private final List<String> remarks = new ArrayList<>();
    private final Rings rings = new Rings();
    private @Nullable Stripes stripes;
    private long now;
    private long wall;
    private long lastChange;

    /** Counters as they were, and what an administrator should know of how they were read. */
    record Recovered(EmbeddedCounters counters, List<String> remarks) {}

    Recovery(Generations files, Clocks clocks) {
        this.files = files;
        this.clocks = clocks;
    }

    Recovered recover() throws IOException {
        long base = snapshot();
        for (long generation : files.logs().tailSet(base)) {
            log(files.log(generation));
        }
        RunningTime time = time();
        EmbeddedCounters counters =
                new EmbeddedCounters(
                        stripes(new SecureRandom().nextLong()), rings, time, lastChange);
        return new Recovered(counters, remarks);
    }

    private RunningTime time() {
        if (now == 0) {
            return RunningTime.first(clocks);
        }
        RunningTime time = RunningTime.after(clocks, now, wall);
        if (time.jumped()) {
            remarks.add(
                    "the clock stands "
                            + (clocks.wall().millis() - wall) / 1000
                            + " seconds after the last run; counters go on as if no time had gone by");
        }
        return time;
    }

    private Stripes stripes(long seed) {
        Stripes all = stripes;
        if (all == null) {
            all = new Stripes(seed);
            stripes = all;
        }
        return all;
    }

    /** Reads the newest whole snapshot; returns its generation, or 0. */
    private long snapshot() throws IOException {
        NavigableSet<Long> snapshots = files.snapshots();
        for (long generation : snapshots.descendingSet()) {
            Path file = files.snapshot(generation);
            Optional<String> trouble = wholeSnapshot(file);
            if (trouble.isEmpty()) {
                return generation;
            }
            setAside(file, trouble.get());
            stripes = null;
            now = 0;
            lastChange = 0;
        }
        return 0;
    }

    private Optional<String> wholeSnapshot(Path file) throws IOException {
        boolean[] ended = {false};
        Meter[] meters = new Meter[Cell.MAX_RINGS];
        try {
            Optional<String> damage =
                    Frames.read(
                            file,
                            piece -> {
                                ended[0] = piece.length == 1 && piece[0] == Snapshot.END;
                                if (!ended[0]) {
                                    piece(piece, meters);
                                }
                            });
            return damage.isPresent() || ended[0] ? damage : Optional.of(file + ": has no end");
        } catch (IOException | IllegalStateException e) {
            return Optional.of(file + ": " + e.getMessage());
        }
    }

    private void piece(byte[] piece, Meter[] meters) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(piece));
        switch (in.readByte()) {
            case Snapshot.HEAD -> head(piece);
            case Snapshot.METERS -> {
                for (int left = in.readInt(); left > 0; left--) {
                    Change.readMeter(in, meters);
                }
            }
            case Snapshot.STRIPE -> stripe(in, meters);
            default -> throw new IOException("an unknown piece");
        }
    }

    private void head(byte[] piece) throws IOException {
        Snapshot.Head head = Snapshot.Head.read(piece);
        stripes(head.seed());
        stamp(head.now(), head.wall());
    }

    private void stamp(long at, long wallAt) {
        if (at >= now) {
            now = at;
            wall = wallAt;
        }
    }

    private void stripe(DataInputStream in, Meter[] meters) throws IOException {
        Stripes all = stripes(0);
        Stripe stripe = all.at(in.readUnsignedByte());
        stripe.lastChange = in.readLong();
        lastChange = Math.max(lastChange, stripe.lastChange);
        IntUnaryOperator ringNow = ring -> meters[ring] == null ? -1 : rings.of(meters[ring]);
        for (int left = in.readInt(); left > 0; left--) {
            byte[] name = Change.readName(in);
            Tally.Saved saved =
                    new Tally.Saved(
                            Change.readLongs(in),
                            Change.readLongs(in),
                            Change.readInts(in),
                            in.readInt());
            stripe.findOrAdd(name, all.hash(name)).restore(saved, ringNow);
        }
    }

    private void log(Path file) throws IOException {
        Meter[] meters = new Meter[Cell.MAX_RINGS];
        boolean[] begun = {false};
        Optional<String> trouble;
        try {
            trouble =
                    Frames.read(
                            file,
                            piece -> {
                                if (begun[0]) {
                                    changes(piece, meters);
                                } else {
                                    head(piece);
                                    begun[0] = true;
                                }
                            });
        } catch (IOException | IllegalStateException e) {
            trouble = Optional.of(file + ": " + e.getMessage());
        }
        if (trouble.isPresent()) {
            setAside(file, trouble.get());
        }
    }

    private void changes(byte[] piece, Meter[] meters) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(piece));
        stamp(in.readLong(), in.readLong());
        while (in.available() > 0) {
            if (in.readByte() == Change.METER) {
                Change.readMeter(in, meters);
            } else {
                change(in, meters);
            }
        }
    }

    private void change(DataInputStream in, Meter[] meters) throws IOException {
        Stripes all = stripes(0);
        long change = in.readLong();
        long at = in.readLong();
        lastChange = Math.max(lastChange, change);
        for (int left = in.readInt(); left > 0; left--) {
            byte[] name = Change.readName(in);
            Meter meter = meters[in.readUnsignedByte()];
            int amount = in.readInt();
            int[] elements = Change.readInts(in);
            if (meter == null) {
                throw new IOException("a change of an unknown meter");
            }
            long hash = all.hash(name);
            Stripe stripe = all.of(hash);
            if (change > stripe.lastChange) {
                again(stripe.findOrAdd(name, hash), meter, amount, elements, at);
            }
        }
    }

    private void again(Tally tally, Meter meter, int amount, int[] elements, long at) {
        int ring = rings.of(meter);
        if (amount < 0) {
            tally.subtract(ring, meter.slot(at), -(long) amount);
            return;
        }
        Charge charge = Charge.of("", meter, elements, Charge.UNLIMITED);
        EmbeddedCounters.add(tally, new Level(charge, 0, amount), ring, at);
    }

    private void setAside(Path file, String trouble) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".damaged");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        remarks.add(trouble + "; set aside as " + aside.getFileName());
    }
}
