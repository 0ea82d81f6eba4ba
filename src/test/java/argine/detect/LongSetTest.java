// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Against {@link HashSet}, the judge. */
class LongSetTest {
    /** Undoes the multiplication by which elements are mixed. */
    private static final long INVERSE = 0xF1DE83E19937733DL;

    private final Random random = new Random(20261124);
    private final LongSet set = new LongSet();
    private final Set<Long> judge = new HashSet<>();

    @Test
    void addingAndTakingOutIsAsInAnyOtherSet() {
        for (int round = 0; round < 200_000; round++) {
            step(random.nextLong(600));
        }
        assertAlike(600);
    }

    /** All begin at the same place of the table, so gaps must be closed. */
    @Test
    void takingOutOfACrowdedPlaceLosesNoNeighbour() {
        for (int round = 0; round < 200_000; round++) {
            step(keptAs(random.nextLong(3) + (random.nextLong(40) << 10)));
            if (round % 97 == 0) {
                judge.forEach(element -> assertTrue(set.contains(element)));
            }
        }
        assertEquals(judge.size(), set.size());
    }

    /** Places at the end of the table, whose neighbours stand at its beginning. */
    @Test
    void takingOutAcrossTheEndOfTheTableLosesNoNeighbour() {
        for (int round = 0; round < 100_000; round++) {
            step(keptAs(random.nextLong(12) - 6));
            judge.forEach(element -> assertTrue(set.contains(element)));
        }
        assertEquals(judge.size(), set.size());
    }

    /** The element of which a number is kept: its upper bits say where it stands. */
    private static long keptAs(long kept) {
        return (kept << 8) * INVERSE;
    }

    private void step(long element) {
        if (random.nextInt(5) < 3) {
            assertEquals(judge.add(element), set.add(element));
        } else {
            assertEquals(judge.remove(element), set.remove(element));
        }
        assertEquals(judge.size(), set.size());
    }

    private void assertAlike(int bound) {
        for (long element = 0; element < bound; element++) {
            assertEquals(judge.contains(element), set.contains(element));
        }
    }

    @Test
    void zeroIsAnElementLikeAnyOther() {
        assertFalse(set.contains(0));
        assertFalse(set.remove(0));
        assertTrue(set.add(0));
        assertFalse(set.add(0));
        assertEquals(1, set.size());
        assertTrue(set.remove(0));
        assertEquals(0, set.size());
    }

    @Test
    void aSumHoldsTheElementsOfBoth() {
        LongSet other = new LongSet();
        for (int i = 0; i < 5000; i++) {
            long left = random.nextLong(8000);
            long right = random.nextLong(8000);
            set.add(left);
            other.add(right);
            judge.add(left);
            judge.add(right);
        }
        set.addAll(other);
        assertEquals(judge.size(), set.size());
        assertAlike(8000);
    }

    @Test
    void roomMadeBeforehandChangesNoSum() {
        LongSet other = new LongSet();
        LongSet plain = new LongSet();
        for (long i = 0; i < 5000; i++) {
            other.add(mixed(i * 2));
            plain.add(mixed(i));
        }
        set.makeRoom(List.of(other, plain));
        List.of(other, plain).forEach(set::addAll);
        plain.addAll(other);
        assertEquals(7500, set.size());
        assertEquals(0, set.countNotIn(plain) + plain.countNotIn(set));
    }

    /** Their elements come in the order in which they stand, which crowds a table without room. */
    @Test
    void aSumOfLargeSetsIsNoSlowerThanItsElements() {
        for (int part = 0; part < 40; part++) {
            LongSet other = new LongSet();
            for (int i = 0; i < 20_000; i++) {
                other.add(mixed(part * 15_000L + i));
            }
            set.addAll(other);
        }
        assertEquals(605_000, set.size());
    }

    @Test
    void whatIsNotInAnotherSetIsCounted() {
        LongSet other = new LongSet();
        for (long i = 0; i < 100; i++) {
            set.add(i);
            other.add(i * 2);
        }
        assertEquals(50, set.countNotIn(other));
        assertEquals(0, set.countNotIn(set));
        assertEquals(100, set.countNotIn(new LongSet()));
    }

    @Test
    void upToTheBoundTheCountIsExactAndBeyondItWithinTwoPercent() {
        for (int i = 0; i < LongSet.EXACT; i++) {
            set.add(mixed(i));
        }
        assertEquals(LongSet.EXACT, set.size());
        for (int i = LongSet.EXACT; i < 2 * LongSet.EXACT; i++) {
            set.add(mixed(i));
        }
        long off = Math.abs(set.size() - 2L * LongSet.EXACT);
        assertTrue(off < LongSet.EXACT / 25, "off by " + off);
        assertFalse(set.add(mixed(3 * LongSet.EXACT)));
    }

    @Test
    void anEstimateAddedToACountIsAnEstimateOfBoth() {
        LongSet other = new LongSet();
        for (int i = 0; i < LongSet.EXACT + 10; i++) {
            other.add(mixed(i));
        }
        for (int i = 0; i < 100_000; i++) {
            set.add(mixed(-1 - i));
        }
        set.addAll(other);
        long expected = LongSet.EXACT + 100_010L;
        assertTrue(Math.abs(set.size() - expected) < expected / 50, "counted " + set.size());
    }

    @Test
    void zeroIsNotForgottenBeyondTheBound() {
        for (long i = 0; i <= LongSet.EXACT; i++) {
            set.add(i == 0 ? 0 : mixed(i));
        }
        LongSet sum = new LongSet();
        List.of(set, set).forEach(sum::addAll);
        assertTrue(Math.abs(sum.size() - LongSet.EXACT) < LongSet.EXACT / 50);
    }

    private static long mixed(long i) {
        long x = (i + 1) * 0x9E3779B97F4A7C15L;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
