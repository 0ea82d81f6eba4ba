// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.detect.LongSet;
import argine.guard.limit.Limit;
import argine.guard.limit.Unit;
import argine.mail.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one account usually does, by the units of the limits. */
final class Habit {
    /** More names than any person writes under. */
    private static final int MOST_SENDERS = 1000;

    private static final int KIB = 1024;

    private final List<Limit> limits;
    private final List<Peak> peaks = new ArrayList<>();
    private final LongSet known = new LongSet();
    private final Map<Address, Long> senders = new HashMap<>();
    private final Peak messages = new Peak(Duration.ofDays(1));

    Habit(List<Limit> limits) {
        this.limits = limits;
        limits.forEach(limit -> peaks.add(new Peak(limit.window())));
    }

    void take(PastMessage message) {
        messages.add(message.at(), 1);
        long local = Math.min(message.count(), message.local().size());
        long outside = message.count() - local;
        long fresh =
                message.recipients().stream()
                        .filter(recipient -> !message.local().contains(recipient))
                        .filter(recipient -> known.add(recipient.fingerprint()))
                        .count();
        for (int i = 0; i < limits.size(); i++) {
            long amount = amount(limits.get(i).unit(), message, local, outside, fresh);
            if (amount > 0) {
                peaks.get(i).add(message.at(), amount);
            }
        }
    }

    private static long amount(
            Unit unit, PastMessage message, long local, long outside, long fresh) {
        return switch (unit) {
            case RECIPIENTS, DISTINCT_RECIPIENTS -> outside;
            case INTERNAL_RECIPIENTS -> local;
            case MESSAGES -> outside > 0 ? 1 : 0;
            case SIZE -> outside > 0 ? (message.size() + KIB - 1) / KIB : 0;
            case NEW_RECIPIENTS -> fresh;
            case NULL_SENDERS -> message.sender().isNull() ? 1 : 0;
            case EXEMPT_RECIPIENTS, REFUSED_ATTEMPTS -> 0; // never refused
            case FAILED_RECIPIENTS -> 0; // a habit of failing is none to allow
        };
    }

    /** Notes that it wrote under a name that is not its own. */
    void wroteAs(Address sender) {
        if (senders.size() < MOST_SENDERS || senders.containsKey(sender)) {
            senders.merge(sender, 1L, Long::sum);
        }
    }

    /** The most of each limit that there was in its window, in the order of the limits. */
    List<Long> peaks() {
        return peaks.stream().map(Peak::most).toList();
    }

    /** The same without the days on which it did most: what it does on so many of a hundred. */
    List<Long> usual(int percent) {
        return peaks.stream().map(peak -> peak.usual(percent)).toList();
    }

    /** On how many days it sent something. */
    int days() {
        return messages.days();
    }

    /** The names that are not its own, and how many messages went out under each. */
    Map<Address, Long> otherNames() {
        return Map.copyOf(senders);
    }
}
