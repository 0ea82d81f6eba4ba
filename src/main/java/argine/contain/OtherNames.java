// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import argine.server.access.Access;
import argine.server.access.Gate;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The other names by which one logs in to an account, each with a password of its own. */
record OtherNames(Access access) {

    /** Those that the server lets send, or may let; a thief may know their passwords as well. */
    List<String> open(String account) throws IOException {
        List<String> open = new ArrayList<>();
        if (access.store().isPresent()) {
            for (String name : access.store().get().otherNames(account)) {
                if (!isShut(name)) {
                    open.add(name);
                }
            }
        }
        return open;
    }

    private boolean isShut(String name) {
        try {
            if (access.gate().isEmpty() || !AccountName.isFit(name)) {
                return false;
            }
            Gate gate = access.gate().get();
            for (String service : gate.sending()) {
                if (gate.ask(name, service) != Gate.Answer.SHUT) {
                    return false;
                }
            }
            return !gate.sending().isEmpty();
        } catch (IOException _) {
            return false;
        }
    }
}
