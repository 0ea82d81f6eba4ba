// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.mail.Address;
import argine.sweep.Naming;
import argine.sweep.Sighting;

/** Has this envelope sender; {@code <>} is that of bounces. */
record BySender(Address sender) implements Naming {
    BySender(String typed) {
        this(Address.of(typed.replaceAll("^<|>$", "")));
    }

    @Override
    public String kind() {
        return "sender";
    }

    @Override
    public String name() {
        return sender.toString();
    }

    @Override
    public String nameIn(Sighting sighting) {
        return sighting.message().envelope().sender().toString();
    }

    @Override
    public boolean holds(Sighting sighting) {
        return sighting.message().envelope().sender().equals(sender);
    }

    @Override
    public String words() {
        return "sender <" + sender + ">";
    }
}
