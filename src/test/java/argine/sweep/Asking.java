// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.sweep.condition.Conditions;
import argine.sweep.condition.Terms;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What an administrator types, and the plan that comes of it. */
final class Asking {
    private final SequencedMap<String, List<Condition>> wanted = new LinkedHashMap<>();
    private final List<Condition> excluded = new ArrayList<>();
    private Optional<Incident> incident = Optional.empty();
    private final Owners owners = Owners.none();
    private Terms terms = new Terms(false, Instant::parse);

    static Asking nothing() {
        return new Asking();
    }

    static Asking with(String word, String value) {
        return new Asking().and(word, value);
    }

    static Asking about(Incident incident) {
        Asking asking = new Asking();
        asking.incident = Optional.of(incident);
        return asking;
    }

    Asking matchingCase() {
        terms = new Terms(true, Instant::parse);
        return this;
    }

    Asking and(String word, String value) {
        wanted.computeIfAbsent(word, _ -> new ArrayList<>()).add(Conditions.of(word, value, terms));
        return this;
    }

    Asking not(String word, String value) {
        excluded.add(Conditions.of(word, value, terms));
        return this;
    }

    Selection selection() {
        return new Selection(incident, wanted, excluded, terms.needles());
    }

    Plan plan(QueueFolder folder) throws IOException {
        return plan(folder, false);
    }

    Plan plan(QueueFolder folder, boolean unsureToo) throws IOException {
        return Survey.of(folder.queue(), owners, terms.needles(), _ -> {})
                .plan(selection(), Bulk.ofWholeQueue(), unsureToo, QueueFolder.NOON);
    }

    /** The queue IDs of what matches, spam or not. */
    List<String> matching(QueueFolder folder) throws IOException {
        Plan plan = plan(folder, true);
        return plan.toHold().stream().map(m -> m.queueId().text()).sorted().toList();
    }
}
