// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.guard.Decision;
import argine.guard.Guard;
import argine.guard.PolicyRequest;
import argine.guard.Transaction;
import argine.guard.intrusion.Offence;
import argine.guard.limit.Failure;

/** The guard as the doors see it. */
public record OfGuard(Guard guard) implements Judge {
    @Override
    public Decision decide(PolicyRequest request) {
        return guard.decide(request);
    }

    @Override
    public void aborted(Transaction transaction) {
        guard.aborted(transaction);
    }

    @Override
    public void closed(String session) {
        guard.closed(session);
    }

    @Override
    public void offended(Offence offence) {
        guard.offended(offence);
    }

    @Override
    public void failed(Failure failure) {
        guard.failed(failure);
    }
}
