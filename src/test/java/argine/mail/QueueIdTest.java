// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueueIdTest {

    @Test
    void theNamesOfPostfixAndEximAreQueueIds() {
        for (String id :
                List.of("842C8282007", "4jYZjn5gw0zMp0Z", "16VDhn-000000001bo-D342", "585BC3F")) {
            assertEquals(id, new QueueId(id).toString());
        }
    }

    @Test
    void aWordThatCouldReachFurtherThanOneMessageIsNot() {
        for (String word :
                List.of(
                        "",
                        "ALL",
                        "all",
                        "All",
                        "-",
                        "-r",
                        "../x",
                        "a/b",
                        ".",
                        "a b",
                        "*",
                        "a\n",
                        "a;b",
                        "A\u0661",
                        "x".repeat(65))) {
            assertFalse(QueueId.isQueueId(word), word);
            assertThrows(IllegalArgumentException.class, () -> new QueueId(word));
        }
    }

    @Test
    void anAddressIsSplitAtItsLastSign() {
        assertEquals(new Address("\"a@b\"", "c.test"), Address.of("\"A@b\"@C.Test"));
        assertEquals(new Address("root", ""), Address.of("root"));
        assertEquals(Address.NULL_SENDER, Address.of(""));
        assertTrue(Address.of("").isNull());
        assertEquals("rossi@argine.test", Address.of("Rossi@ARGINE.test").toString());
        assertEquals(Address.of("A@B.test").fingerprint(), Address.of("a@b.TEST").fingerprint());
        assertNotEquals(Address.of("ab@c").fingerprint(), Address.of("a@bc").fingerprint());
    }
}
