// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Ledger;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BlindnessTest {
    private static boolean isBlind(String server, long loginless, long sent) {
        Ledger ledger = new Ledger(List.of(), Set.of());
        ledger.arrivals.loginless = loginless;
        ledger.arrivals.sent = sent;
        return !new Blindness(ledger, server).said().isEmpty();
    }

    /** A cloud's or a scanner's, where nobody else sends. */
    @Test
    void aFewMessagesWithoutALoginUnderTheServersNameAreNoLostLines() {
        assertEquals(
                List.of(false, true, false, false),
                Stream.of(
                                isBlind("icewarp", 2, 0),
                                isBlind("icewarp", 10, 3),
                                isBlind("icewarp", 10, 30),
                                isBlind("postfix", 10, 3))
                        .toList());
    }
}
