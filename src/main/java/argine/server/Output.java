// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a program of the mail server or of its host prints when asked. It gets a list of arguments
 * and a bounded time; what it warns of is lost.
 */
public final class Output {
    private static final int MOST = 16 * 1024 * 1024;
    private static final int SECONDS = 30;

    private Output() {}

    /** Runs a program without input for a bounded time, and returns what it printed. */
    public static String of(List<String> command) throws IOException {
        return text(command, start(command), Duration.ofSeconds(SECONDS));
    }

    /** The same for a program that reads its standard input. */
    public static String of(List<String> command, String input) throws IOException {
        return of(command, input, Duration.ofSeconds(SECONDS));
    }

    /** The same for a program that may take longer. */
    public static String of(List<String> command, String input, Duration patience)
            throws IOException {
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Thread.ofVirtual().start(() -> write(process, input));
        return text(command, process, patience);
    }

    private static String text(List<String> command, Process process, Duration patience)
            throws IOException {
        Thread watch = Thread.ofVirtual().start(() -> endAfter(process, patience));
        try (InputStream in = process.getInputStream()) {
            String text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
            if (!succeeded(process)) {
                throw new IOException(String.join(" ", command) + " failed");
            }
            return text;
        } finally {
            process.destroy();
            watch.interrupt();
        }
    }

    /** A program that neither prints nor ends would be waited for without an end. */
    private static void endAfter(Process process, Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void write(Process process, String input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            process.destroy(); // it ended without reading all, and its exit value tells
        }
    }

    /**
     * Starts a program and reads what it prints while it prints it. The end is told as an error
     * when the program failed, for then it is not the end of what there is. Closing ends it.
     */
    static InputStream stream(List<String> command) throws IOException {
        return new Stream(start(command), command.getFirst());
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .start();
    }

    private static boolean succeeded(Process process) throws IOException {
        try {
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a program was asked", e);
        }
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
            if (read < 0 && !succeeded(process)) {
                throw new IOException(name + " failed; what it printed until then was read");
            }
            return read;
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            super.close();
        }
    }
}
