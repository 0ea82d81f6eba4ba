// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.wire.Listen;
import java.io.IOException;

/**
 * All that the daemon is told from outside, read together.
 *
 * @param token what must be known to ask over HTTP; empty where nothing must
 */
record Setup(Configuration guard, Listen listen, Directory directory, String token) {

    /** Where it is read from, at the start and at every reload. */
    @FunctionalInterface
    interface Source {
        Setup read() throws IOException;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Setup[" + guard + ", " + listen + "]";
    }
}
