// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.IOException;

/** What is said over one connection, from its beginning to its end. */
@FunctionalInterface
public interface Protocol {

    /**
     * Answers until the client has gone.
     *
     * @throws MalformedException when it is not the protocol; the connection ends, and no other
     * @throws IOException when the client is gone in the middle
     */
    void converse(Connection connection) throws IOException;
}
