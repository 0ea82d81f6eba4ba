// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A real systemd-journald in mounts of its own, so that the host's journal, if it has one, knows
 * nothing of it.
 */
public final class PrivateJournal implements Closeable {
    /** Of systemd; it asks what the private one wrote by {@code --directory}. */
    public static final Path JOURNALCTL = Path.of("/usr/bin/journalctl");

    private static final Path JOURNALD = Path.of("/usr/lib/systemd/systemd-journald");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HOST =
            """
            mount --make-rprivate / && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /opt || exit 1
            mkdir -p /run/systemd/journal /run/log/journal /opt/postfix
            mount --bind "$1" /run/log/journal && mount -t tmpfs tmpfs /var/log || exit 1
            %s &
            journald=$!
            until [ -S /run/systemd/journal/dev-log ]; do sleep 0.05; done
            socket=/run/systemd/journal/dev-log
            %s
            kill $journald
            wait $journald
            """;

    private final Path directory;
    private final Process host;

    /**
     * Starts it.
     *
     * @param folder where its files may be
     * @param writing what a shell does then, to the end of its input: {@code $socket} takes lines
     *     for {@code logger}, {@code $journald} is the process
     */
    public PrivateJournal(Path folder, String writing) throws IOException {
        directory = Files.createDirectory(folder.resolve("journal"));
        Path script = Files.writeString(folder.resolve("host"), HOST.formatted(JOURNALD, writing));
        host =
                new ProcessBuilder(
                                "unshare",
                                "--mount",
                                "--fork",
                                "sh",
                                script.toString(),
                                directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("host.log").toFile())
                        .start();
    }

    /** Whether one can be started on this host. */
    public static boolean canBe() throws Exception {
        return Files.isExecutable(JOURNALD)
                && Files.isExecutable(JOURNALCTL)
                && new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
    }

    /** Where its files are. */
    public Path directory() {
        return directory;
    }

    /** A line for the shell. */
    public void tell(String line) throws IOException {
        OutputStream to = host.getOutputStream();
        to.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        to.flush();
    }

    /** All that it holds can be read. */
    public String all() throws IOException {
        Process asked =
                new ProcessBuilder(JOURNALCTL.toString(), "-q", "--directory=" + directory, "-ocat")
                        .redirectErrorStream(true)
                        .start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        host.getOutputStream().close();
        try {
            assertTrue(host.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }
}
