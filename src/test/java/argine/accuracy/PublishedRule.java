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
 * @param addresses whether different client addresses are counted, and not the deeds
 */
record PublishedRule(String name, Kind kind, long most, Duration window, boolean addresses) {
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
                            true),
                    new PublishedRule(
                            "postfwd-geo: over 20 addresses a day", Kind.LOGIN, 20, DAY, true));

    private static PublishedRule of(String name, Kind kind, long most, Duration window) {
        return new PublishedRule(name, kind, most, window, false);
    }

    /** Whether it speaks of an account that did this, in the order of time. */
    boolean speaksOf(List<Deed> all) {
        List<Deed> deeds = all.stream().filter(deed -> deed.kind() == kind).toList();
        Map<ClientAddress, Integer> clients = new HashMap<>();
        long sum = 0;
        int from = 0;
        for (Deed deed : deeds) {
            for (; !deeds.get(from).at().plus(window).isAfter(deed.at()); from++) {
                sum -= deeds.get(from).amount();
                clients.computeIfPresent(
                        deeds.get(from).client(), (_, times) -> times == 1 ? null : times - 1);
            }
            sum += deed.amount();
            clients.merge(deed.client(), 1, Integer::sum);
            if ((addresses ? clients.size() : sum) > most) {
                return true;
            }
        }
        return false;
    }
}
