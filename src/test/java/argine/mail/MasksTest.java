// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class MasksTest {
    @Test
    void aMaskIsNobodysName() {
        for (String mask :
                List.of(
                        "***",
                        "**",
                        "*****@x.test",
                        "<redacted>",
                        "[REDACTED]",
                        "hidden",
                        "xxxx")) {
            assertTrue(Masks.isMasked(mask), mask);
        }
    }

    @Test
    void aNameThatOnlyLooksALittleLikeAMaskIsAName() {
        for (String name : List.of("x", "xx@x.test", "hiddenvalley@x.test", "max", "*", "", "-")) {
            assertFalse(Masks.isMasked(name), name);
        }
    }
}
