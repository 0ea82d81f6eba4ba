// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.IOException;
import java.io.Serial;

/** What came in is not the protocol, or more of it than anybody honest sends. */
public final class MalformedException extends IOException {
    @Serial private static final long serialVersionUID = 1;

    public MalformedException(String what) {
        super(what);
    }
}
