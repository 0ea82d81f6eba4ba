// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told to be typed once messages are let go. */
class AfterReleaseTest {
    @TempDir private Path folder;

    private String after(Path config) throws IOException {
        Path queue = Files.createDirectories(folder.resolve("queue/deferred")).getParent();
        return PostfixHolds.of(queue, false, Optional.of(config)).afterRelease();
    }

    @Test
    void theCommandIsForTheInstanceWhoseQueueItWas() throws IOException {
        if (!Files.isExecutable(Path.of("/usr/sbin/postsuper"))) {
            System.err.println("left out: Postfix is not installed (see ./check)");
            return;
        }
        assertEquals(
                "Postfix tries them at its next queue run; at once: postqueue -f",
                after(Path.of("/etc/postfix")));
        Path other = Files.createDirectories(folder.resolve("it's"));
        assertEquals(
                "Postfix tries them at its next queue run; at once: postqueue -c '"
                        + other.toString().replace("'", "'\\''")
                        + "' -f",
                after(other));
    }
}
