// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class PlainTest {
    @Test
    void wordsStayAsTheyAre() {
        assertEquals(
                "Perch\u00e9 no? \ud83d\ude00 <a>", Plain.line("Perch\u00e9 no? \ud83d\ude00 <a>"));
    }

    @Test
    void whatATerminalObeysIsShown() {
        assertEquals(
                "\\x1b[31mred\\x9b1m\\x00\\x7f\\x07",
                Plain.line("\u001b[31mred\u009b1m\0\u007f\u0007"));
    }

    @Test
    void aLineStaysOneLine() {
        assertEquals(
                "a\\nb\\rc\\td\\u2028e\\u2029\\x85", Plain.line("a\nb\rc\td\u2028e\u2029\u0085"));
    }

    @Test
    void whatTurnsTextAroundIsShown() {
        assertEquals("exe\\u202efdp\\u2066\\u200f", Plain.line("exe\u202efdp\u2066\u200f"));
    }

    @Test
    void whatCannotBeSeenIsShown() {
        assertEquals(
                "a\\u200bb\\ufeff\\xad\\u3164\\ue0041",
                Plain.line("a\u200bb\ufeff\u00ad\u3164\udb40\udc41"));
    }

    @Test
    void halfACharacterIsShown() {
        assertEquals("\\ud83d x \\ude00", Plain.line("\ud83d x \ude00"));
    }

    @Test
    void piledUpMarksStopAtFour() {
        assertEquals(
                "a" + "\u0301".repeat(4) + "\\u0301\\u0301", Plain.line("a" + "\u0301".repeat(6)));
    }

    @Test
    void aLongTextIsCut() {
        assertEquals("aaaaaaa...", Plain.line("a".repeat(10_000), 10));
        assertEquals("aaaaaaaaaa", Plain.line("a".repeat(10), 10));
    }

    @Test
    void cuttingSplitsNoCharacter() {
        assertEquals("aaaaaa...", Plain.line("aaaaaa\ud83d\ude00bbbb", 10));
    }

    @Test
    void cleaningTwiceChangesNothing() {
        String once = Plain.line("\u001b[2J\u202e" + "x".repeat(5000));
        assertEquals(once, Plain.line(once));
    }

    @Test
    void nothingHiddenPassesFromAllOfUnicode() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            String clean = Plain.line(Character.toString(c));
            assertFalse(clean.codePoints().anyMatch(Plain::isHidden), () -> "passes: " + clean);
        }
    }
}
