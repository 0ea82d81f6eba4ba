// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.MailEvent;
import java.io.IOException;

/**
 * What a server wrote about its work, oldest first.
 *
 * <p>A line that is not understood is counted by its shape, never an error; a file that cannot be
 * read is named in the summary.
 */
public interface Log {

    /** Hands every event on, in the order of the log and from one thread at a time. */
    Reading read(Sink sink) throws IOException;

    /** Takes the events of a log. */
    interface Sink {
        void event(MailEvent event);

        /** Called now and then: bytes read so far, of how many (0 when unknown). */
        default void progress(long bytes, long ofBytes) {}
    }
}
