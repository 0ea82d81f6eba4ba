// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What was settled and is not yet in a file; what is in the file of this generation.
 *
 * <p>Noting a change copies some bytes in memory. {@link #flush} brings them to the disk, twice a
 * second, as one piece with the time at its head.
 */
final class ChangeLog {
    /** If the disk takes nothing any more, so much is kept, and then nothing. */
    private static final int MAX_WAITING = 64 << 20;

    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
    private DataOutputStream out = new DataOutputStream(bytes);
    private int knownRings;
    private boolean overflowed;

    /** Notes what was added to some meters; a negative factor takes it back. */
    synchronized void note(long change, long at, List<Level> levels, Rings rings, int factor) {
        if (bytes.size() > MAX_WAITING) {
            overflowed = true;
            return;
        }
        try {
            nameNewRings(rings);
            out.writeByte(Change.CHARGES);
            out.writeLong(change);
            out.writeLong(at);
            out.writeInt(levels.size());
            for (Level level : levels) {
                Change.writeName(out, Change.bytes(level.charge().subject()));
                out.writeByte(rings.of(level.charge().meter()));
                out.writeInt((int) Math.min(level.added(), Cell.MAX_COUNT) * factor);
                Change.writeInts(out, level.charge().elements());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
    }

    private void nameNewRings(Rings rings) throws IOException {
        List<Meter> all = rings.all();
        for (; knownRings < all.size(); knownRings++) {
            out.writeByte(Change.METER);
            Change.writeMeter(out, knownRings, all.get(knownRings));
        }
    }

    synchronized boolean isEmpty() {
        return bytes.size() == 0;
    }

    /** Whether changes were lost, so that only a snapshot can make the files whole again. */
    synchronized boolean overflowed() {
        return overflowed;
    }

    /** Takes what is waiting, and leaves nothing. */
    private synchronized byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes = new ByteArrayOutputStream(1 << 12);
        out = new DataOutputStream(bytes);
        return taken;
    }

    /** Begins again for a new file, which has to name every ring itself. */
    synchronized byte[] takeForNewFile() {
        knownRings = 0;
        overflowed = false;
        return take();
    }

    /** Returns when the disk has what was noted before the call. */
    void flush(Frames file, long now, long wall) throws IOException {
        file.write(stamped(take(), now, wall));
        file.force();
    }

    static byte[] stamped(byte[] changes, long now, long wall) throws IOException {
        ByteArrayOutputStream piece = new ByteArrayOutputStream(changes.length + 16);
        DataOutputStream head = new DataOutputStream(piece);
        head.writeLong(now);
        head.writeLong(wall);
        head.write(changes);
        return piece.toByteArray();
    }
}
