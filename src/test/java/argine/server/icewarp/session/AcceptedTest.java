// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AcceptedTest {
    private static final Address ANNA = Address.of("anna@x.test");
    private static final Address BOB = Address.of("bob@far.test");

    private final Accepted accepted = new Accepted();

    private Accepted.Message came(String id, Address sender, Address recipient) {
        Accepted.Message message =
                accepted.add(new QueueId(id), "anna", ClientAddress.NONE, sender, 0);
        accepted.expects(message, recipient);
        return message;
    }

    private Optional<String> waiting(Address sender, Address recipient) {
        return accepted.find(sender, recipient).map(message -> message.id.text());
    }

    @Test
    void ofTwoWithTheSameSenderAndRecipientTheFirstWaitsLongest() {
        Accepted.Message first = came("RSH00001", ANNA, BOB);
        came("RSH00002", ANNA, BOB);
        assertEquals(Optional.of("RSH00001"), waiting(ANNA, BOB));
        assertFalse(accepted.isClear(ANNA, BOB));
        accepted.later(first, BOB);
        assertEquals(Optional.of("RSH00002"), waiting(ANNA, BOB));
        assertTrue(accepted.done(first, BOB));
        assertTrue(accepted.isClear(ANNA, BOB));
        assertTrue(accepted.isClear(BOB));
    }

    @Test
    void beyondSoManyRecipientsTheEldestMessageIsForgotten() {
        Accepted few = new Accepted(4);
        for (int i = 1; i <= 3; i++) {
            Accepted.Message message =
                    few.add(new QueueId("RSH0000" + i), "anna", ClientAddress.NONE, ANNA, 0);
            few.expects(message, Address.of(i + "a@far.test"));
            few.expects(message, Address.of(i + "b@far.test"));
        }
        assertTrue(few.find(new QueueId("RSH00001")).isEmpty());
        assertTrue(few.find(ANNA, Address.of("1b@far.test")).isEmpty());
        assertTrue(few.find(ANNA, Address.of("2a@far.test")).isPresent());
        assertTrue(few.find(ANNA, Address.of("3b@far.test")).isPresent());
    }

    @Test
    void twoSendersWithTheSameFingerprintAreStillTwo() {
        Address first = new Address("mariorss", "x.test");
        Address second = new Address(twin("mariorss", "anna"), "x.test");
        assertEquals(first.fingerprint(), second.fingerprint());
        came("RSH00001", first, BOB);
        Accepted.Message later = came("RSH00002", second, BOB);
        assertEquals(Optional.of("RSH00001"), waiting(first, BOB));
        assertEquals(Optional.of("RSH00002"), waiting(second, BOB));
        assertTrue(accepted.isClear(second, BOB));
        assertTrue(accepted.done(later, BOB));
        assertEquals(Optional.empty(), waiting(second, BOB));
        assertEquals(Optional.of("RSH00001"), waiting(first, BOB));
    }

    @Test
    void twoRecipientsWithTheSameFingerprintAreStillTwo() {
        Address first = new Address("mariorss", "far.test");
        Address second = new Address(twin("mariorss", "anna"), "far.test");
        came("RSH00001", ANNA, first);
        assertEquals(Optional.empty(), accepted.find(second));
        assertFalse(accepted.isClear(second));
        assertTrue(accepted.isClear(first));
    }

    /** A text of eight characters, four of them given, with the fingerprint of another. */
    private static String twin(String text, String begin) {
        long wanted = afterFour(text) ^ four(text, 4);
        long rest = afterFour(begin) ^ wanted;
        StringBuilder twin = new StringBuilder(begin);
        for (int i = 0; i < 4; i++) {
            twin.append((char) (rest >>> 16 * i));
        }
        return twin.toString();
    }

    private static long afterFour(String text) {
        long mixed = (8 ^ four(text, 0)) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ mixed >>> 32;
    }

    private static long four(String text, int at) {
        long four = 0;
        for (int i = 3; i >= 0; i--) {
            four = four << 16 | text.charAt(at + i);
        }
        return four;
    }

    @Test
    void aMessageIsFoundByItsNameUntilItsLastRecipientIsReached() {
        Accepted.Message message = came("RSH00001", ANNA, BOB);
        assertTrue(accepted.find(new QueueId("RSH00001")).isPresent());
        accepted.done(message, BOB);
        assertEquals(Optional.empty(), accepted.find(new QueueId("RSH00001")));
    }
}
