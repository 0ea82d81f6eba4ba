// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FewTest {
    @Test
    void nothingIsLostButTheNamesOfTheMany() {
        Random random = new Random(3);
        Few<Integer> few = new Few<>(10);
        Map<Integer, Long> judge = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            int name = random.nextInt(40);
            few.add(name, 2);
            judge.merge(name, 2L, Long::sum);
        }
        assertEquals(10, few.names().size());
        few.names().forEach(name -> assertEquals(judge.get(name), few.count(name)));
        assertEquals(20_000, few.total());
        assertEquals(20_000 - few.names().stream().mapToLong(few::count).sum(), few.others());
    }

    @Test
    void aSumCountsWhatBothCountedAndKeepsTheBound() {
        Few<String> left = new Few<>(2);
        Few<String> right = new Few<>(2);
        List.of("a", "b", "c").forEach(name -> left.add(name, 1));
        List.of("b", "d", "e").forEach(name -> right.add(name, 10));
        left.addAll(right);
        assertEquals(List.of("a", "b"), List.copyOf(left.names()));
        assertEquals(1, left.count("a"));
        assertEquals(11, left.count("b"));
        assertEquals(21, left.others());
        assertEquals(33, left.total());
    }

    @Test
    void aNameThatIsNotKeptIsNotThere() {
        Few<String> few = new Few<>(1);
        few.add("a", 1);
        few.add("b", 1);
        assertTrue(few.has("a"));
        assertEquals(0, few.count("b"));
        assertEquals(0, new Few<String>(1).total());
    }
}
