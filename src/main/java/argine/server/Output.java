// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a program of the mail server prints when asked; it gets no input and a bounded time. */
public final class Output {
    private static final int MOST = 16 * 1024 * 1024;
    private static final int SECONDS = 30;

    private Output() {}

    /** Runs a program with a list of arguments, and returns what it printed. */
    public static String of(List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        Process process = builder.start();
        try (InputStream in = process.getInputStream()) {
            String text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + " was interrupted", e);
        } finally {
            process.destroy();
        }
    }
}
