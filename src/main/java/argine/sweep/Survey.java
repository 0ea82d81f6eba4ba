// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.QueuedMessage;
import argine.server.Queue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * A queue that was looked at once, whole: its messages and its campaigns.
 *
 * <p>About a kilobyte is kept of each message, whatever its size.
 */
public final class Survey {
    private final List<Sighting> sightings;
    private final Campaigns campaigns;
    private final Queue.Summary summary;

    private Survey(List<Sighting> sightings, Queue.Summary summary) {
        this.sightings = sightings;
        this.summary = summary;
        this.campaigns = new Campaigns(sightings).find();
    }

    /**
     * Looks at the queue.
     *
     * @param owners whose messages are, where the queue does not tell
     * @param needles what conditions will ask for
     * @param looked told after each message how many have been looked at
     */
    public static Survey of(Queue queue, Owners owners, List<Needle> needles, IntConsumer looked)
            throws IOException {
        List<Sighting> sightings = new ArrayList<>();
        Queue.Summary summary =
                queue.look(
                        () -> new Eye(needles, owners),
                        sighting -> {
                            sightings.add(sighting);
                            looked.accept(sightings.size());
                        });
        sightings.sort(
                Comparator.comparing((Sighting s) -> s.message().arrival())
                        .thenComparing(s -> s.message().queueId().text()));
        return new Survey(List.copyOf(sightings), summary);
    }

    /** The largest first. */
    public List<Campaign> campaigns() {
        return campaigns.list();
    }

    public Queue.Summary summary() {
        return summary;
    }

    /** What a selection comes to; {@code bulk} says whose the spam is where nobody is named. */
    public Plan plan(Selection selection, Bulk bulk, boolean unsureToo, Instant now) {
        List<Sighting> matching = sightings.stream().filter(selection::matches).toList();
        Sorter sorter =
                selection
                        .incident()
                        .<Sorter>map(incident -> new ByIncident(incident, campaigns))
                        .orElseGet(() -> new ByHand(selection, bulk, matching));
        List<Plan.Choice> spam = new ArrayList<>();
        List<Plan.Choice> unsure = new ArrayList<>();
        List<Plan.Choice> genuine = new ArrayList<>();
        List<Sighting> taken = new ArrayList<>();
        for (Sighting sighting : matching) {
            Sorting sorting = sorter.sort(sighting);
            Plan.Choice choice = choice(sighting, sorting);
            switch (sorting) {
                case Sorting.Spam _ -> spam.add(choice);
                case Sorting.Unsure _ -> unsure.add(choice);
                case Sorting.Genuine _ -> genuine.add(choice);
            }
            if (takes(sorting, unsureToo)
                    && sighting.message().place() != QueuedMessage.Place.HOLD) {
                taken.add(sighting);
            }
        }
        return new Plan(
                selection.words(),
                summary.where(),
                sightings.size(),
                List.copyOf(spam),
                List.copyOf(unsure),
                List.copyOf(genuine),
                spam.stream().filter(c -> c.message().place() == QueuedMessage.Place.HOLD).count(),
                sightings.stream().filter(s -> !s.isWhole()).count(),
                unsureToo,
                by(taken, now),
                absent(selection),
                summary.trouble(),
                summary.strange());
    }

    private static boolean takes(Sorting sorting, boolean unsureToo) {
        return sorting instanceof Sorting.Spam || unsureToo && sorting instanceof Sorting.Unsure;
    }

    /** Names like one are looked for only where no message has it. */
    private List<Absent> absent(Selection selection) {
        List<Naming> missed =
                selection.names().stream()
                        .filter(name -> sightings.stream().noneMatch(name::holds))
                        .toList();
        RollCall call = new RollCall(missed, Owners.none());
        if (!missed.isEmpty()) {
            sightings.forEach(call::look);
        }
        return call.absent();
    }

    private static Plan.Choice choice(Sighting sighting, Sorting sorting) {
        Optional<Integer> number = sighting.campaign().map(Campaign::number);
        return new Plan.Choice(sighting.message(), sighting.account(), sorting, number);
    }

    private static Map<String, Map<String, Long>> by(List<Sighting> taken, Instant now) {
        Map<String, Map<String, Long>> by = new LinkedHashMap<>();
        Map<String, Function<Sighting, String>> ways = new LinkedHashMap<>();
        ways.put("account", s -> s.account().isEmpty() ? "(no login)" : s.account());
        ways.put("campaign", s -> s.campaign().map(c -> "" + c.number()).orElse("(none)"));
        ways.put("sender", s -> "<" + s.message().envelope().sender() + ">");
        ways.put("age", s -> age(Duration.between(s.message().arrival(), now)));
        ways.put("size", s -> size(s.message().size()));
        ways.forEach((way, name) -> by.put(way, Counts.of(taken, name)));
        return by;
    }

    private static String age(Duration age) {
        long hours = age.toHours();
        return hours < 1
                ? "under an hour"
                : hours < 6 ? "1 to 6 hours" : hours < 24 ? "6 to 24 hours" : "over a day";
    }

    private static String size(long bytes) {
        return bytes < 4 << 10
                ? "under 4 KiB"
                : bytes < 32 << 10
                        ? "4 to 32 KiB"
                        : bytes < 1 << 20 ? "32 KiB to 1 MiB" : "over 1 MiB";
    }
}
