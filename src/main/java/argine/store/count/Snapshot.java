// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.function.IntUnaryOperator;

/**
 * All tallies in one file: a head, the meters, one piece for each stripe, an end.
 *
 * <p>Counting goes on meanwhile: one stripe is locked at a time, and its piece says the last change
 * that it has, so that reading the log afterwards does nothing twice.
 */
final class Snapshot {
    static final int HEAD = 'H';
    static final int METERS = 'M';
    static final int STRIPE = 'S';
    static final int END = 'E';

    private static final long FORMAT = 0x4152_4749_4e45_4301L; // "ARGINEC", version 1

    private final EmbeddedCounters counters;
    private final Frames file;
    private int writtenMeters;

    Snapshot(EmbeddedCounters counters, Frames file) {
        this.counters = counters;
        this.file = file;
    }

    /** Returns when the disk has it. */
    void write() throws IOException {
        file.write(head(counters));
        for (int index = 0; index < Stripes.COUNT; index++) {
            byte[] piece = stripe(index);
            if (piece.length > 0) {
                writeMeters();
                file.write(piece);
            }
        }
        file.write(new byte[] {END});
        file.force();
    }

    static byte[] head(EmbeddedCounters counters) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(HEAD);
        out.writeLong(FORMAT);
        out.writeLong(counters.stripes.seed());
        out.writeLong(counters.time.now());
        out.writeLong(counters.time.wall());
        return bytes.toByteArray();
    }

    private byte[] stripe(int index) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        Stripe stripe = counters.stripes.at(index);
        IntUnaryOperator now = ring -> counters.rings.meter(ring).slot(counters.time.now());
        stripe.lock.lock();
        try {
            if (stripe.lastChange == 0 && stripe.size() == 0) {
                return bytes.toByteArray();
            }
            stripe.retain(tally -> tally.trim(now));
            out.writeByte(STRIPE);
            out.writeByte(index);
            out.writeLong(stripe.lastChange);
            out.writeInt(stripe.size());
            for (Tally tally : stripe.tallies()) {
                Tally.Saved saved = tally.saved();
                Change.writeName(out, tally.name);
                Change.writeLongs(out, saved.cells());
                Change.writeLongs(out, saved.seen());
                Change.writeInts(out, saved.known());
                out.writeInt(saved.nextKnown());
            }
        } finally {
            stripe.lock.unlock();
        }
        return bytes.toByteArray();
    }

    /** Names the meters that came up since the last time; the stripes behind use them. */
    private void writeMeters() throws IOException {
        var all = counters.rings.all();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(METERS);
        out.writeInt(all.size() - writtenMeters);
        for (; writtenMeters < all.size(); writtenMeters++) {
            Change.writeMeter(out, writtenMeters, all.get(writtenMeters));
        }
        if (bytes.size() > 5) {
            file.write(bytes.toByteArray());
        }
    }

    /** The first piece of a snapshot or a log. */
    record Head(long seed, long now, long wall) {
        static Head read(byte[] piece) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(piece));
            if (in.readByte() != HEAD || in.readLong() != FORMAT) {
                throw new IOException("not counters of this version");
            }
            return new Head(in.readLong(), in.readLong(), in.readLong());
        }
    }
}
