// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard.killed;

import argine.guard.Guard;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The real {@code argine guard}, in a process of its own, behind UNIX sockets in a folder.
 *
 * <p>Its classes are in one archive, so that the virtual machine may keep them as it has read them
 * once: that halves what each start costs.
 */
final class GuardProcess {
    private final Process process;

    private GuardProcess(Process process) {
        this.process = process;
    }

    /** Writes the configuration and the archive, and starts once for the virtual machine's sake. */
    static void prepare(Path folder) throws Exception {
        Files.writeString(
                folder.resolve("guard.toml"),
                """
                mode = "enforce"
                [listen]
                policy = ["unix:%1$s/policy"]
                milter = ["unix:%1$s/milter"]
                http = ["unix:%1$s/http"]
                line = ["unix:%1$s/line"]
                metrics = []
                control = "unix:%1$s/control"
                [store]
                folder = "%1$s/store"
                second-copy = "%1$s/copy"
                [limits.submission]
                account = ["100000000 recipients / day"]
                """
                        .formatted(folder));
        pack(classes(), folder.resolve("argine.jar"));
        Process first = start(folder).process;
        first.destroy();
        first.waitFor(1, TimeUnit.MINUTES);
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(Guard.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (ZipOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            out.setLevel(0);
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new ZipEntry(name));
                Files.copy(file, out);
            }
        }
    }

    /** When this returns it answers. */
    static GuardProcess start(Path folder) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx128m",
                                "-Xlog:disable",
                                "-XX:+AutoCreateSharedArchive",
                                "-XX:SharedArchiveFile=" + folder.resolve("argine.jsa"),
                                "-cp",
                                folder.resolve("argine.jar") + File.pathSeparator + libraries(),
                                "argine.Main",
                                "guard",
                                "--config",
                                folder.resolve("guard.toml").toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        String line = "";
        while (!line.contains("event=standing-guard")) {
            line = said.readLine();
            if (line == null) {
                throw new IOException("the guard does not start: " + all);
            }
            all.append(line).append('\n');
        }
        Thread.ofVirtual().start(() -> readOn(said));
        return new GuardProcess(process);
    }

    private static void readOn(BufferedReader said) {
        try (said) {
            while (said.readLine() != null) {
                // what it says there is tested elsewhere
            }
        } catch (IOException _) {
            // it was killed
        }
    }

    private static String libraries() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .filter(entry -> entry.endsWith(".jar"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Lets it work so long. */
    void after(long milliseconds) throws InterruptedException, IOException {
        if (process.waitFor(milliseconds, TimeUnit.MILLISECONDS)) {
            throw new IOException("the guard ended by itself: " + process.exitValue());
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }
}
