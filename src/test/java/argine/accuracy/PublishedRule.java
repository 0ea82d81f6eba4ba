// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import argine.accuracy.Deed.Kind;
import argine.mail.ClientAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule that others publish or ship: from so many within a time on, an account is taken for
 * stolen.
 *
 * @param kind what is counted
 * @param most more than so many speak
 * @param what what is counted of the deeds
 */
record PublishedRule(String name, Kind kind, long most, Duration window, Count what) {
    private enum Count {
        AMOUNTS,
        /** Different client addresses, whatever was done from them. */
        ADDRESSES,
        /** Amounts, where they come from many networks and many addresses without a name. */
        AMOUNTS_FROM_AFAR
    }

    private static final int MANY_PLACES = 10;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** Those of the survey whose fields a log of Postfix carries. */
    static final List<PublishedRule> ALL =
            List.of(
                    of("IceWarp flood blocker: over 100 messages a day", Kind.MESSAGE, 100, DAY),
                    of("spam-gear: 90 messages an hour", Kind.MESSAGE, 89, HOUR),
                    of("mxroute: over 300 messages an hour", Kind.MESSAGE, 300, HOUR),
                    of("CSF RT_AUTHRELAY: over 100 messages an hour", Kind.MESSAGE, 100, HOUR),
                    of(
                            "Rhodes: over 100 recipients in 30 minutes",
                            Kind.RECIPIENTS,
                            100,
                            Duration.ofMinutes(30)),
                    of("WWU: over 200 recipients an hour", Kind.RECIPIENTS, 200, HOUR),
                    of("CU Boulder: over 400 recipients an hour", Kind.RECIPIENTS, 400, HOUR),
                    of(
                            "SHSU: over 1000 recipients outside a day",
                            Kind.OUTSIDE_RECIPIENTS,
                            1000,
                            DAY),
                    of(
                            "Exim wiki: 100 recipients that do not exist an hour",
                            Kind.NO_SUCH_RECIPIENT,
                            99,
                            HOUR),
                    new PublishedRule(
                            "CSF LF_DISTSMTP: logins from 3 addresses in 5 minutes",
                            Kind.LOGIN,
                            2,
                            Duration.ofMinutes(5),
                            Count.ADDRESSES),
                    new PublishedRule(
                            "postfwd-geo: over 20 addresses a day",
                            Kind.LOGIN,
                            20,
                            DAY,
                            Count.ADDRESSES),
                    new PublishedRule(
                            "spam-gear -d 10,10: that many, over 10 networks, over 10 without a name",
                            Kind.MESSAGE,
                            89,
                            HOUR,
                            Count.AMOUNTS_FROM_AFAR));

    private static PublishedRule of(String name, Kind kind, long most, Duration window) {
        return new PublishedRule(name, kind, most, window, Count.AMOUNTS);
    }

    /** Whether it speaks of an account that did this, in the order of time. */
    boolean speaksOf(List<Deed> all) {
        List<Deed> deeds = all.stream().filter(deed -> deed.kind() == kind).toList();
        Map<ClientAddress, Integer> clients = new HashMap<>();
        long sum = 0;
        int from = 0;
        int to = 0;
        for (Deed deed : deeds) {
            to++;
            for (; !deeds.get(from).at().plus(window).isAfter(deed.at()); from++) {
                sum -= deeds.get(from).amount();
                clients.computeIfPresent(
                        deeds.get(from).client(), (_, times) -> times == 1 ? null : times - 1);
            }
            sum += deed.amount();
            clients.merge(deed.client(), 1, Integer::sum);
            boolean over = (what == Count.ADDRESSES ? clients.size() : sum) > most;
            if (over && (what != Count.AMOUNTS_FROM_AFAR || isFromAfar(deeds.subList(from, to)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFromAfar(List<Deed> deeds) {
        long networks = deeds.stream().map(deed -> deed.client().network()).distinct().count();
        long unnamed = deeds.stream().filter(d -> !d.named()).map(Deed::client).distinct().count();
        return networks > MANY_PLACES && unnamed > MANY_PLACES;
    }
}
