// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A real Postfix and Dovecot of a test's own, as {@code lab/lab.sh} makes them: on a net of their
 * own, in a folder that is gone with them.
 *
 * <p>Not in the test's own folder: the daemons, each under its own user, must be able to enter.
 */
public final class Lab implements AutoCloseable {
    private static final long MINUTES = 12;
    private static final Set<String> OLD_AFTER_RELOAD =
            Set.of("smtpd", "cleanup", "postscreen", "qmgr");

    /** From here on: an smtpd keeps its connection to a guard open, from a port of the kernel's. */
    private static final String FIRST_OF_KERNEL = ":32768";

    private final Path folder;
    private final String net;
    private final Map<String, String> settings;
    private final Path log;

    /**
     * Nothing is started yet.
     *
     * @param net the first three numbers of its addresses, which no other test has
     * @param settings of the lab's, for all that is run in it
     */
    public Lab(String net, Map<String, String> settings) {
        this.folder = Path.of("/opt/argine-" + net + "-" + ProcessHandle.current().pid());
        this.net = net;
        this.settings = new HashMap<>(settings);
        this.settings.putAll(Map.of("LAB", folder.toString(), "LAB_NET", net));
        this.log = Path.of(System.getProperty("java.io.tmpdir"), folder.getFileName() + ".log");
    }

    public String host() {
        return net + ".1";
    }

    /** A file or folder of the lab. */
    public Path path(String below) {
        return folder.resolve(below);
    }

    /** With more settings of the lab's. */
    public void start(Map<String, String> more) throws IOException {
        run(more, "lab/lab.sh", "start");
    }

    public void start() throws IOException {
        start(Map.of());
    }

    /** Mail, queue and logs stay. */
    public void stop() throws IOException {
        run("lab/lab.sh", "stop");
    }

    /**
     * Has Postfix read its settings again, and waits until every smtpd without a session is gone:
     * it may take one more, and until that has ended master(8) begins no other at its port. So may
     * a cleanup, and a postscreen keeps its cache from the next one. The queue manager is always
     * there, and ends when master(8) reads them.
     */
    public void reloadPostfix() throws Exception {
        List<ProcessHandle> idle = idleServers();
        run("postfix", "-c", path("postfix/etc").toString(), "reload");
        Wait.until(
                () -> idle.stream().noneMatch(ProcessHandle::isAlive),
                () -> "a server of Postfix goes on by the old settings");
    }

    private List<ProcessHandle> idleServers() throws IOException {
        String master = Files.readString(path("postfix/spool/pid/master.pid")).strip();
        String sessions = run("ss", "-Htnp", "state", "established", "sport", "<", FIRST_OF_KERNEL);
        return ProcessHandle.of(Long.parseLong(master)).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> child.info().command().filter(Lab::isOldAfterReload).isPresent())
                .filter(child -> !sessions.contains("pid=" + child.pid() + ","))
                .toList();
    }

    private static boolean isOldAfterReload(String program) {
        return OLD_AFTER_RELOAD.contains(Path.of(program).getFileName().toString());
    }

    /** Runs a program to its end, which must be a good one; returns what it printed. */
    public String run(String... words) throws IOException {
        return run(Map.of(), words);
    }

    private String run(Map<String, String> more, String... words) throws IOException {
        Path printed = Files.createTempFile("argine-lab", ".out"); // a daemon may keep a pipe open
        try {
            Process process = builder(more, words).redirectOutput(printed.toFile()).start();
            int exit = ended(process);
            String text = Files.readString(printed);
            assertEquals(0, exit, () -> String.join(" ", words) + "\n" + text + log());
            return text;
        } finally {
            Files.delete(printed);
        }
    }

    /** Starts a program that goes on beside the test. */
    public Process begin(String... words) throws IOException {
        return builder(Map.of(), words)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private ProcessBuilder builder(Map<String, String> more, String... words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(settings);
        builder.environment().putAll(more);
        return builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    private static int ended(Process process) throws IOException {
        try {
            if (process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
        throw new IOException("it does not end");
    }

    private String log() {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() throws IOException {
        run("lab/lab.sh", "wipe");
        Files.deleteIfExists(log);
    }
}
