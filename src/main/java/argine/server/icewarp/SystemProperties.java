// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What IceWarp's {@code tool get system NAME...} prints: {@code NAME: value} lines.
 *
 * <p>Of names that a version does not know it prints nothing, and says so by its exit code alone.
 */
public final class SystemProperties {
    private static final int MAX_FILE = 16 * 1024 * 1024;

    private SystemProperties() {}

    /** The properties in the file by their names in lower case. */
    public static Map<String, String> read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8);
            return properties(text, file.toString());
        }
    }

    /** Those of the IceWarp that is installed in a folder, asked by its own tool. */
    public static Map<String, String> ask(Path root, List<String> names) throws IOException {
        Tool tool = Tool.needed(root, "name a file with what it prints");
        List<String> words = new ArrayList<>(List.of("get", "system"));
        words.addAll(names);
        return properties(tool.run(words).said(), tool.program() + " get system");
    }

    private static Map<String, String> properties(String text, String from) throws IOException {
        Map<String, String> properties = new HashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).strip();
            if (name.toLowerCase(Locale.ROOT).startsWith("c_")) {
                properties.put(name.toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
            }
        }
        if (properties.isEmpty()) {
            throw new IOException(from + " has no line such as C_Mail_Security_Relay_RelayMode: 1");
        }
        return properties;
    }
}
