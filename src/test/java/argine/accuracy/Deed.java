// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import argine.mail.ClientAddress;
import java.time.Instant;

/**
 * One thing that an account did, as every published rule can see it in a log.
 *
 * @param named whether the client's address has a name in the DNS
 */
record Deed(
        Instant at, String account, Kind kind, long amount, ClientAddress client, boolean named) {
    enum Kind {
        MESSAGE,
        RECIPIENTS,
        OUTSIDE_RECIPIENTS,
        NO_SUCH_RECIPIENT,
        LOGIN
    }
}
