// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Account;
import java.io.IOException;
import java.util.List;

/** The directory of accounts that a mail server asks when somebody logs in. */
public interface Accounts {

    /**
     * Reads all accounts, in the order of the source.
     *
     * @throws IOException when the source cannot be read at all
     */
    Listing list() throws IOException;

    /** What was read; {@code trouble} has one sentence for each thing that could not be. */
    record Listing(List<Account> accounts, List<String> trouble) {
        public Listing {
            accounts = List.copyOf(accounts);
            trouble = List.copyOf(trouble);
        }
    }
}
