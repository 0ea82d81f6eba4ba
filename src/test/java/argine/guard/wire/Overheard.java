// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/** A whole conversation without a socket: all that a client says, and what it was answered. */
public final class Overheard implements ByteChannel {
    private final ByteBuffer said;
    private final ByteArrayOutputStream answered = new ByteArrayOutputStream();

    private Overheard(byte[] said) {
        this.said = ByteBuffer.wrap(said);
    }

    /**
     * What is answered to these bytes.
     *
     * @throws IOException as the protocol does when it is not spoken
     */
    public static String answer(Protocol protocol, byte[] said) throws IOException {
        Overheard channel = new Overheard(said);
        try (Watch watch = new Watch()) {
            protocol.converse(new Connection(channel, watch, Patience.USUAL, "test"));
        }
        return channel.answered.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether these bytes are the protocol or are not, and nothing else is thrown. */
    public static void readOrRefused(Protocol protocol, byte[] said) {
        try {
            answer(protocol, said);
        } catch (IOException _) {
            return; // not the protocol, and said so
        }
    }

    @Override
    public int read(ByteBuffer to) {
        if (!said.hasRemaining()) {
            return -1;
        }
        int length = Math.min(Math.min(to.remaining(), said.remaining()), 1000);
        to.put(said.slice(said.position(), length));
        said.position(said.position() + length);
        return length;
    }

    @Override
    public int write(ByteBuffer from) {
        int length = from.remaining();
        byte[] bytes = new byte[length];
        from.get(bytes);
        answered.writeBytes(bytes);
        return length;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        said.position(said.limit());
    }
}
