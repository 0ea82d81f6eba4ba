// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.milter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a mail server says to a milter, packet by packet, for a test. */
public final class Talk {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public Talk packet(char letter, byte... content) {
        bytes.writeBytes(
                ByteBuffer.allocate(5 + content.length)
                        .putInt(content.length + 1)
                        .put((byte) letter)
                        .put(content)
                        .array());
        return this;
    }

    public Talk say(char letter, String content) {
        return packet(letter, content.getBytes(StandardCharsets.UTF_8));
    }

    public Talk offer(int actions, int steps) {
        return packet('O', ByteBuffer.allocate(12).putInt(6).putInt(actions).putInt(steps).array());
    }

    /** All that Postfix 3.7 can do, and a client. */
    public Talk begin() {
        return offer(0x1FF, 0x1FFFFF)
                .say('D', "Cj\0mail.example.org\0")
                .say('C', "host.test\0004\1\1" + "203.0.113.9\0")
                .say('D', "H{tls_version}\0TLSv1.3\0")
                .say('H', "laptop\0");
    }

    public Talk mail(String login, String sender) {
        return say('D', "M{auth_authen}\0" + login + "\0").say('M', "<" + sender + ">\0SIZE=9\0");
    }

    public Talk rcpt(String recipient) {
        return say('D', "Ri\0004XyZ\0").say('R', "<" + recipient + ">\0");
    }

    public Talk text(String from) {
        return say('L', "From\0" + from + "\0")
                .say('B', "hello\r\n")
                .say('D', "Ei\0004XyZ\0")
                .say('E', "");
    }

    public Talk next() {
        return say('A', "").say('A', "");
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /** The packets of an answer: letter and text, zeros shown as |. */
    public static List<String> read(byte[] answer) {
        List<String> packets = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(answer);
        while (in.remaining() >= 5) {
            byte[] packet = new byte[in.getInt()];
            in.get(packet);
            packets.add(new String(packet, StandardCharsets.UTF_8).replace('\0', '|'));
        }
        return packets;
    }
}
