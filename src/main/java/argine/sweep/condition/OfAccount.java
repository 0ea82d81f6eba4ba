// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Naming;
import argine.sweep.Sighting;
import java.util.Locale;

/** Sent with this login. */
record OfAccount(String account) implements Naming {
    OfAccount {
        account = account.toLowerCase(Locale.ROOT);
    }

    @Override
    public String kind() {
        return "account";
    }

    @Override
    public String name() {
        return account;
    }

    @Override
    public String nameIn(Sighting sighting) {
        return sighting.account();
    }

    @Override
    public String words() {
        return "account " + account;
    }
}
