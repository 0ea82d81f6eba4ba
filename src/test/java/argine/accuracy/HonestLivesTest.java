// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Geography;
import argine.detect.Story;
import argine.detect.Town;
import argine.investigate.Live;
import argine.mail.MailEvent;
import argine.server.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thirty variants of each look-alike through the loop's signals: nobody is contained by a guard
 * that has four days of log before it. What one does that knows no past is shown beside it.
 *
 * <p>Three of each unless {@code -Dargine.accuracy.long=true}, which also holds the table of {@code
 * docs/accuracy.md} to what is measured.
 */
class HonestLivesTest {
    private static final boolean LONG = Boolean.getBoolean("argine.accuracy.long");
    private static final int VARIANTS = LONG ? 30 : 3;
    private static final int EVENTS_A_LOOK = 40;
    private static final Duration PAST = Duration.ofDays(4);
    private static final Path PAGE = Path.of("docs/accuracy.md");
    private static final Settings SETTINGS = new Settings("", Town.own(), Set.of("x.test"));

    /** How many variants brought about what. */
    private static final class Sum {
        private int contained;
        private int told;
        private int withoutPast;
    }

    /** Of whom a guard would have told people, and whom it would have stopped. */
    private static final class Looks {
        private final Set<String> told = new HashSet<>();
        private final Set<String> contained = new HashSet<>();
        private final Set<String> withoutPast = new HashSet<>();

        void take(List<Live.Suspect> suspects, boolean hasPast) {
            for (Live.Suspect suspect : suspects) {
                String account = suspect.found().account();
                if (suspect.certain()) {
                    withoutPast.add(account);
                }
                if (hasPast) {
                    told.add(account);
                }
                if (hasPast && suspect.certain()) {
                    contained.add(account);
                }
            }
        }
    }

    @Test
    void noVariantOfALookAlikeIsContained() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("| look-alike | variants | contained | told of | contained without a past |");
        rows.add("|---|---|---|---|---|");
        int contained = 0;
        for (HonestLife life : HonestLife.values()) {
            Sum sum = new Sum();
            for (int seed = 1; seed <= VARIANTS; seed++) {
                Story story = Town.days(1, 11);
                life.live(story, new Random(seed * 31L + life.ordinal()));
                watch(story, sum);
            }
            rows.add(
                    "| "
                            + String.join(
                                    " | ",
                                    life.words(),
                                    Integer.toString(VARIANTS),
                                    Integer.toString(sum.contained),
                                    Integer.toString(sum.told),
                                    Integer.toString(sum.withoutPast))
                            + " |");
            contained += sum.contained;
        }
        if (LONG) {
            Page.compare(PAGE, "look-alikes", rows);
        }
        assertEquals(0, contained, () -> String.join("\n", rows));
    }

    private static void watch(Story story, Sum sum) throws IOException {
        Live live = new Live(SETTINGS, Geography.NOWHERE, "postfix");
        Looks looks = new Looks();
        List<Instant> begins = new ArrayList<>();
        int[] events = new int[1];
        story.log()
                .read(
                        (MailEvent event) -> {
                            Instant at = event.seen().at();
                            if (begins.isEmpty()) {
                                begins.add(at.plus(PAST));
                            }
                            live.event(event);
                            if (++events[0] % EVENTS_A_LOOK == 0) {
                                looks.take(live.look(), at.isAfter(begins.getFirst()));
                            }
                        });
        looks.take(live.look(), true);
        sum.contained += looks.contained.isEmpty() ? 0 : 1;
        sum.told += looks.told.isEmpty() ? 0 : 1;
        sum.withoutPast += looks.withoutPast.isEmpty() ? 0 : 1;
    }
}
