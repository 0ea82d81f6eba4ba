// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.guard.Stance;
import argine.mail.Address;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator decided about barring.
 *
 * @param thresholds without a threshold a ground bars nobody
 * @param strangers of one login, so many different wrong passwords from networks in which it is not
 *     at home keep it from these networks
 * @param traps recipients who do not exist and whom only harvested lists know
 * @param spamScore in hundredths: a message is spam from here on
 * @param largest in bytes: a message is too large beyond
 * @param first how long somebody is barred the first time; each further time is three times as long
 * @param hangUp whether the session is ended (421) and not only refused (554)
 */
public record IntrusionSettings(
        Stance stance,
        Map<Ground, Threshold> thresholds,
        Optional<Threshold> strangers,
        AllowList allow,
        Set<Address> traps,
        long spamScore,
        long largest,
        Duration first,
        Duration longest,
        boolean hangUp) {
    public static final String USUAL_STRANGERS = "20 / hour";
    public static final long USUAL_SPAM_SCORE = 1000;
    public static final long USUAL_LARGEST = 100L << 20;
    public static final Duration USUAL_FIRST = Duration.ofMinutes(10);
    public static final Duration USUAL_LONGEST = Duration.ofDays(1);
    private static final int GROWTH = 3;

    /** Nobody is barred but by hand. */
    public static final IntrusionSettings OFF = usual(Stance.OFF);

    public IntrusionSettings {
        thresholds = Map.copyOf(thresholds);
        traps = Set.copyOf(traps);
    }

    public static IntrusionSettings usual(Stance stance) {
        Map<Ground, Threshold> thresholds = new EnumMap<>(Ground.class);
        for (Ground ground : Ground.automatic()) {
            thresholds.put(ground, Threshold.parse(ground.usual()));
        }
        return new IntrusionSettings(
                stance,
                thresholds,
                Optional.of(Threshold.parse(USUAL_STRANGERS)),
                AllowList.NOBODY,
                Set.of(),
                USUAL_SPAM_SCORE,
                USUAL_LARGEST,
                USUAL_FIRST,
                USUAL_LONGEST,
                false);
    }

    public IntrusionSettings with(AllowList other) {
        return new IntrusionSettings(
                stance,
                thresholds,
                strangers,
                other,
                traps,
                spamScore,
                largest,
                first,
                longest,
                hangUp);
    }

    public IntrusionSettings with(Stance other) {
        return new IntrusionSettings(
                other,
                thresholds,
                strangers,
                allow,
                traps,
                spamScore,
                largest,
                first,
                longest,
                hangUp);
    }

    /** While all of the guard only watches, so does this. */
    public IntrusionSettings during(boolean watch) {
        return watch && stance == Stance.ENFORCE ? with(Stance.WATCH) : this;
    }

    public IntrusionSettings withTraps(List<Address> other) {
        return new IntrusionSettings(
                stance,
                thresholds,
                strangers,
                allow,
                Set.copyOf(other),
                spamScore,
                largest,
                first,
                longest,
                hangUp);
    }

    /** How long somebody is barred who has been so many times lately, this time included. */
    Duration length(int times) {
        Duration length = first;
        for (int i = 1; i < times && length.compareTo(longest) < 0; i++) {
            length = length.multipliedBy(GROWTH);
        }
        return length.compareTo(longest) < 0 ? length : longest;
    }
}
