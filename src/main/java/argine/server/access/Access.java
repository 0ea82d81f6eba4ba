// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.util.List;
import java.util.Optional;

/**
 * Who gets into one mail server, as a record of ports; what is absent is not at hand.
 *
 * @param denials lists of those who are refused whatever their password, the gentlest first
 * @param store where passwords are kept, if it can be changed from here
 * @param deliveries what is being delivered; empty where that is not told
 * @param doors where logins are taken
 * @param advice what an administrator should know or do, one sentence or line to paste each
 * @param administrators who else tells of administrators than the stores
 * @param needed accounts that something here logs in with; they are not shut unasked
 */
public record Access(
        String server,
        List<RecordStore> denials,
        Optional<AccountStore> store,
        List<Sessions> sessions,
        Optional<Deliveries> deliveries,
        Optional<Gate> gate,
        Doors doors,
        List<Footholds> footholds,
        List<String> advice,
        List<Administrators> administrators,
        List<Needed> needed) {

    public Access {
        denials = List.copyOf(denials);
        sessions = List.copyOf(sessions);
        footholds = List.copyOf(footholds);
        advice = List.copyOf(advice);
        administrators = List.copyOf(administrators);
        needed = List.copyOf(needed);
    }

    /** Whether nothing of the server can be changed or asked from here. */
    public boolean isDeaf() {
        return denials.isEmpty()
                && store.isEmpty()
                && sessions.isEmpty()
                && deliveries.isEmpty()
                && gate.isEmpty();
    }
}
