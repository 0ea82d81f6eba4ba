// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Hours.Of;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Against {@link TreeMap}, the judge. */
class HoursTest {
    private static final long HOUR = 3_600_000_000L;

    private final Random random = new Random(7);
    private final Hours hours = new Hours();
    private final Map<Integer, int[]> judge = new TreeMap<>();

    private void add(Hours to, Map<Integer, int[]> judged, int hour, Of what, int count) {
        to.add(hour * HOUR + random.nextLong(HOUR), what, count);
        judged.computeIfAbsent(hour, _ -> new int[Of.values().length])[what.ordinal()] += count;
    }

    private Of anything() {
        return Of.values()[random.nextInt(Of.values().length)];
    }

    private static List<List<Integer>> rows(Hours hours) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int row = 0; row < hours.size(); row++) {
            List<Integer> line = new ArrayList<>(List.of(hours.hour(row)));
            for (Of what : Of.values()) {
                line.add(hours.count(row, what));
            }
            rows.add(line);
        }
        return rows;
    }

    private static List<List<Integer>> rows(Map<Integer, int[]> judge) {
        List<List<Integer>> rows = new ArrayList<>();
        judge.forEach(
                (hour, counts) -> {
                    List<Integer> line = new ArrayList<>(List.of(hour));
                    for (int count : counts) {
                        line.add(count);
                    }
                    rows.add(line);
                });
        return rows;
    }

    @Test
    void hoursComeInOrderHoweverTheyAreAdded() {
        for (int i = 0; i < 5000; i++) {
            add(hours, judge, 490_000 + random.nextInt(300), anything(), random.nextInt(5));
        }
        assertEquals(rows(judge), rows(hours));
    }

    @Test
    void timesBefore1970AreHoursToo() {
        add(hours, judge, -3, Of.MESSAGES, 2);
        add(hours, judge, 0, Of.MESSAGES, 1);
        assertEquals(rows(judge), rows(hours));
        assertEquals(-1, Hours.hourOf(-1));
    }

    @Test
    void aSumOfMessagesAndOutcomesIsTheSumOfAll() {
        Hours other = new Hours();
        for (int i = 0; i < 3000; i++) {
            add(hours, judge, random.nextInt(100), anything(), 1);
            add(other, judge, 50 + random.nextInt(100), anything(), 2);
        }
        hours.addMessages(other);
        hours.addOutcomes(other);
        assertEquals(rows(judge), rows(hours));
    }

    @Test
    void peakSumAndDaysAreThoseOfTheRows() {
        add(hours, judge, 48, Of.MESSAGES, 3);
        add(hours, judge, 49, Of.MESSAGES, 5);
        add(hours, judge, 100, Of.MESSAGES, 1);
        add(hours, judge, 200, Of.DELIVERED, 9);
        assertEquals(5, hours.peak(Of.MESSAGES));
        assertEquals(9, hours.sum(Of.MESSAGES));
        assertEquals(2, hours.activeDays());
        assertEquals(0, new Hours().activeDays());
        assertEquals(0, new Hours().peak(Of.MESSAGES));
    }
}
