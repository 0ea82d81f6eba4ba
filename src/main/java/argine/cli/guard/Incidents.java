// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.loop.Incident;
import argine.investigate.Case;
import argine.investigate.Live;
import argine.investigate.face.Plain;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What an investigation says of an account, in the words of the guard and made printable. */
final class Incidents {
    private static final int CLAIM = 300;
    private static final int LINE = 400;
    private static final int NAME = 200;
    private static final String LOOK = "argine investigate --since 1d";
    private static final int MOST_SOURCES = 5;

    private Incidents() {}

    /** The login comes in the form in which the guard counts it. */
    static Incident of(Live.Suspect suspect, UnaryOperator<String> login) {
        Case found = suspect.found();
        return new Incident(
                found.namedAccount().map(name -> Plain.line(login.apply(name), NAME)).orElse(""),
                found.id(),
                Plain.line(found.because(), CLAIM),
                suspect.certain(),
                found.kinds(),
                found.evidence().stream().map(Incidents::evidence).toList(),
                found.messages().accepted(),
                found.messages().externalRecipients(),
                suspect.lastMessage(),
                sources(found));
    }

    /** Nothing of it is certain enough to be stopped without a person: there is no account. */
    static Incident of(Live.Abuse abuse) {
        Case found = abuse.found();
        return new Incident(
                Plain.line(abuse.name(), NAME),
                found.id(),
                Plain.line(found.because(), CLAIM),
                false,
                found.kinds(),
                found.evidence().stream().map(Incidents::evidence).toList(),
                found.messages().accepted(),
                found.messages().externalRecipients(),
                abuse.lastMessage(),
                sources(found),
                Stream.concat(found.next().stream(), Stream.of(LOOK))
                        .map(line -> Plain.line(line, LINE))
                        .toList());
    }

    private static Incident.Evidence evidence(Case.Evidence evidence) {
        List<String> lines =
                evidence.lines().stream()
                        .map(Case.Line::text)
                        .filter(text -> !text.isEmpty())
                        .map(text -> Plain.line(text, LINE))
                        .toList();
        String claim = Plain.line(evidence.claim(), CLAIM);
        return new Incident.Evidence(evidence.kind(), evidence.strength(), claim, lines);
    }

    private static List<String> sources(Case found) {
        return found.sources().stream().limit(MOST_SOURCES).map(Case.Source::address).toList();
    }
}
