// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;

/**
 * A log that can be read from its start as plain lines of syslog form, whatever it is stored as.
 *
 * <p>{@code size} is what {@code open} reads of the disk, in bytes, 0 when unknown; {@code written}
 * is when the file was last changed, which tells the year of lines that do not.
 */
public record LogFile(String name, long size, Instant written, Opener opener) {

    /** What tells the year: when the file was last written, or now for a stream. */
    public Instant year(Clock clock) {
        return written.equals(Instant.EPOCH) ? clock.instant() : written;
    }

    /** Opens the file, unpacked and unwrapped. */
    public interface Opener {
        InputStream open() throws IOException;
    }
}
