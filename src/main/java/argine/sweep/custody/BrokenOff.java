// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Moved;
import argine.store.ReceiptId;
import java.io.IOException;

/** Holding ended in the middle: why, and under which receipt lies what was held before. */
public final class BrokenOff extends IOException {
    private static final long serialVersionUID = 1;

    private final transient ReceiptId receipt;

    BrokenOff(IOException why, ReceiptId receipt) {
        super(Moved.why(why) + "; what was held before has receipt " + receipt, why);
        this.receipt = receipt;
    }

    public ReceiptId receipt() {
        return receipt;
    }
}
