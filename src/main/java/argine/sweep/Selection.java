// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.QueuedMessage;
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
            if (!holdsAny(any, sighting)) {
                return false;
            }
        }
        return !holdsAny(excluded, sighting);
    }

    /** Asked of every message, so no stream. */
    private static boolean holdsAny(List<Condition> conditions, Sighting sighting) {
        for (Condition condition : conditions) {
            if (condition.holds(sighting)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it says whose mail is meant, see {@link Condition#namesWho}. */
    boolean namesWho() {
        return wanted.values().stream().anyMatch(any -> any.stream().allMatch(Condition::namesWho));
    }

    /** Whether it is about whoever has the most of what is described, see {@link Bulk}. */
    public boolean leavesOpenWho() {
        return incident.isEmpty() && !namesWho();
    }

    /**
     * Whether each message can be judged by its envelope alone: whoever is named is meant, and
     * nothing is asked of headers and text.
     */
    public boolean isOfEnvelopes() {
        return incident.isEmpty()
                && namesWho()
                && wanted.values().stream()
                        .allMatch(any -> any.stream().noneMatch(Condition::needsContent))
                && excluded.stream().noneMatch(Condition::needsContent);
    }

    /** Whether a message of which only the envelope was read is to be held. */
    public boolean takes(QueuedMessage envelope, Owners owners) {
        return envelope.place() != QueuedMessage.Place.HOLD
                && matches(Sighting.ofEnvelope(envelope, owners.of(envelope)));
    }

    /** The names that are asked for: whether any message has them is another matter. */
    List<Naming> names() {
        List<Naming> names = new ArrayList<>();
        for (List<Condition> any : wanted.values()) {
            for (Condition condition : any) {
                if (condition instanceof Naming naming) {
                    names.add(naming);
                }
            }
        }
        return names;
    }

    /** Which of the names that are asked for no message of a queue has. */
    public RollCall rollCall(Owners owners) {
        return new RollCall(names(), owners);
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
