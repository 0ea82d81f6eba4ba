// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * A log that can be read from its start as plain lines of syslog form, whatever it is stored as.
 *
 * <p>{@code size} is what {@code open} reads of the disk, in bytes, 0 when unknown; {@code written}
 * is when the file was last changed, which tells the year of lines that do not.
 */
record LogFile(String name, long size, Instant written, Opener opener) {

    /** Opens the file, unpacked and unwrapped. */
    interface Opener {
        InputStream open() throws IOException;
    }
}
