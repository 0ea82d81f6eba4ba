// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program of the mail server or of its host that is run with a list of arguments, a bounded time
 * and a bounded answer; its exit code is an answer, not an error.
 *
 * <p>A password is told by {@code input}, never by an argument, which everybody on the host can
 * read.
 *
 * @param said what it printed
 * @param complaint what it printed as an error
 */
public record Program(int exit, String said, String complaint) {
    private static final int MOST = 16 * 1024 * 1024;
    private static final int MOST_COMPLAINT = 64 * 1024;
    private static final int LONGEST_WHY = 300;
    private static final int SECONDS = 30;
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "PATH",
                    "/usr/sbin:/usr/bin:/sbin:/bin:/usr/local/sbin:/usr/local/bin",
                    "LC_ALL",
                    "C");

    /** Runs it to its end. */
    public static Program run(List<String> command, String input) throws IOException {
        return run(command, input, Duration.ofSeconds(SECONDS));
    }

    /** The same for one that may take longer. */
    public static Program run(List<String> command, String input, Duration patience)
            throws IOException {
        Process process = builder(command).start();
        AtomicBoolean late = new AtomicBoolean();
        AtomicReference<String> complaint = new AtomicReference<>("");
        Thread clock = Thread.ofVirtual().start(() -> endInTime(process, late, patience));
        Thread writer = Thread.ofVirtual().start(() -> tell(process, input));
        Thread errors = Thread.ofVirtual().start(() -> complaint.set(errors(process)));
        try (InputStream out = process.getInputStream()) {
            String said = new String(out.readNBytes(MOST), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            errors.join();
            writer.join();
            if (late.get()) {
                throw new IOException("stopped");
            }
            return new Program(exit, said, complaint.get());
        } catch (IOException e) {
            throw late.get()
                    ? new IOException(
                            command.getFirst() + " did not end in " + patience.toSeconds() + " s",
                            e)
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

    /** What it prints, where it has to succeed. */
    public static String output(List<String> command) throws IOException {
        Program program = run(command);
        if (program.exit() != 0) {
            throw new IOException(String.join(" ", command) + " failed: " + program.why());
        }
        return program.said();
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        return builder;
    }

    private static void endInTime(Process process, AtomicBoolean late, Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
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

    /** The beginning of its complaints; the rest is read and dropped, so that it can go on. */
    private static String errors(Process process) {
        try (InputStream errors = process.getErrorStream()) {
            String text = new String(errors.readNBytes(MOST_COMPLAINT), StandardCharsets.UTF_8);
            errors.transferTo(OutputStream.nullOutputStream());
            return text;
        } catch (IOException _) {
            return "";
        }
    }

    /** The last line that it printed. */
    public String lastLine() {
        return last(said);
    }

    /** What it says of a failure: one line of bounded length. */
    public String why() {
        String line = last(complaint).isEmpty() ? lastLine() : last(complaint);
        String cut = line.length() > LONGEST_WHY ? line.substring(0, LONGEST_WHY) + "..." : line;
        return cut.isEmpty() ? "no reason given" : cut.replaceAll("\\p{Cntrl}", "?");
    }

    private static String last(String text) {
        String stripped = text.strip();
        return stripped.substring(stripped.lastIndexOf('\n') + 1);
    }

    /**
     * Starts a program and reads what it prints while it prints it. The end is told as an error
     * when the program failed, for then it is not the end of what there is. Closing ends it.
     */
    public static InputStream stream(List<String> command) throws IOException {
        Process process =
                builder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .start();
        return new Stream(process, command.getFirst());
    }

    /** The output of a program that may still run. */
    private static final class Stream extends FilterInputStream {
        private final Process process;
        private final String name;

        Stream(Process process, String name) {
            super(process.getInputStream());
            this.process = process;
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            return checked(super.read());
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            return checked(super.read(b, off, len));
        }

        private int checked(int read) throws IOException {
            if (read < 0 && !succeeded()) {
                throw new IOException(name + " failed; what it printed until then was read");
            }
            return read;
        }

        private boolean succeeded() throws IOException {
            try {
                return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while a program was asked", e);
            }
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            super.close();
        }
    }
}
