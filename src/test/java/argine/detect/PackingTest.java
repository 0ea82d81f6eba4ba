// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

class PackingTest {
    private static final String ANNA = "anna@x.test";
    private static final String HOME = "203.0.113.9";
    private static final String FAR = "198.51.100.7";

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);

    private static Ledger town() throws IOException {
        Story story = new Story();
        for (int day = 1; day <= 5; day++) {
            story.day(day).at("09:00").reads(ANNA, HOME).fails(ANNA, FAR);
            story.later(60).sends(ANNA, HOME, "bob" + day + "@far.test");
        }
        return Town.ledger(story);
    }

    private static Stream<Kept> kept(Ledger ledger) {
        Profile profile = ledger.profile(new Identity.Account(ANNA));
        return Stream.concat(
                profile.usages().stream().flatMap(usage -> usage.notes.kept()),
                profile.attempts.values().stream().flatMap(Attempts::kept));
    }

    private static List<Line> lines(Ledger ledger) {
        return kept(ledger).map(Kept::line).toList();
    }

    private List<Line> packed(List<Line> lines) {
        Bundle bundle = Bundle.of(lines, deflater);
        List<Line> read = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            read.add(bundle.line(i));
        }
        return read;
    }

    @Test
    void whatIsPackedReadsAsBefore() throws IOException {
        Ledger ledger = town();
        List<Line> before = lines(ledger);
        Packing.pack(ledger);
        assertTrue(before.size() > 10 && kept(ledger).allMatch(Kept::isPacked));
        assertEquals(before, lines(ledger));
    }

    @Test
    void packingTwiceIsNoDifferent() throws IOException {
        Ledger ledger = town();
        List<Line> before = lines(ledger);
        Packing.pack(ledger);
        Packing.pack(ledger);
        assertEquals(before, lines(ledger));
    }

    @Test
    void nothingToPackIsFine() {
        Packing.pack(new Ledger(List.of(), java.util.Set.of()));
    }

    @Test
    void linesOfSeveralFilesKeepTheirPlaces() {
        List<Line> lines =
                List.of(
                        new Line("", 1, 0, "queue"),
                        new Line("mail.log", 7, 1L << 40, "one"),
                        new Line("mail.log", 8, (1L << 40) + 4, "two"),
                        new Line("mail.log.1", 1, 0, "three"),
                        new Line("", 1, 0, ""));
        assertEquals(lines, packed(lines));
    }

    /** Whatever a stranger writes, half of a pair of surrogates included. */
    @Test
    void everyCharacterComesBack() {
        Random random = new Random(20261127);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            char[] text = new char[random.nextInt(1000)];
            for (int j = 0; j < text.length; j++) {
                text[j] = (char) random.nextInt(1 << 16);
            }
            lines.add(new Line("ä\0" + i / 50, random.nextLong(), i, new String(text)));
        }
        assertEquals(lines, packed(lines));
    }
}
