// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import argine.guard.wire.Connection;
import argine.guard.wire.MalformedException;
import java.io.EOFException;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the packets of one milter connection, in turn.
 *
 * <p>A packet is its length in four bytes, a letter and the rest. The text of a message is not
 * kept: of a body packet only the length is, in {@link #skipped}.
 */
final class PacketReader {
    /** Postfix and Sendmail cut a body into pieces of 65,535 bytes, and a header is not longer. */
    static final int MAX_LENGTH = 128 * 1024;

    private static final byte[] NOTHING = {};

    private final Connection in;
    private int skipped;

    PacketReader(Connection in) {
        this.in = in;
    }

    /** The next packet, or nothing once the mail server has closed the connection. */
    Optional<Packet> next() throws IOException {
        in.awaitRequest();
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        int length = first;
        for (int i = 1; i < Integer.BYTES; i++) {
            length = length << 8 | byteOf(in.read());
        }
        if (length < 1 || length > MAX_LENGTH) {
            throw new MalformedException(
                    "a milter packet of " + Integer.toUnsignedString(length) + " bytes");
        }
        char command = (char) byteOf(in.read());
        skipped = 0;
        if (command == Command.BODY) {
            skipped = length - 1;
            in.skip(skipped);
            return Optional.of(new Packet(command, NOTHING));
        }
        return Optional.of(new Packet(command, in.read(length - 1)));
    }

    /** How many bytes of text the last packet had. */
    int skipped() {
        return skipped;
    }

    private static int byteOf(int read) throws IOException {
        if (read < 0) {
            throw new EOFException("milter packet cut short");
        }
        return read;
    }
}
