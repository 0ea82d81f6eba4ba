// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.mail.Address;
import argine.sweep.Condition;
import argine.sweep.Sighting;

/** Still goes to this address, or was to. */
record ToRecipient(Address recipient) implements Condition {
    ToRecipient(String typed) {
        this(Address.of(typed.replaceAll("^<|>$", "")));
    }

    @Override
    public boolean holds(Sighting sighting) {
        return sighting.message().envelope().recipients().contains(recipient)
                || sighting.message().done().contains(recipient);
    }

    @Override
    public String words() {
        return "recipient <" + recipient + ">";
    }

    @Override
    public boolean namesWho() {
        return true;
    }
}
