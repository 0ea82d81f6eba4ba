// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Usage;
import java.util.Optional;
import java.util.Set;

/** Most recipients are at the large free providers, unlike the owner's. */
final class FreemailShare implements Signal {
    private static final Set<String> FREE =
            Set.of(
                    "gmail.com",
                    "googlemail.com",
                    "outlook.com",
                    "hotmail.com",
                    "live.com",
                    "yahoo.com",
                    "aol.com",
                    "icloud.com",
                    "gmx.net",
                    "gmx.de",
                    "web.de",
                    "mail.ru",
                    "libero.it",
                    "orange.fr",
                    "qq.com",
                    "163.com",
                    "yandex.ru",
                    "t-online.de");

    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        long strange = percent(profile.strange());
        long own = percent(profile.own());
        boolean high = profile.strange().tally.external.size() >= 20 && strange >= 60 && own < 30;
        return high
                ? alarm(
                        Kind.ENVELOPE,
                        Strength.WEAK,
                        strange
                                + " % of the recipients are at free providers, "
                                + own
                                + " % of the owner's",
                        profile.strange()
                                .notes
                                .firstOf(Topic.STRANGE_SENDER, Topic.QUEUED, Topic.SUBMITTED))
                : Optional.empty();
    }

    private static long percent(Usage usage) {
        long free = FREE.stream().mapToLong(usage.recipientDomains::count).sum();
        return free * 100 / Math.max(1, usage.recipientDomains.total());
    }
}
