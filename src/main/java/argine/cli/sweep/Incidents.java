// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.detect.Identity;
import argine.detect.Profile;
import argine.detect.Trails.Whose;
import argine.investigate.Case;
import argine.investigate.Report;
import argine.mail.Network;
import argine.sweep.Incident;
import argine.sweep.Owners.Owner;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Hands a case of an investigation to a sweep, which knows nothing of investigations. */
final class Incidents {
    private static final Set<String> THROUGH_HERE = Set.of("webmail", "script");
    private static final Set<String> SWEPT =
            Set.of("account", "webmail", "script", "relay", "unknown");

    private Incidents() {}

    /**
     * The case with this ID.
     *
     * @throws IOException when there is none, with those that there are
     */
    static Incident of(Report report, String id) throws IOException {
        Case one = report.find(id).orElseThrow(() -> new IOException(noCase(report, id)));
        if (!SWEPT.contains(one.origin())) {
            throw new IOException(
                    "case "
                            + id
                            + " is no misuse of this server ("
                            + one.origin()
                            + "): there is no spam of a thief to take out; say yourself what is meant,"
                            + " see argine sweep --help");
        }
        return incident(one);
    }

    private static String noCase(Report report, String id) {
        List<String> ids = report.cases().stream().map(Case::id).toList();
        return "there is no case "
                + id
                + (ids.isEmpty()
                        ? "; this log and queue show none"
                        : "; there are: " + String.join(", ", ids));
    }

    static Incident incident(Case one) {
        String account = one.namedAccount().orElse("");
        return new Incident(
                one.id(),
                account.toLowerCase(Locale.ROOT),
                one.program(),
                one.sender(),
                networks(one.sources()),
                networks(one.ownSources()),
                one.firstSeen(),
                THROUGH_HERE.contains(one.origin()));
    }

    /** Whose a message is by the log, in the words of a sweep. */
    static Owner owner(Whose whose) {
        return switch (whose.identity()) {
            case Identity.Account(String name) -> new Owner(name, "", whose.network());
            case Identity.Program _ ->
                    new Owner("", Profile.named(whose.identity()).name(), whose.network());
            case Identity.Masked _,
                    Identity.Relay _,
                    Identity.Forwarding _,
                    Identity.Notices _,
                    Identity.Sender _ ->
                    new Owner("", "", whose.network());
        };
    }

    /** A case without an account knows addresses only. */
    private static Set<Network> networks(List<Case.Source> sources) {
        Set<Network> networks = new HashSet<>();
        for (Case.Source source : sources) {
            Optional<Network> network =
                    Network.parse(source.network()).filter(known -> known.bits() > 0);
            network.or(() -> Network.parse(source.address())).ifPresent(networks::add);
        }
        return networks;
    }
}
