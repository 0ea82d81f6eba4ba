// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PluralTest {
    @Test
    void oneIsSpokenOfAsOneAndNoneAsMany() {
        assertEquals(
                List.of("0 messages", "1 message", "2 messages", "1 address", "21 addresses"),
                List.of(
                        Plural.of(0, "message"),
                        Plural.of(1, "message"),
                        Plural.of(2, "message"),
                        Plural.of(1, "address"),
                        Plural.of(21, "address")));
    }

    @Test
    void aPluralOfItsOwnIsGiven() {
        assertEquals(
                List.of("1 try", "3 tries", "1 message waits", "3 messages wait"),
                List.of(
                        Plural.of(1, "try", "tries"),
                        Plural.of(3, "try", "tries"),
                        Plural.of(1, "message waits", "messages wait"),
                        Plural.of(3, "message waits", "messages wait")));
    }
}
