// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where Argine keeps what it remembers: {@code /var/lib/argine} for whoever may write there, else
 * the user's own folder for such things.
 */
public final class StorePlace {
    private static final Path OF_THE_HOST = Path.of("/var/lib/argine");

    private StorePlace() {}

    public static Path ofThisProcess() {
        boolean mine =
                Files.isDirectory(OF_THE_HOST)
                        ? Files.isWritable(OF_THE_HOST)
                        : Files.isWritable(OF_THE_HOST.getParent());
        return mine ? OF_THE_HOST : ofUser(System.getenv(), System.getProperty("user.home", "."));
    }

    /** By the XDG rules; a folder that is named relative to nothing is passed over, as they say. */
    public static Path ofUser(Map<String, String> environment, String home) {
        Path state = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        return (state.isAbsolute() ? state : Path.of(home, ".local", "state")).resolve("argine");
    }
}
