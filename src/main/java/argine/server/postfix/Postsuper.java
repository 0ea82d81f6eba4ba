// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.mail.QueueId;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Postfix's own program for changing a queue.
 *
 * <p>It is told in a list of arguments which folders it may look into, and on its input which
 * messages are meant, one checked queue ID a line: never all, never a pattern. What it says is not
 * relied on, for it ends well also when it found nothing; it goes into a file, because it names
 * each message, and who listened would be woken for each.
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
    private static final Path USUAL = Path.of("/etc/postfix");
    private static final Path IN_MEMORY = Path.of("/dev/shm");
    private static final AtomicInteger FILES = new AtomicInteger();
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

    /** The option that names a configuration that is not the usual one, quoted for a shell. */
    String option() {
        return config.map(folder -> folder.toAbsolutePath().normalize())
                .filter(folder -> !folder.equals(USUAL))
                .map(folder -> " -c '" + folder.toString().replace("'", "'\\''") + "'")
                .orElse("");
    }

    /** Does it to messages; some may not have been there. */
    void run(Deed deed, List<QueueId> ids) throws IOException {
        if (ids.isEmpty()) {
            return;
        }
        Path said = fresh();
        try {
            int exit = run(command(deed), said, ids);
            if (exit != 0) {
                throw new IOException(program + " failed: " + lastLine(said));
            }
        } finally {
            Files.delete(said);
        }
    }

    /**
     * A new file for its owner alone, in memory where there is such a folder. Its name need not be
     * a secret, for it is only taken if it is free, and the first secret of a process takes longer
     * than to start postsuper.
     */
    private static Path fresh() throws IOException {
        String name = "argine-postsuper-" + ProcessHandle.current().pid() + "-";
        try {
            return Files.createFile(
                    IN_MEMORY.resolve(name + FILES.incrementAndGet() + ".txt"),
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileSystemException _) {
            return Files.createTempFile("argine-postsuper", ".txt");
        }
    }

    private int run(List<String> command, Path said, List<QueueId> ids) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        builder.redirectErrorStream(true);
        builder.redirectOutput(said.toFile());
        Process process = builder.start();
        try {
            tell(process.getOutputStream(), ids);
            return end(process);
        } finally {
            process.destroy();
        }
    }

    private List<String> command(Deed deed) {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        if (config.isPresent()) {
            command.add("-c");
            command.add(config.get().toAbsolutePath().toString());
        }
        command.addAll(deed.words());
        return command;
    }

    /** A program that ends early breaks the pipe; its exit then says more. */
    private static void tell(OutputStream input, List<QueueId> ids) {
        StringBuilder text = new StringBuilder(ids.size() * 16);
        for (QueueId id : ids) {
            text.append(id.text()).append('\n');
        }
        try (input) {
            input.write(text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException _) {
            return;
        }
    }

    /** It names every message; the end is where it says what went wrong. */
    private static String lastLine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer end = ByteBuffer.allocate(MAX_SAID);
            channel.read(end, Math.max(0, channel.size() - MAX_SAID));
            String said =
                    new String(end.array(), 0, end.position(), StandardCharsets.UTF_8).strip();
            return said.isEmpty() ? "no reason given" : said.substring(said.lastIndexOf('\n') + 1);
        }
    }

    private int end(Process process) throws IOException {
        try {
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + MINUTES + " minutes");
            }
            return process.exitValue();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("waiting for " + program + " was interrupted");
        }
    }
}
