// SPDX-License-Identifier: Apache-2.0
package argine.sweep.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Lets a fuzzer write messages; in a normal run the inputs it once found are read again. */
class MessageDecoderFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyMessageIsShown(byte[] message) {
        MessageDecoder decoder = new MessageDecoder(new Shown());
        Shown.decode(decoder, message, Integer.MAX_VALUE);
        Shown.decode(decoder, message, 7);
        Shown.decode(decoder, message, 1);
        assertEquals(Shown.of(message).text(), Shown.of(message).text());
    }
}
