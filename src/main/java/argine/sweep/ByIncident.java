// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells a thief's mail from the owner's by what the investigation found out.
 *
 * <p>The network decides, for it is what thief and owner hardly ever share: from a strange one it
 * is spam, from the owner's own it is genuine, before and during the incident. Where the network
 * says nothing the text decides: a campaign of which a good part came from the thief is the
 * thief's. Where the two contradict each other nobody is sure.
 */
final class ByIncident implements Sorter {
    private static final Duration EARLY = Duration.ofHours(1);
    private static final int FEWEST_SEEDS = 3;

    private final Incident incident;
    private final Networks strange;
    private final Networks own;
    private final Campaigns campaigns;
    private final Map<Campaign, Boolean> thiefs = new HashMap<>();

    ByIncident(Incident incident, Campaigns campaigns) {
        this.incident = incident;
        this.campaigns = campaigns;
        this.strange = new Networks(incident.strange());
        this.own = new Networks(incident.own());
    }

    @Override
    public Sorting sort(Sighting sighting) {
        if (sighting.message().envelope().sender().isNull() && !isOfIncident(sighting)) {
            return isThiefs(sighting)
                    ? new Sorting.Unsure("a bounce that holds " + its(sighting))
                    : new Sorting.Genuine("a bounce");
        }
        return isOfIncident(sighting) ? ofIncident(sighting) : ofOthers(sighting);
    }

    /** Whether it was sent in the name that the thief used. */
    private boolean isOfIncident(Sighting sighting) {
        if (!incident.account().isEmpty()) {
            return sighting.account().equals(incident.account());
        }
        if (!incident.program().isEmpty()) {
            return sighting.program().equals(incident.program());
        }
        boolean sender =
                incident.sender().isEmpty()
                        || sighting.message()
                                .envelope()
                                .sender()
                                .toString()
                                .equals(incident.sender());
        boolean client = incident.strange().isEmpty() || strange.contains(sighting.client());
        return sighting.account().isEmpty()
                && sender
                && client
                && !(incident.sender().isEmpty() && incident.strange().isEmpty());
    }

    private Sorting ofIncident(Sighting sighting) {
        if (tellsByNetwork()) {
            if (isStrange(sighting)) {
                return new Sorting.Spam(
                        "sent as "
                                + incident.account()
                                + " from "
                                + network(sighting)
                                + ", the thief's network");
            }
            if (own.contains(sighting.client())) {
                return isThiefs(sighting)
                        ? new Sorting.Unsure("from the owner's own network, but " + its(sighting))
                        : new Sorting.Genuine("from the owner's own network");
            }
        }
        if (isThiefs(sighting)) {
            return new Sorting.Spam(its(sighting));
        }
        if (isBefore(sighting)) {
            return new Sorting.Genuine("sent before the thief began");
        }
        Optional<Campaign> resembled = campaigns.resembledBy(sighting).filter(this::isThiefs);
        return new Sorting.Unsure(
                resembled
                        .map(
                                c ->
                                        "resembles campaign "
                                                + c.number()
                                                + ", from a network nobody knows")
                        .orElse("alone of its kind, from a network that may be the owner's"));
    }

    private Sorting ofOthers(Sighting sighting) {
        if (!isThiefs(sighting)) {
            return Sorting.OTHERS;
        }
        if (isStrange(sighting) && !incident.throughHere()) {
            return new Sorting.Spam(
                    its(sighting) + " and from the thief's network, sent as " + sighting.owner());
        }
        boolean refiltered =
                sighting.account().isEmpty() && sighting.message().envelope().client().isLoopback();
        if (refiltered && sendersOf(sighting)) {
            return new Sorting.Spam(its(sighting) + ", after a content filter");
        }
        return new Sorting.Unsure(its(sighting) + ", but sent by " + sighting.owner());
    }

    /** Whether a message of the same campaign with the same sender bears the thief's login. */
    private boolean sendersOf(Sighting sighting) {
        return sighting.campaign().orElseThrow().messages().stream()
                .filter(this::isSeed)
                .anyMatch(
                        other ->
                                other.message()
                                        .envelope()
                                        .sender()
                                        .equals(sighting.message().envelope().sender()));
    }

    /**
     * Of a case without an account, or through this host, everything comes from one network; and
     * where the owner was never seen, his network may be among those that were.
     */
    private boolean tellsByNetwork() {
        return !incident.account().isEmpty() && !incident.throughHere() && own.size() > 0;
    }

    private boolean isStrange(Sighting sighting) {
        return strange.contains(sighting.client()) && !own.contains(sighting.client());
    }

    private boolean isSeed(Sighting sighting) {
        return isOfIncident(sighting)
                && !isBefore(sighting)
                && (!tellsByNetwork() || isStrange(sighting));
    }

    private boolean isBefore(Sighting sighting) {
        Instant began = incident.since().map(since -> since.minus(EARLY)).orElse(Instant.MIN);
        return sighting.message().arrival().isBefore(began);
    }

    private boolean isThiefs(Sighting sighting) {
        return sighting.campaign().filter(this::isThiefs).isPresent();
    }

    /** A quarter of it is known to be the thief's; where no network tells, it is not of before. */
    private boolean isThiefs(Campaign campaign) {
        return thiefs.computeIfAbsent(
                campaign,
                one -> {
                    List<Sighting> messages = one.messages();
                    long seeds = messages.stream().filter(this::isSeed).count();
                    boolean early = !tellsByNetwork() && isBefore(messages.getFirst());
                    boolean list = !tellsByNetwork() && one.isListMail();
                    return seeds >= FEWEST_SEEDS && seeds * 4 >= messages.size() && !early && !list;
                });
    }

    private static String its(Sighting sighting) {
        return "the text of campaign " + sighting.campaign().map(Campaign::number).orElse(0);
    }

    private static String network(Sighting sighting) {
        return sighting.client().network().toString();
    }
}
