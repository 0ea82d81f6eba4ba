// SPDX-License-Identifier: Apache-2.0
package argine.guard.setup;

import argine.guard.Stance;
import argine.guard.grey.By;
import argine.guard.grey.GreySettings;
import argine.mail.Network;
import java.time.Duration;
import java.util.List;

/** Reads {@code [greylisting]}: who is put off the first time. */
final class GreySection {
    private GreySection() {}

    static GreySettings read(Section section, List<Network> protectedOnes) {
        GreySettings usual = GreySettings.OFF;
        Duration delay = section.span("delay", usual.delay());
        Duration pending = section.span("pending", usual.pending());
        if (pending.compareTo(delay) <= 0) {
            section.wrong("pending", "longer than the delay: else nobody is ever let in");
        }
        return new GreySettings(
                section.word("mode", List.of(Stance.values()), GreySection::word, Stance.OFF),
                section.word("by", List.of(By.values()), By::word, usual.by()),
                section.word("recipient", List.of("address", "domain"), word -> word, "address")
                        .equals("domain"),
                delay,
                pending,
                section.span("known", usual.known()),
                (int) section.number("auto-allow", usual.autoAllow(), 0, 1_000_000),
                section.flag("adaptive", usual.adaptive()),
                section.flag("spf-pass", usual.spfPass()),
                section.text("text", usual.text()),
                section.flag("hang-up", usual.hangUp()),
                IntrusionSection.allow(section, "allow").and(protectedOnes));
    }

    private static String word(Stance stance) {
        return stance == Stance.WATCH ? "learn" : stance.word();
    }
}
