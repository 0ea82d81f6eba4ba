// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Asks the daemon over its own socket: one request, one answer. */
public final class HttpCall {
    private static final int LARGEST = 16 * 1024 * 1024;

    private HttpCall() {}

    /** An answer of the daemon. */
    public record Answer(int status, String body) {}

    public static Answer post(SocketAddress where, String path, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST "
                        + path
                        + " HTTP/1.1\r\nHost: argine\r\nContent-Type: application/json\r\n"
                        + "Connection: close\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n";
        try (SocketChannel channel = SocketChannel.open(where)) {
            write(channel, head.getBytes(StandardCharsets.US_ASCII));
            write(channel, body);
            return answer(read(channel));
        }
    }

    private static void write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(bytes);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer in = ByteBuffer.allocate(8192);
        while (channel.read(in) >= 0 && all.size() < LARGEST) {
            all.write(in.array(), 0, in.position());
            in.clear();
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static Answer answer(String text) throws IOException {
        int head = text.indexOf("\r\n\r\n");
        if (head < 0 || !text.startsWith("HTTP/1.1 ") || text.length() < 12) {
            throw new IOException("the daemon's answer is not HTTP");
        }
        try {
            return new Answer(Integer.parseInt(text.substring(9, 12)), text.substring(head + 4));
        } catch (NumberFormatException e) {
            throw new IOException("the daemon's answer is not HTTP", e);
        }
    }
}
