// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Which messages are meant: those of an incident, or those that conditions describe, or both.
 *
 * <p>Of conditions of one kind any may hold, of each kind one must, and none of those that exclude.
 *
 * @param wanted by kind
 */
public record Selection(
        Optional<Incident> incident,
        SequencedMap<String, List<Condition>> wanted,
        List<Condition> excluded,
        List<Needle> needles) {

    /** Whether the conditions hold; what is of an incident is sorted later. */
    boolean matches(Sighting sighting) {
        for (List<Condition> any : wanted.values()) {
            if (any.stream().noneMatch(condition -> condition.holds(sighting))) {
                return false;
            }
        }
        return excluded.stream().noneMatch(condition -> condition.holds(sighting));
    }

    /** Whether it says whose mail is meant, see {@link Condition#namesWho}. */
    boolean namesWho() {
        return wanted.values().stream().anyMatch(any -> any.stream().allMatch(Condition::namesWho));
    }

    public boolean isEmpty() {
        return incident.isEmpty() && wanted.isEmpty() && excluded.isEmpty();
    }

    /** In words: {@code case 20261124-rossi, account rossi or verdi, not subject "invoice"}. */
    public String words() {
        List<String> parts = new ArrayList<>();
        incident.ifPresent(one -> parts.add("case " + one.id()));
        wanted.values()
                .forEach(
                        any ->
                                parts.add(
                                        String.join(
                                                " or ",
                                                any.stream().map(Condition::words).toList())));
        excluded.forEach(condition -> parts.add("not " + condition.words()));
        return parts.isEmpty() ? "everything" : String.join(", ", parts);
    }
}
