// SPDX-License-Identifier: Apache-2.0
package argine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

class ActLineFuzzTest {

    /** What is read is written again, and read as the same. */
    @FuzzTest(maxDuration = "1m")
    void anyBytesAreALineOrNot(byte[] bytes) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.writeBytes(bytes);
        Optional<Act> act = ActLine.read(line);
        if (act.isPresent()) {
            ActWriter again = new ActWriter();
            again.write(act.get());
            line.reset();
            line.write(again.bytes(), 0, again.length() - 1);
            assertEquals(act, ActLine.read(line));
        }
    }
}
