// SPDX-License-Identifier: Apache-2.0
package argine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts a real Postfix and Dovecot, lets a thief break in, and asks who it was.
 *
 * <p>Only where the lab may be started.
 */
class LiveLabTest {
    @Test
    void aThiefOnARunningServerIsNamed(@TempDir Path folder) throws Exception {
        try (Lab lab = new Lab("127.0.45", Map.of("LAB_CLOCK", "2026-11-09T05:30"))) {
            lab.start();
            String expected = lab.run("lab/play", "guessed-flood");
            Path file = Files.writeString(folder.resolve("expected.json"), expected);
            lab.run("lab/verify", "--live", file.toString());
        }
    }
}
