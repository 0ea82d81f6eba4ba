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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Thirty variants of each look-alike through the loop's signals, event by event: nobody is contained.
 *
 * <p>Three of each unless {@code -Dargine.accuracy.long=true}, which also holds the table of {@code
 * docs/accuracy.md} to what is measured.
 */
class HonestLivesTest {
    private static final boolean LONG = Boolean.getBoolean("argine.accuracy.long");
    private static final int VARIANTS = LONG ? 30 : 3;
    private static final int EVENTS_A_LOOK = 40;
    private static final Path PAGE = Path.of("docs/accuracy.md");
    private static final Settings SETTINGS = new Settings("", Town.own(), Set.of("x.test"));

    /** How many variants brought about what. */
    private static final class Sum {
        private int contained;
        private int told;
    }

    @Test
    void noVariantOfALookAlikeIsContained() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("| look-alike | variants | contained | told of |");
        rows.add("|---|---|---|---|");
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
                                    Integer.toString(sum.told))
                            + " |");
            contained += sum.contained;
        }
        if (LONG) {
            Page.compare(PAGE, "look-alikes", rows);
        }
        assertEquals(0, contained, () -> String.join("\n", rows));
    }

    private static void watch(Story story, Sum sum) throws IOException {
        Live live =
                new Live(SETTINGS, Geography.NOWHERE, "postfix");
        Set<String> told = new HashSet<>();
        Set<String> contained = new HashSet<>();
        int[] events = new int[1];
        story.log()
                .read(
                        (MailEvent event) -> {
                            live.event(event);
                            if (++events[0] % EVENTS_A_LOOK == 0) {
                                look(live, told, contained);
                            }
                        });
        look(live, told, contained);
        sum.contained += contained.isEmpty() ? 0 : 1;
        sum.told += told.isEmpty() ? 0 : 1;
    }

    private static void look(Live live, Set<String> told, Set<String> contained) {
        for (Live.Suspect suspect : live.look()) {
            suspect.found().namedAccount().ifPresent(told::add);
            if (suspect.certain()) {
                suspect.found().namedAccount().ifPresent(contained::add);
            }
        }
        live.abuses().forEach(abuse -> told.add(abuse.name()));
    }
}
