// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * When something was written, by which host and process, and where it was read.
 *
 * <p>{@code micros} counts microseconds since 1970 UTC (a long, because a log has millions). {@code
 * process} is the process ID the line names, 0 where it names none.
 */
public record Seen(long micros, String host, int process, Block block, int index, int start) {

    public Instant at() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Copies the line; to be called while the event is handed on, when the bytes are there. */
    public Line line() {
        return new Line(block.file(), block.line(index), block.offset(start), block.text(start));
    }

    /** A place for events that did not come from a file. */
    public static Seen at(Instant time, String host) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        return new Seen(micros, host, 0, new Block("", 0, null, 0), 0, 0);
    }
}
