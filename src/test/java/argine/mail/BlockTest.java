// SPDX-License-Identifier: Apache-2.0
package argine.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines are quoted as they are, without what ends them. */
class BlockTest {
    private static String text(String piece, int at) {
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        return new Block("s20261124-00.log", 0, bytes, bytes.length).text(at);
    }

    @Test
    void theLineEndOfWindowsIsNoPartOfTheLine() {
        assertEquals(
                List.of("one", "", "two"),
                IntStream.of(0, 5, 7).mapToObj(at -> text("one\r\n\r\ntwo\r\n", at)).toList());
    }

    @Test
    void norIsItWhereTheLastLineBreaksOff() {
        assertEquals("one", text("one\r", 0));
    }

    @Test
    void aReturnWithinALineIsPartOfIt() {
        assertEquals("one\rtwo", text("one\rtwo\n", 0));
    }

    @Test
    void aLongLineIsCut() {
        assertEquals("x".repeat(999) + "\r", text("x".repeat(999) + "\r" + "y".repeat(50), 0));
    }
}
