// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import java.io.IOException;

/** Says why a file is not what Postfix writes into its queue. */
final class DamagedQueueFile extends IOException {
    private static final long serialVersionUID = 1;

    DamagedQueueFile(String why) {
        super(why);
    }

    /** A reason for a count, not a fault of the program: nobody looks at where it came from. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
