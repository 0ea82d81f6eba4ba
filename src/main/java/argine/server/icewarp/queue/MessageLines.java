// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import argine.server.Queue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * The message in a queue file as lines, from behind the notes to its end; memory does not depend on
 * its size, nor on the length of a line.
 */
final class MessageLines implements Queue.Message {
    private final Path file;
    private final long messageAt;
    private final byte[] buffer;

    /** Reads through a lent buffer. */
    MessageLines(Path file, long messageAt, byte[] buffer) {
        this.file = file;
        this.messageAt = messageAt;
        this.buffer = buffer;
    }

    @Override
    public boolean to(Queue.Lines lines) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            channel.position(messageAt);
            int read = channel.read(ByteBuffer.wrap(buffer));
            while (read >= 0 && !lines.isEnough()) {
                handOn(read, lines);
                read = channel.read(ByteBuffer.wrap(buffer));
            }
            return true;
        }
    }

    private void handOn(int length, Queue.Lines lines) {
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (buffer[i] == '\n') {
                int end = i > start && buffer[i - 1] == '\r' ? i - 1 : i;
                lines.line(buffer, start, end - start, true);
                start = i + 1;
            }
        }
        if (start < length) {
            lines.line(buffer, start, length - start, false);
        }
    }
}
