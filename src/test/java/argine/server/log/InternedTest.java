// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Asks a table far too small for names that crowd each other out. */
class InternedTest {
    @Test
    void everyRunOfBytesIsGivenItsOwnValueWhateverWasRememberedBefore() {
        Interned<String> names = new Interned<>(3, text -> text);
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            String line =
                    "x".repeat(random.nextInt(4)) + name(random) + "y".repeat(random.nextInt(12));
            int from = random.nextInt(line.length() + 1);
            int to = random.nextInt(from, line.length() + 1);
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            assertEquals(line.substring(from, to), names.get(bytes, from, to));
        }
    }

    /** Few letters, so that much comes again, and now and then longer than what is remembered. */
    private static String name(Random random) {
        String name = random.nextBoolean() ? "anna" : "an";
        return name + "a\u0000".charAt(random.nextInt(2)) + "b".repeat(random.nextInt(80));
    }
}
