// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Address;
import argine.mail.QueueId;
import java.util.List;
import java.util.Optional;

/**
 * The {@code ***} line of one transfer: {@code <sender> <recipients> count bytes duration result}.
 *
 * <p>What follows the result may be the MsgID; that is inferred, so it is read where it has that
 * form and passed over where it has not.
 */
record Summary(
        Address sender,
        List<Address> recipients,
        int count,
        long bytes,
        String result,
        Optional<QueueId> id) {

    boolean isOk() {
        return result.regionMatches(true, 0, "OK", 0, 2) || result.startsWith("250");
    }
}
