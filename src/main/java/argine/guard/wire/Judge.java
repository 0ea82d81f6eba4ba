// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import argine.guard.Decision;
import argine.guard.PolicyRequest;
import argine.guard.Transaction;
import argine.guard.intrusion.Offence;
import argine.guard.limit.Failure;

/** Whom the doors ask: the guard, as far as they know it. */
public interface Judge {
    /** One answer to one question. */
    Decision decide(PolicyRequest request);

    /** The message will not be sent after all. */
    void aborted(Transaction transaction);

    /** The connection by this name is gone. */
    void closed(String session);

    /** A client did something that counts against it. */
    void offended(Offence offence);

    /** Somebody wrote to a recipient who does not exist. */
    void failed(Failure failure);
}
