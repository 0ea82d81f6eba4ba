// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A queue file in the making, record by record. */
final class Records {
    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    Records add(char type, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        file.write(type);
        int rest = bytes.length;
        while (rest > 0x7F) {
            file.write((rest & 0x7F) | 0x80);
            rest >>= 7;
        }
        file.write(rest);
        file.writeBytes(bytes);
        return this;
    }

    Records add(byte[] records) {
        file.writeBytes(records);
        return this;
    }

    byte[] bytes() {
        return file.toByteArray();
    }

    /** The bytes as a file that refuses to be read anywhere but inside it or at its end. */
    static QueueRecords.Bytes in(byte[] bytes) {
        return (into, from) -> read(bytes, into, from);
    }

    private static int read(byte[] bytes, ByteBuffer into, long from) {
        if (from < 0) {
            throw new IllegalArgumentException("read before the file");
        }
        if (from >= bytes.length) {
            return -1;
        }
        int count = Math.min(into.remaining(), bytes.length - (int) from);
        into.put(bytes, (int) from, count);
        return count;
    }
}
