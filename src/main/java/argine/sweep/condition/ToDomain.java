// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import argine.sweep.Sighting;
import java.util.Locale;

/** Still goes to this domain. */
record ToDomain(String domain) implements Condition {
    ToDomain {
        domain = domain.toLowerCase(Locale.ROOT).replaceFirst("^@", "");
    }

    @Override
    public boolean holds(Sighting sighting) {
        return sighting.message().envelope().recipients().stream()
                .anyMatch(recipient -> recipient.domain().equals(domain));
    }

    @Override
    public String words() {
        return "recipient domain " + domain;
    }
}
