// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts what an administrator describes: the bulk is spam, what merely has the same words may not
 * be.
 *
 * <p>Who is named is meant. Words are found in genuine mail too, so of messages that are described
 * and not named the campaigns of the account that has the most of them are spam; nobody is sure of
 * the others.
 */
final class ByHand implements Sorter {
    private static final long FEWEST_LINKS = 20;

    private final boolean named;
    private final Map<Campaign, Long> matching = new HashMap<>();
    private final Map<String, Long> links = new HashMap<>();
    private final String owner;

    /**
     * @param matching the messages for which the conditions hold
     */
    ByHand(Selection selection, List<Sighting> matching) {
        this.named = selection.namesWho();
        matching.forEach(
                sighting ->
                        sighting.campaign().ifPresent(c -> this.matching.merge(c, 1L, Long::sum)));
        this.owner = Counts.of(matching, Sighting::owner).keySet().stream().findFirst().orElse("");
        matching.stream()
                .filter(sighting -> sighting.owner().equals(owner) && leadsAway(sighting))
                .forEach(sighting -> links.merge(sighting.host(), 1L, Long::sum));
    }

    /** Whether it links to a place that is not the account's own, as its signature would. */
    private static boolean leadsAway(Sighting sighting) {
        String domain = sighting.owner().substring(sighting.owner().indexOf('@') + 1);
        return !sighting.host().isEmpty() && !sighting.host().endsWith(domain);
    }

    @Override
    public Sorting sort(Sighting sighting) {
        if (named) {
            return new Sorting.Spam("named");
        }
        if (sighting.campaign().isEmpty()) {
            long same =
                    sighting.owner().equals(owner) ? links.getOrDefault(sighting.host(), 0L) : 0;
            return same >= FEWEST_LINKS
                    ? new Sorting.Spam(
                            "of " + owner + ", like others with a link to " + sighting.host())
                    : new Sorting.Unsure("has it too, but is of no campaign");
        }
        Campaign campaign = sighting.campaign().get();
        String its = "campaign " + campaign.number();
        if (campaign.isListMail()) {
            return new Sorting.Unsure(its + " says how to unsubscribe, as newsletters do");
        }
        if (matching.getOrDefault(campaign, 0L) * 2 < campaign.messages().size()) {
            return new Sorting.Unsure("most of " + its + " does not have it");
        }
        String first = campaign.owners().keySet().iterator().next();
        if (!first.equals(owner)) {
            return new Sorting.Unsure(its + " is of " + first + ", not of " + owner);
        }
        return sighting.owner().equals(owner)
                ? new Sorting.Spam(its + " of " + owner)
                : new Sorting.Unsure("the text of " + its + ", but sent by " + sighting.owner());
    }
}
