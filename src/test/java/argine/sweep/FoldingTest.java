// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FoldingTest {
    @Test
    void lettersOfOtherScriptsThatLookLikeLatinOnesAreThose() {
        assertEquals("zuccherino", Folding.fold("Zu\u0441cherin\u043E"));
        assertEquals("paypal", Folding.fold("\u0420\u0430\u0443\u0440\u0410L"));
        assertEquals("alpha", Folding.fold("\u0391l\u03C1h\u03B1"));
    }

    @Test
    void capitalLettersOfAnyScriptAreTheirSmallOnes() {
        for (char c = 0; c < 0x600; c++) {
            assertEquals(
                    Folding.fold(Character.toLowerCase(c)),
                    Folding.fold(c),
                    Integer.toHexString(c));
        }
    }
}
