// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.util.concurrent.atomic.LongAdder;

/** How many requests were decided how, since the start. */
final class Figures {
    private final LongAdder passed = new LongAdder();
    private final LongAdder deferred = new LongAdder();
    private final LongAdder held = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    void count(Decision decision) {
        LongAdder of =
                switch (decision) {
                    case Decision.Pass _ -> passed;
                    case Decision.Defer _ -> deferred;
                    case Decision.Hold _ -> held;
                    case Decision.Reject _ -> rejected;
                };
        of.increment();
    }

    Status.Decided decided() {
        return new Status.Decided(passed.sum(), deferred.sum(), held.sum(), rejected.sum());
    }
}
