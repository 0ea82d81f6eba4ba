// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts a real Postfix and Dovecot, lets a thief break in, and asks who it was.
 *
 * <p>Only where the lab may be started ({@code -Dargine.lab=true}, which {@code ./check} says when
 * it is root and the packages are there); elsewhere it says in one line that it did not run.
 */
class LiveLabTest {
    private static final long MINUTES = 12;

    /**
     * Not in the test's own folder: the daemons, each under its own user, must be able to enter.
     */
    private static final String LAB = "/opt/argine-lab-" + ProcessHandle.current().pid();

    private static final String NET = "127.0.45";

    @Test
    void aThiefOnARunningServerIsNamed(@TempDir Path folder) throws Exception {
        if (!Boolean.getBoolean("argine.lab")) {
            System.out.println("LiveLabTest: not run, the lab may not be started here");
            return;
        }
        Path log = folder.resolve("output.txt");
        Path expected = folder.resolve("expected.json");
        try {
            assertEquals(0, run(log, log, "lab/lab.sh", "start"), () -> read(log));
            assertEquals(0, run(expected, log, "lab/play", "guessed-flood"), () -> read(log));
            assertEquals(
                    0, run(log, log, "lab/verify", "--live", expected.toString()), () -> read(log));
        } finally {
            run(log, log, "lab/lab.sh", "wipe");
        }
    }

    private static int run(Path out, Path err, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(words)));
        builder.environment().put("LAB", LAB);
        builder.environment().put("LAB_NET", NET);
        builder.environment().put("LAB_CLOCK", "2026-11-09T05:30");
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()));
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
