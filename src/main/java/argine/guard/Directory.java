// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.mail.Address;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the guard must know of the mail server's accounts; answered in memory, for it is asked at
 * every recipient.
 */
public interface Directory {
    /**
     * What an account may send as: its own address and aliases, in lower case. A whole domain (of
     * which it gets the catch-all) is written {@code @domain}.
     */
    Set<String> addressesOf(String account);

    /** Whether the mail server would deliver to one of its own mailboxes, aliases followed. */
    boolean isLocal(Address recipient);

    /** The domain that an alias domain stands for; any other domain is its own. */
    String primaryDomain(String domain);

    /** The domain that this one stood for before the last reloads; else what it stands for now. */
    default String formerDomain(String domain) {
        return primaryDomain(domain);
    }

    /**
     * From when the account's password is too old to log in with by a way; nothing where it never
     * is.
     */
    default Optional<Instant> passwordExpires(String account, Channel channel) {
        return Optional.empty();
    }

    /** Nobody is known and nobody is local. */
    Directory EMPTY =
            new Directory() {
                @Override
                public Set<String> addressesOf(String account) {
                    return Set.of();
                }

                @Override
                public boolean isLocal(Address recipient) {
                    return false;
                }

                @Override
                public String primaryDomain(String domain) {
                    return domain;
                }
            };
}
