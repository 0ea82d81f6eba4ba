// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.TextPrint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sorts the messages of a queue into campaigns.
 *
 * <p>Two messages are of one campaign when they share 30 of 100 shingles: on 4,150 genuine messages
 * no pair of spam and genuine mail did, and spam in which a tenth of the words were changed always
 * did. Where texts are too short or too much changed, they are of one campaign when the same
 * account sent them with the same subject, the same first link and about the same size.
 *
 * <p>Which pairs to compare is found by sorting: each print has 32 keys, and whoever has one in
 * common stands together ({@link TextPrint#key}). So it takes no table, and no message is compared
 * with more than {@value #HEADS} others for each key.
 */
final class Campaigns {
    /** Fewer are no campaign. */
    static final int FEWEST = 5;

    static final int ALIKE = 30;
    static final int RESEMBLING = 20;
    private static final int HEADS = 8;
    private static final int EXAMPLES = 8;
    private static final int MOST_OF_ONE = 200;

    private final List<Sighting> sightings;
    private final int[] parent;
    private final Map<String, List<Campaign>> ofOwner = new HashMap<>();
    private List<Campaign> campaigns = List.of();

    /**
     * @param sightings the oldest first
     */
    Campaigns(List<Sighting> sightings) {
        this.sightings = sightings;
        this.parent = new int[sightings.size()];
        Arrays.setAll(parent, i -> i);
    }

    /** Finds them, and tells each message which is its own. */
    Campaigns find() {
        joinAlike();
        joinSameSubjectAndLink();
        Map<Integer, List<Sighting>> groups = new HashMap<>();
        for (int i = 0; i < parent.length; i++) {
            groups.computeIfAbsent(root(i), _ -> new ArrayList<>(2)).add(sightings.get(i));
        }
        List<List<Sighting>> large =
                groups.values().stream()
                        .filter(group -> group.size() >= FEWEST)
                        .sorted(
                                Comparator.comparingInt((List<Sighting> g) -> -g.size())
                                        .thenComparing(g -> g.getFirst().message().arrival())
                                        .thenComparing(
                                                g -> g.getFirst().message().queueId().text()))
                        .toList();
        List<Campaign> found = new ArrayList<>();
        for (List<Sighting> group : large) {
            Campaign campaign = new Campaign(found.size() + 1, group);
            found.add(campaign);
            group.forEach(sighting -> sighting.joins(campaign));
            campaign.owners()
                    .forEach(
                            (owner, _) ->
                                    ofOwner.computeIfAbsent(owner, _ -> new ArrayList<>())
                                            .add(campaign));
        }
        campaigns = List.copyOf(found);
        return this;
    }

    /** The largest first. */
    List<Campaign> list() {
        return campaigns;
    }

    /**
     * The campaign that a message resembles though it is not in it: the same account, a fifth of
     * the shingles, and about the same size or the same link.
     */
    Optional<Campaign> resembledBy(Sighting sighting) {
        List<Campaign> candidates = ofOwner.getOrDefault(sighting.owner(), List.of());
        return candidates.stream()
                .limit(MOST_OF_ONE)
                .filter(campaign -> resembles(sighting, campaign))
                .findFirst();
    }

    private static boolean resembles(Sighting sighting, Campaign campaign) {
        int step = Math.max(1, campaign.messages().size() / EXAMPLES);
        for (int i = 0; i < campaign.messages().size(); i += step) {
            Sighting example = campaign.messages().get(i);
            boolean size = Math.abs(sighting.sizeBand() - example.sizeBand()) <= 1;
            boolean link = !sighting.host().isEmpty() && sighting.host().equals(example.host());
            if ((size || link) && sighting.print().percentAlike(example.print()) >= RESEMBLING) {
                return true;
            }
        }
        return false;
    }

    /** Each print is looked at once; then it is sorting numbers. */
    private void joinAlike() {
        long[][] keyed = new long[TextPrint.KEYS][sightings.size()];
        int[] count = new int[TextPrint.KEYS];
        for (int i = 0; i < sightings.size(); i++) {
            TextPrint print = sightings.get(i).print();
            for (int band = 0; band < TextPrint.KEYS && !print.isFaint(); band++) {
                int key = print.key(band);
                if (key != 0) {
                    keyed[band][count[band]++] = (long) key << 32 | i;
                }
            }
        }
        for (int band = 0; band < TextPrint.KEYS; band++) {
            Arrays.sort(keyed[band], 0, count[band]);
            joinRuns(keyed[band], count[band]);
        }
    }

    private void joinRuns(long[] keyed, int count) {
        int[] heads = new int[HEADS];
        int many = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || keyed[i] >> 32 != keyed[i - 1] >> 32) {
                many = 0;
            }
            int one = (int) keyed[i];
            if (!joinsOne(one, heads, many) && many < HEADS) {
                heads[many++] = one;
            }
        }
    }

    private boolean joinsOne(int one, int[] heads, int many) {
        for (int i = 0; i < many; i++) {
            if (root(one) == root(heads[i])) {
                return true;
            }
            TextPrint print = sightings.get(heads[i]).print();
            if (sightings.get(one).print().percentAlike(print) >= ALIKE) {
                join(one, heads[i]);
                return true;
            }
        }
        return false;
    }

    private record Likeness(String owner, long shape, String host, int size) {}

    private void joinSameSubjectAndLink() {
        Map<Likeness, Integer> first = new HashMap<>();
        for (int i = 0; i < parent.length; i++) {
            Sighting sighting = sightings.get(i);
            boolean subject = sighting.shape() != 0;
            boolean link = !sighting.host().isEmpty();
            if (subject && (link || sighting.print().isFaint())) {
                for (int near = 0; near <= 1; near++) {
                    Likeness like =
                            new Likeness(
                                    sighting.owner(),
                                    sighting.shape(),
                                    sighting.host(),
                                    (sighting.sizeBand() + near) / 2 * 2 + near);
                    Integer earlier = first.putIfAbsent(like, i);
                    if (earlier != null) {
                        join(i, earlier);
                    }
                }
            }
        }
    }

    private void join(int a, int b) {
        int one = root(a);
        int other = root(b);
        parent[Math.max(one, other)] = Math.min(one, other);
    }

    private int root(int i) {
        int at = i;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }
}
