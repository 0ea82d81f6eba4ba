// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What IceWarp's {@code tool get system NAME...} prints: {@code NAME: value} lines. */
public final class SystemProperties {
    private static final int MAX_FILE = 16 * 1024 * 1024;

    private SystemProperties() {}

    /** The properties in the file by their names in lower case. */
    public static Map<String, String> read(Path file) throws IOException {
        Map<String, String> properties = new HashMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8);
            for (String line : (Iterable<String>) text.lines()::iterator) {
                int colon = line.indexOf(':');
                String name = line.substring(0, Math.max(0, colon)).strip();
                if (name.toLowerCase(Locale.ROOT).startsWith("c_")) {
                    properties.put(
                            name.toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
                }
            }
        }
        if (properties.isEmpty()) {
            throw new IOException(file + " has no line such as C_Mail_Security_Relay_RelayMode: 1");
        }
        return properties;
    }
}
