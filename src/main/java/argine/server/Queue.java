// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.QueuedMessage;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * The messages that a server has not delivered yet.
 *
 * <p>A queue is read while the server works on it: a message that vanishes or moves in between is
 * counted, not an error. Nothing is changed by reading.
 */
public interface Queue {

    /**
     * Hands every message to {@code sink}: from whichever thread read it, in no order, and never
     * two at once, so the sink needs no lock. What the sink throws ends the reading.
     */
    Summary read(Consumer<QueuedMessage> sink) throws IOException;

    /** How much of each message is read; the less, the faster. */
    enum Content {
        /** The envelope only: enough to say whose mail it is. */
        NONE,
        /** The envelope and the headers. */
        HEADERS,
        /** The envelope, the headers and the beginning of the text. */
        TEXT
    }

    /**
     * How much was read, what vanished in between, and the files that could not be understood.
     *
     * <p>{@code passedOver} counts files that are no messages of this queue; {@code trouble} is one
     * sentence for each thing that could not be read, bounded in number.
     */
    record Summary(
            String where,
            long messages,
            long vanished,
            long damaged,
            long passedOver,
            List<String> trouble) {}
}
