// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.mail.Address;
import argine.sweep.Condition;
import argine.sweep.Sighting;

/** Has this envelope sender; {@code <>} is that of bounces. */
record BySender(Address sender) implements Condition {
    BySender(String typed) {
        this(Address.of(typed.replaceAll("^<|>$", "")));
    }

    @Override
    public boolean holds(Sighting sighting) {
        return sighting.message().envelope().sender().equals(sender);
    }

    @Override
    public String words() {
        return "sender <" + sender + ">";
    }

    @Override
    public boolean namesWho() {
        return true;
    }
}
