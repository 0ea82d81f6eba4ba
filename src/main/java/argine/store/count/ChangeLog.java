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

    /** What comes in a busy half second; a buffer that became longer than this is not kept. */
    private static final int USUAL = 1 << 20;

    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
    private int knownRings;
    private boolean overflowed;

    /** Notes what was added to some meters; a negative factor takes it back. */
    void note(long change, long at, List<Level> levels, Rings rings, int factor) {
        append(Change.charges(change, at, levels, rings, factor), rings);
    }

    /** All decisions come by here, so no more than this is done while the others wait. */
    private synchronized void append(byte[] charges, Rings rings) {
        if (bytes.size() > MAX_WAITING) {
            overflowed = true;
            return;
        }
        if (rings.size() > knownRings) {
            nameNewRings(rings);
        }
        bytes.writeBytes(charges);
    }

    private void nameNewRings(Rings rings) {
        List<Meter> all = rings.all();
        try {
            DataOutputStream out = new DataOutputStream(bytes);
            for (; knownRings < all.size(); knownRings++) {
                out.writeByte(Change.METER);
                Change.writeMeter(out, knownRings, all.get(knownRings));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
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
        if (taken.length > USUAL) {
            bytes = new ByteArrayOutputStream(1 << 12);
        } else {
            bytes.reset();
        }
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
