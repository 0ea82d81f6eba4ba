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
    private final boolean named;
    private final Map<Campaign, Long> matching = new HashMap<>();
    private final String owner;

    /**
     * @param matching the messages for which the conditions hold
     */
    ByHand(Selection selection, Bulk bulk, List<Sighting> matching) {
        this.named = selection.namesWho();
        matching.forEach(
                sighting ->
                        sighting.campaign().ifPresent(c -> this.matching.merge(c, 1L, Long::sum)));
        this.owner = bulk.owner(matching);
    }

    @Override
    public Sorting sort(Sighting sighting) {
        if (named) {
            return new Sorting.Spam("named");
        }
        if (sighting.campaign().isEmpty()) {
            return new Sorting.Unsure("has it too, but is of no campaign");
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
