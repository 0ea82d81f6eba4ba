// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program of the mail server that is run with a list of arguments, a bounded time and a bounded
 * answer; its exit code is an answer, not an error.
 *
 * <p>A password is told by {@code input}, never by an argument, which everybody on the host can
 * read.
 */
public record Program(int exit, String said) {
    private static final int MOST = 4 * 1024 * 1024;
    private static final int SECONDS = 30;
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "PATH",
                    "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin",
                    "LC_ALL",
                    "C");

    /** Runs it to its end. */
    public static Program run(List<String> command, String input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        Process process = builder.start();
        AtomicBoolean late = new AtomicBoolean();
        Thread clock = Thread.ofVirtual().start(() -> endInTime(process, late));
        try (InputStream out = process.getInputStream()) {
            tell(process, input);
            String said = new String(out.readNBytes(MOST), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (late.get()) {
                throw new IOException("stopped");
            }
            return new Program(exit, said.strip());
        } catch (IOException e) {
            throw late.get()
                    ? new IOException(
                            command.getFirst() + " did not end within " + SECONDS + " s", e)
                    : e;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(command.getFirst() + " was interrupted");
        } finally {
            process.destroyForcibly();
            clock.interrupt();
        }
    }

    public static Program run(List<String> command) throws IOException {
        return run(command, "");
    }

    private static void endInTime(Process process, AtomicBoolean late) {
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                late.set(true);
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** One that reads nothing breaks the pipe, which is no trouble. */
    private static void tell(Process process, String input) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            return;
        }
    }

    /** The last line that it printed. */
    public String lastLine() {
        return said.isEmpty() ? "no reason given" : said.substring(said.lastIndexOf('\n') + 1);
    }
}
