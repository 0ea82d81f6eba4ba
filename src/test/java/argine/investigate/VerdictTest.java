// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final Alarm FORGED = alarm("ForgedSenders", Kind.ENVELOPE, Strength.STRONG);
    private static final Alarm ONE_EACH = alarm("ManyShortSessions", Kind.LOGIN, Strength.WEAK);

    @Test
    void aHelpDeskOfWhichNothingIsKnownIsNoCase() {
        Alarm names = alarm("OtherLocalSenders", Kind.ENVELOPE, Strength.WEAK);
        assertFalse(new Verdict(List.of(ONE_EACH, FORGED, names)).isCase());
    }

    @Test
    void aShopWhoseCustomersMisspellTheirAddressesIsNoCase() {
        Alarm nobody = alarm("NoSuchRecipients", Kind.REMOTE, Strength.STRONG);
        assertFalse(new Verdict(List.of(ONE_EACH, nobody)).isCase());
        assertTrue(new Verdict(List.of(ONE_EACH, nobody, FORGED)).isCase());
    }

    @Test
    void aProgramsWayOfSendingWeighsBesideAnotherSignOfTheLogin() {
        Alarm unread = alarm("SendsWithoutReading", Kind.LOGIN, Strength.WEAK);
        assertTrue(new Verdict(List.of(ONE_EACH, unread, FORGED)).isCertain());
    }

    @Test
    void aProgramsWayOfSendingWeighsBesideTheReactionOfOthers() {
        Alarm nobody = alarm("NoSuchRecipients", Kind.REMOTE, Strength.WEAK);
        assertTrue(new Verdict(List.of(ONE_EACH, FORGED, nobody)).isCertain());
    }

    private static Alarm alarm(String signal, Kind kind, Strength strength) {
        return new Alarm(signal, kind, strength, signal, List.of());
    }
}
