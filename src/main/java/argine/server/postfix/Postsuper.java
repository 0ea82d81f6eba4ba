// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.QueueId;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Postfix's own program for changing a queue.
 *
 * <p>It is told in a list of arguments which folders it may look into, and on its input which
 * messages are meant, one checked queue ID a line: never all, never a pattern. What it says at the
 * end is not relied on, for it ends well also when it found nothing.
 */
final class Postsuper {
    private static final List<Path> PLACES =
            List.of(
                    Path.of("/usr/sbin/postsuper"),
                    Path.of("/usr/local/sbin/postsuper"),
                    Path.of("/opt/postfix/usr/sbin/postsuper"),
                    Path.of("/usr/bin/postsuper"));
    private static final Map<String, String> ENVIRONMENT =
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL", "C");
    private static final long MINUTES = 30;
    private static final int MAX_SAID = 2000;

    /** What it can do here, and in which folders. */
    enum Deed {
        HOLD,
        RELEASE,
        DELETE;

        private List<String> words() {
            return switch (this) {
                case HOLD -> List.of("-h", "-", "deferred", "active", "incoming");
                case RELEASE -> List.of("-H", "-", "hold");
                case DELETE -> List.of("-d", "-", "hold");
            };
        }
    }

    private final Path program;
    private final Optional<Path> config;

    private Postsuper(Path program, Optional<Path> config) {
        this.program = program;
        this.config = config;
    }

    /** The installed one, for the configuration in a folder or the usual one. */
    static Postsuper find(Optional<Path> config) throws IOException {
        for (Path place : PLACES) {
            if (Files.isExecutable(place)) {
                return new Postsuper(place, config);
            }
        }
        throw new FileSystemException(
                "postsuper", null, "is not in /usr/sbin; is this the mail server?");
    }

    /** Does it to messages; some may not have been there. */
    void run(Deed deed, List<QueueId> ids) throws IOException {
        if (ids.isEmpty()) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(command(deed));
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        byte[] said = new byte[MAX_SAID];
        Thread listener = Thread.ofVirtual().start(() -> listen(process.getInputStream(), said));
        try {
            tell(process.getOutputStream(), ids);
            int exit = end(process, listener);
            if (exit != 0) {
                throw new IOException(program + " failed: " + lastLine(said));
            }
        } finally {
            process.destroy();
        }
    }

    private List<String> command(Deed deed) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        config.ifPresent(
                folder -> {
                    command.add("-c");
                    command.add(folder.toAbsolutePath().toString());
                });
        command.addAll(deed.words());
        return command;
    }

    /** A program that ends early breaks the pipe; its exit then says more. */
    private static void tell(OutputStream input, List<QueueId> ids) {
        StringBuilder text = new StringBuilder(ids.size() * 16);
        ids.forEach(id -> text.append(id.text()).append('\n'));
        try (input) {
            input.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
            return;
        }
    }

    /** It names every message; the end is where it says what went wrong. */
    private static void listen(InputStream output, byte[] end) {
        byte[] piece = new byte[8 * 1024];
        try (output) {
            for (int got = output.read(piece); got >= 0; got = output.read(piece)) {
                int kept = Math.max(0, end.length - got);
                System.arraycopy(end, end.length - kept, end, 0, kept);
                int taken = end.length - kept;
                System.arraycopy(piece, got - taken, end, kept, taken);
            }
        } catch (IOException _) {
            return; // it ended
        }
    }

    private static String lastLine(byte[] end) {
        String said = new String(end, StandardCharsets.UTF_8).replace("\0", "").strip();
        return said.isEmpty() ? "no reason given" : said.substring(said.lastIndexOf('\n') + 1);
    }

    private int end(Process process, Thread listener) throws IOException {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + MINUTES + " minutes");
            }
            listener.join();
            return process.exitValue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("waiting for " + program + " was interrupted");
        }
    }
}
