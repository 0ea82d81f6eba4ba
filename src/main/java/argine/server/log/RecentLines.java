// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Finds where in a file of plain lines a time begins, without reading what stands before it.
 *
 * <p>Lines are in the order of time but for a few seconds, so halving finds the place in some
 * thirty reads of a few kilobytes, whatever the size of the file. A file whose lines begin with no
 * time (packed, a journal) is read from its start, and whoever reads looks at each line's time
 * anyway.
 *
 * <p><b>Limits.</b> In the hour that the clock is set back, times without a zone come twice, and up
 * to an hour of lines may be missed.
 */
final class RecentLines {
    /** How far out of order lines may be. */
    static final Duration MARGIN = Duration.ofMinutes(2);

    private static final int PROBE = 1 << 14;
    private static final int LONGEST = 1 << 20;
    private static final int CLOSE_ENOUGH = 1 << 16;

    /** Long enough for any time that a line begins with. */
    private static final int SHORTEST = 128;

    private final FileChannel channel;
    private final LogFiles.LineTime times;
    private final long size;
    private final byte[] bytes = new byte[PROBE];
    private long place;
    private int length;

    private RecentLines(FileChannel channel, LogFiles.LineTime times, long size) {
        this.channel = channel;
        this.times = times;
        this.size = size;
    }

    /** The same log, from a time on; the whole of it where that cannot be found. */
    static LogFile of(LogFile log, Path path, LogFiles.LineTime times, Instant from) {
        try (FileChannel channel = FileChannel.open(path)) {
            long wanted = ChronoUnit.MICROS.between(Instant.EPOCH, from);
            long at = new RecentLines(channel, times, channel.size()).begin(wanted);
            return at == 0
                    ? log
                    : new LogFile(
                            log.name(),
                            Math.max(0, log.size() - at),
                            log.written(),
                            () -> open(log, at));
        } catch (IOException _) {
            return log; // whoever reads it is told
        }
    }

    private static InputStream open(LogFile log, long at) throws IOException {
        InputStream in = log.opener().open();
        try {
            in.skipNBytes(at);
            return in;
        } catch (EOFException e) {
            in.close();
            throw new IOException("it was cut short just now; run again", e);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** Where a line begins before which all lines are older; 0 where that cannot be told. */
    private long begin(long wanted) throws IOException {
        read(0);
        if (time(0) == Stamp.NONE) {
            return 0;
        }
        long low = 0;
        long high = size;
        while (high - low > CLOSE_ENOUGH) {
            long middle = (low + high) >>> 1;
            long line = lineAfter(middle);
            if (line < 0 || time((int) (line - place)) >= wanted) {
                high = middle;
            } else {
                low = line;
            }
        }
        return low;
    }

    /** The start of the first line with a time behind a place; -1 when there is none near. */
    private long lineAfter(long from) throws IOException {
        long next = from;
        while (next < size && next - from < LONGEST) {
            read(next);
            for (int i = 0; i < length - SHORTEST; i++) {
                if (bytes[i] == '\n' && time(i + 1) != Stamp.NONE) {
                    return place + i + 1;
                }
            }
            next += Math.max(1, length - SHORTEST);
        }
        return -1;
    }

    /** The time of the line that starts so many bytes behind the place that was read. */
    private long time(int start) {
        return times.of(bytes, start, length);
    }

    private void read(long from) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        place = from;
        length = 0;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, from + length);
            if (read < 0) {
                return;
            }
            length += read;
        }
    }
}
