// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What IceWarp's system properties say of its logs and folders, as far as somebody had them
 * printed.
 *
 * <p>They are in a database and change while the server runs; only its own tool tells them, and
 * looking at a server starts no program.
 */
record OwnSettings(Map<String, String> properties) {
    private static final String LEVEL = "C_System_Log_Services_SMTP";
    private static final String CACHE = "C_System_Logging_General_LogCache";
    private static final String LOGS = "C_System_Storage_Dir_LogPath";
    private static final String MAIL = "C_System_Storage_Dir_MailPath";

    /** The levels of a log that hold no dialogue: none, and summary. */
    private static final List<String> WITHOUT_DIALOGUE = List.of("0", "2");

    /** The properties in a file that somebody named. */
    static OwnSettings of(Optional<Path> file, List<String> missing) throws IOException {
        if (file.isEmpty()) {
            missing.add(
                    "no settings of IceWarp (--config FILE): whether a log cache holds the newest lines"
                            + " back is not known; FILE is what this prints: ./tool.sh get system "
                            + String.join(" ", LEVEL, CACHE, LOGS, MAIL));
            return new OwnSettings(Map.of());
        }
        if (Files.isDirectory(file.get())) {
            throw new IOException(
                    file.get()
                            + ": is a folder; for IceWarp --config takes a file with what tool get"
                            + " system printed");
        }
        return new OwnSettings(SystemProperties.read(file.get(), List.of()));
    }

    Optional<Path> logs() {
        return folder(LOGS);
    }

    Optional<Path> mail() {
        return folder(MAIL);
    }

    private Optional<Path> folder(String name) {
        try {
            return value(name).map(Path::of).filter(Files::isDirectory);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(properties.get(name.toLowerCase(Locale.ROOT)))
                .filter(text -> !text.isEmpty());
    }

    /** What an administrator should change, or know. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        value(LEVEL)
                .filter(WITHOUT_DIALOGUE::contains)
                .ifPresent(
                        level ->
                                remarks.add(
                                        LEVEL
                                                + " is "
                                                + level
                                                + ": the log holds no dialogue, so nobody's login is known;"
                                                + " set it to 4 (Extended)"));
        value(CACHE)
                .filter(size -> size.matches("\\d*[1-9]\\d*"))
                .ifPresent(
                        size ->
                                remarks.add(
                                        "the log cache is on ("
                                                + CACHE
                                                + ": "
                                                + size
                                                + " bytes): the newest lines are not in the log yet; set it"
                                                + " to 0 and wait a minute"));
        return remarks;
    }
}
