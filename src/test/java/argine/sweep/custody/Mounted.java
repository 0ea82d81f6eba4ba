// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system of its own in a folder; missing where this does not run as root. */
public record Mounted(Path folder, boolean isMissing) implements AutoCloseable {

    public static Mounted of(Path folder, String options) throws IOException {
        Files.createDirectories(folder);
        boolean done = run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
        if (!done) {
            System.out.println(
                    "Mounted: not run as root, " + folder + " is no file system of its own");
        }
        return new Mounted(folder, !done);
    }

    void remount(String options) throws IOException {
        if (!run("mount", "-o", "remount," + options, folder.toString())) {
            throw new IOException("could not remount " + folder);
        }
    }

    /** Tells whether a program ended well. */
    static boolean run(String... words) {
        try {
            Process process =
                    new ProcessBuilder(List.of(words))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        if (!isMissing) {
            run("umount", folder.toString());
        }
    }
}
