// SPDX-License-Identifier: Apache-2.0
package argine.guard.dns;

import argine.mail.ClientAddress;
import java.util.List;

/** Asks the DNS which addresses a name has. */
@FunctionalInterface
public interface NameLookup {
    /** Nobody is asked. */
    NameLookup NONE = _ -> List.of();

    /**
     * None where there are none, or nobody answers. It may take its time.
     *
     * @param name absolute: it ends in a dot
     */
    List<ClientAddress> addresses(String name);
}
