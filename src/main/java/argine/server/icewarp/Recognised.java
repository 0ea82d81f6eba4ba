// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.icewarp.session.LogName;
import argine.server.icewarp.session.SessionLog;
import argine.server.log.LogFiles;
import argine.server.log.StandardInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Tells IceWarp's files and folders from those of other servers. */
final class Recognised {
    private static final int START = 1 << 16;
    private static final int MOST_ENTRIES = 1000;

    private Recognised() {}

    static boolean isLogOrRoot(Path path) {
        if (StandardInput.isIt(path)) {
            return SessionLog.hasForm(StandardInput.start());
        }
        return Files.isDirectory(path) ? isRoot(path) || holdsLogs(path) : isLog(path);
    }

    /** A folder that holds what an installation does. */
    static boolean isRoot(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        boolean queue =
                Root.directory(folder, "mail")
                                .flatMap(mail -> Root.directory(mail, "_outgoing"))
                                .isPresent()
                        || Root.directory(folder, "_outgoing").isPresent();
        return queue
                || Root.entry(folder, "path.dat").filter(Files::isRegularFile).isPresent()
                || Root.directory(folder, "logs").filter(Recognised::holdsLogs).isPresent()
                || isProgram(folder);
    }

    /** The programs alone: logs and mail lie elsewhere. */
    private static boolean isProgram(Path folder) {
        boolean started =
                Root.entry(folder, "icewarpd.sh").isPresent()
                        || Root.directory(folder, "config").isPresent()
                        || new Root(folder).isInContainer();
        return started
                && (Root.entry(folder, "tool.sh").isPresent()
                        || Root.entry(folder, "tool.exe").isPresent());
    }

    static boolean holdsLogs(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.limit(MOST_ENTRIES)
                    .anyMatch(one -> LogName.of(String.valueOf(one.getFileName())).isPresent());
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    /** A log by its name, or by the form of its first lines. */
    static boolean isLog(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        if (LogName.of(String.valueOf(file.getFileName())).isPresent()) {
            return true;
        }
        try (InputStream in = LogFiles.unpacked(file)) {
            return SessionLog.hasForm(in.readNBytes(START));
        } catch (IOException _) {
            return false;
        }
    }

    static boolean isQueue(Path folder) {
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        return Files.isDirectory(folder)
                && (name.equalsIgnoreCase("_outgoing")
                        || Root.directory(folder, "retry").isPresent()
                        || Root.directory(folder, "priority_0").isPresent());
    }
}
