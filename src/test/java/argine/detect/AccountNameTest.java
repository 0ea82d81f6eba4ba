// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AccountNameTest {
    @Test
    void aNameIsInLowerCase() {
        assertEquals("anna@x.test", AccountName.of("Anna@X.test"));
    }

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
                        "xxxx",
                        "???")) {
            assertEquals("UNKNOWN", AccountName.of(mask), mask);
        }
    }

    @Test
    void aNameThatOnlyLooksALittleLikeAMaskIsAName() {
        for (String name :
                List.of(
                        "x",
                        "xx@x.test",
                        "hiddenvalley@x.test",
                        "a***@x.test",
                        "max",
                        "*",
                        "",
                        "-")) {
            assertEquals(name, AccountName.of(name));
        }
    }
}
