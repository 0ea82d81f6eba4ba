// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void thousandsAreSetApart() {
        assertEquals(
                List.of("0", "999", "1,000", "12,345", "1,234,567", "-1,000", "-999"),
                LongStream.of(0, 999, 1000, 12_345, 1_234_567, -1000, -999)
                        .mapToObj(Numbers::of)
                        .toList());
    }

    @Test
    void oneIsSingular() {
        assertEquals("1 message", Numbers.of(1, "message"));
        assertEquals("0 messages", Numbers.of(0, "message"));
        assertEquals("2,000 addresses", Numbers.of(2000, "address"));
    }

    @Test
    void bytesAreReadAsUnits() {
        assertEquals(
                List.of("999 bytes", "1.0 kB", "999.9 kB", "1.2 MB", "9.2 EB"),
                LongStream.of(999, 1000, 999_999, 1_234_567, Long.MAX_VALUE)
                        .mapToObj(Numbers::bytes)
                        .toList());
    }

    @Test
    void aShareIsNeverRoundedToNothingOrAll() {
        assertEquals("0.1%", Numbers.percent(1, 1_000_000));
        assertEquals("99.9%", Numbers.percent(999_999, 1_000_000));
        assertEquals("100%", Numbers.percent(7, 7));
        assertEquals("0%", Numbers.percent(0, 0));
    }

    @Test
    void onlyCertaintyIsAHundredPercent() {
        assertEquals(
                List.of("99%", "100%", "0%", "0%", "100%", "29%"),
                Stream.of(0.9999, 1.0, Double.NaN, -3.0, Double.POSITIVE_INFINITY, 0.29)
                        .map(c -> Numbers.percent(c))
                        .toList());
    }
}
