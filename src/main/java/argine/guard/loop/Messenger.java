// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import java.io.IOException;

/** One way to people. */
public interface Messenger {
    /** What it is called in the daemon's log; holds no secret. */
    String name();

    /** Returns when it was taken. */
    void send(Letter letter) throws IOException;
}
