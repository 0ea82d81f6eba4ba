// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** How changes of counters and the meters they are about are written. */
final class Change {
    static final int METER = 1;
    static final int CHARGES = 2;

    private static final int MAX_ELEMENTS = 1 << 22;

    private Change() {}

    static void writeMeter(DataOutputStream out, int ring, Meter meter) throws IOException {
        out.writeByte(ring);
        out.writeUTF(meter.id());
        out.writeByte(meter.kind().ordinal());
        out.writeLong(meter.window().toMillis());
    }

    /** Reads a meter and keeps it under the number that it has in this file. */
    static void readMeter(DataInputStream in, Meter[] meters) throws IOException {
        int ring = in.readUnsignedByte();
        String id = in.readUTF();
        int kind = in.readUnsignedByte();
        long window = in.readLong();
        try {
            meters[ring] = new Meter(id, Meter.Kind.values()[kind], Duration.ofMillis(window));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("no meter: " + id, e);
        }
    }

    /** What was added to some meters at once. */
    static byte[] charges(long change, long at, List<Level> levels, Rings rings, int factor) {
        byte[][] names = new byte[levels.size()][];
        int length = 1 + 2 * Long.BYTES + Integer.BYTES;
        for (int i = 0; i < names.length; i++) {
            Charge charge = levels.get(i).charge();
            boolean same = i > 0 && charge.subject().equals(levels.get(i - 1).charge().subject());
            names[i] = same ? names[i - 1] : bytes(charge.subject());
            length += Short.BYTES + names[i].length + 1;
            length += Integer.BYTES * (2 + charge.elements().length);
        }
        ByteBuffer out = ByteBuffer.allocate(length);
        out.put((byte) CHARGES).putLong(change).putLong(at).putInt(names.length);
        for (int i = 0; i < names.length; i++) {
            Level level = levels.get(i);
            out.putShort((short) names[i].length).put(names[i]);
            out.put((byte) rings.of(level.charge().meter()));
            out.putInt((int) Math.min(level.added(), Cell.MAX_COUNT) * factor);
            putInts(out, level.charge().elements());
        }
        return out.array();
    }

    private static void putInts(ByteBuffer out, int[] numbers) {
        out.putInt(numbers.length);
        for (int number : numbers) {
            out.putInt(number);
        }
    }

    static void writeName(DataOutputStream out, byte[] name) throws IOException {
        out.writeShort(name.length);
        out.write(name);
    }

    static byte[] readName(DataInputStream in) throws IOException {
        return in.readNBytes(in.readUnsignedShort());
    }

    static byte[] bytes(String subject) {
        byte[] name = subject.getBytes(StandardCharsets.UTF_8);
        if (name.length > 0xFFFF) {
            throw new IllegalArgumentException("a subject of " + name.length + " bytes");
        }
        return name;
    }

    static void writeInts(DataOutputStream out, int[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (int number : numbers) {
            out.writeInt(number);
        }
    }

    static int[] readInts(DataInputStream in) throws IOException {
        int[] numbers = new int[count(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readInt();
        }
        return numbers;
    }

    static void writeLongs(DataOutputStream out, long[] numbers) throws IOException {
        out.writeInt(numbers.length);
        for (long number : numbers) {
            out.writeLong(number);
        }
    }

    static long[] readLongs(DataInputStream in) throws IOException {
        long[] numbers = new long[count(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readLong();
        }
        return numbers;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_ELEMENTS) {
            throw new IOException(count + " numbers");
        }
        return count;
    }
}
