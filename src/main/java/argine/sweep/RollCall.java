// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.QueuedMessage;
import java.util.List;

/** Goes through a queue, and tells of some names which of them no message has. */
public final class RollCall {
    private final List<Resembling> names;
    private final Owners owners;

    RollCall(List<Naming> names, Owners owners) {
        this.names = names.stream().map(Resembling::new).toList();
        this.owners = owners;
    }

    /** A message of which no more than the envelope need be read. */
    public void look(QueuedMessage envelope) {
        look(Sighting.ofEnvelope(envelope, owners.of(envelope)));
    }

    void look(Sighting sighting) {
        names.forEach(name -> name.look(sighting));
    }

    public List<Absent> absent() {
        return names.stream().filter(name -> !name.isThere()).map(Resembling::absent).toList();
    }
}
