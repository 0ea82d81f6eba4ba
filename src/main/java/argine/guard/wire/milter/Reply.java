// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a milter answers, as packets; several go out together. */
final class Reply {
    private final ByteArrayOutputStream packets = new ByteArrayOutputStream(64);

    /** Nothing against it so far. */
    static byte[] goOn() {
        return new Reply().packet('c').bytes();
    }

    Reply packet(char letter, byte... content) {
        packets.writeBytes(
                ByteBuffer.allocate(Integer.BYTES + 1 + content.length)
                        .putInt(content.length + 1)
                        .put((byte) letter)
                        .put(content)
                        .array());
        return this;
    }

    /** The message stays, as it is now. */
    Reply accept() {
        return packet('a');
    }

    Reply goOnAfter() {
        return packet('c');
    }

    /** Refused with these words, which begin with a code such as 550 5.7.1. */
    Reply refuse(String text) {
        return packet('y', string(text));
    }

    /** Held in the mail server's own queue. */
    Reply quarantine(String reason) {
        return packet('q', string(reason));
    }

    /** Another envelope sender. */
    Reply sender(String address) {
        return packet('e', string("<" + address + ">"));
    }

    /** Another value for the first header of a name; an empty one takes it away. */
    Reply header(int which, String name, String value) {
        byte[] text = string(name + "\0" + value);
        return packet(
                'm',
                ByteBuffer.allocate(Integer.BYTES + text.length).putInt(which).put(text).array());
    }

    byte[] bytes() {
        return packets.toByteArray();
    }

    private static byte[] string(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
