// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import java.io.IOException;

/** A receipt is about another queue than the one at hand, and which. */
public final class OtherQueue extends IOException {
    private static final long serialVersionUID = 1;

    OtherQueue(Ledger ledger) {
        super(
                ledger.receipt()
                        + " is about another queue: "
                        + (ledger.isSweep() ? ledger.queue() : "it is no sweep"));
    }
}
