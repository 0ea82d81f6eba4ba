// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.wire.Notices;
import argine.store.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** A daemon in this process that stands at no door and is asked over its control socket alone. */
final class SocketGuard {
    private SocketGuard() {}

    static Path socket(Path folder) {
        return folder.resolve("s");
    }

    static Path configuration(Path folder) {
        return folder.resolve("guard.toml");
    }

    /** {@code more} stands behind the sections of its doors and its store. */
    static Daemon start(Path folder, Clock clock, String more) throws IOException {
        Path config =
                Files.writeString(
                        configuration(folder),
                        """
                        [listen]
                        policy = []
                        milter = []
                        http = []
                        line = []
                        metrics = []
                        control = "unix:%1$s"
                        [store]
                        folder = "%2$s/store"
                        second-copy = "%2$s/copy"
                        %3$s
                        """
                                .formatted(socket(folder), folder, more));
        Notices notices = new Notices(new PrintWriter(new StringWriter()), clock, false);
        return Daemon.start(
                new GuardFile(config)::read, new Clocks(clock, System::nanoTime), notices);
    }
}
