// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a server is waited for. */
class RefusalTest {
    /** At two services five times while waiting, and once each for the proof. */
    private static final int WHERE_NOBODY_ANSWERS = 12;

    @TempDir Path folder;

    @Test
    void aServerThatCannotBeAskedProvesNothingAndIsNotWaitedForLong() throws IOException {
        House house = new House(folder);
        house.deaf = true;
        Receipt receipt = house.contain(House.ALL);
        assertFalse(receipt.shut());
        assertEquals(
                List.of("imap NOT_KNOWN: nobody answers", "smtp NOT_KNOWN: nobody answers"),
                receipt.proofs().stream()
                        .map(one -> one.service() + " " + one.verdict() + ": " + one.how())
                        .toList());
        assertEquals(WHERE_NOBODY_ANSWERS, house.asked.get());
    }
}
