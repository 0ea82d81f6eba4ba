// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.server.Holds;
import argine.store.Store;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Predicate;

/** Puts held messages back into the queue, byte for byte, and tells the journal. */
final class Undo {
    private final Holds holds;
    private final HeldOnes held;

    Undo(Holds holds, Store store, Clock clock, Watcher watcher) {
        this.holds = holds;
        this.held = new HeldOnes(store, clock, watcher);
    }

    Receipt release(Ledger ledger, Predicate<Message> which) throws IOException {
        return held.each(
                ledger,
                which,
                new HeldOnes.Change(
                        "released",
                        (message, at) -> Acts.about(Acts.RELEASE, message, at),
                        Acts.RELEASED,
                        holds::release));
    }
}
