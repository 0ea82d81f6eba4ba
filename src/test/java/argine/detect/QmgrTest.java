// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class QmgrTest {
    private static final long MINUTE = 60_000_000L;

    /** A process that writes once a minute, from one minute to another. */
    private static Qmgr at(int from, int to) {
        Qmgr manager = new Qmgr();
        for (int minute = from; minute <= to; minute++) {
            manager.wrote(minute * MINUTE);
        }
        return manager;
    }

    private static List<Boolean> real(Qmgr... managers) {
        List<Qmgr> all = List.of(managers);
        return all.stream().map(manager -> manager.isReal(all)).toList();
    }

    @Test
    void oneAfterTheOtherAreBothReal() {
        assertEquals(List.of(true, true), real(at(0, 500), at(501, 2000)));
    }

    @Test
    void oneThatFollowsIsNotBelievedBeforeADayIsOver() {
        assertEquals(List.of(true, false), real(at(0, 500), at(1400, 1500)));
    }

    @Test
    void oneThatIsRestartedEveryTwelveHoursIsBelievedButForTheLast() {
        assertEquals(
                List.of(true, true, true, false),
                real(at(0, 719), at(720, 1439), at(1440, 2159), at(2160, 2890)));
    }

    @Test
    void oneThatBeginsWhileAnotherIsAtWorkIsNot() {
        assertEquals(List.of(true, false), real(at(0, 900), at(400, 500)));
    }

    @Test
    void oneThatOutlivesTheOtherIsNotEither() {
        assertEquals(List.of(true, false), real(at(0, 500), at(400, 5000)));
    }

    @Test
    void twoInstancesThatWereThereFromTheStartAreBothReal() {
        assertEquals(List.of(true, true), real(at(0, 900), at(10, 900)));
    }

    @Test
    void oneThatWroteNextToNothingIsNot() {
        assertEquals(List.of(true, false), real(at(0, 900), at(901, 903)));
    }
}
