// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.QueuedMessage;
import java.io.IOException;
import java.util.function.Consumer;

/**
 * The messages that a server has not delivered yet.
 *
 * <p>A queue is read while the server works on it: a message that vanishes or moves in between is
 * counted, not an error. Nothing is changed by reading.
 */
public interface Queue {

    /** Hands every message to {@code sink}, one at a time, from whichever thread read it. */
    Summary read(Consumer<QueuedMessage> sink) throws IOException;

    /** How much was read, what vanished in between, and the files that could not be understood. */
    record Summary(String where, long messages, long vanished, long damaged) {}
}
