// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedRunTest {
    @Test
    void aNameThatComesAgainBreaksTheRun() {
        assertEquals(2, longest(List.of("anna", "bea", "bea", "carl")));
    }

    @Test
    void aLongerNameComesBehindItsBeginning() {
        assertEquals(3, longest(List.of("a", "ab", "abc", "ab")));
    }

    @Test
    void nothingIsAlreadyLast() {
        assertEquals(1, longest(List.of("", "")));
    }

    @Test
    void namesAreComparedAsStringsAre() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            List<String> names = random.ints(8, 0, 40).mapToObj(SortedRunTest::name).toList();
            assertEquals(slowly(names), longest(names), () -> names.toString());
        }
    }

    private static String name(int number) {
        return Integer.toString(number, 3).replace('2', '\u00e9').replace('1', '\uff21');
    }

    private static int slowly(List<String> names) {
        int longest = 0;
        int run = 0;
        String last = "";
        for (String name : names) {
            run = name.compareTo(last) > 0 ? run + 1 : 1;
            longest = Math.max(longest, run);
            last = name;
        }
        return longest;
    }

    private static int longest(List<String> names) {
        SortedRun run = new SortedRun();
        names.forEach(run::next);
        return run.longest();
    }
}
