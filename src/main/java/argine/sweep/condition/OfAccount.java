// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import argine.sweep.Sighting;
import java.util.Locale;

/** Sent with this login. */
record OfAccount(String account) implements Condition {
    OfAccount {
        account = account.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean holds(Sighting sighting) {
        return sighting.account().equals(account);
    }

    @Override
    public String words() {
        return "account " + account;
    }

    @Override
    public boolean namesWho() {
        return true;
    }
}
