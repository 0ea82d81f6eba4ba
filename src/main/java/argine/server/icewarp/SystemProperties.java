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
 * What IceWarp's {@code tool get system NAME...} prints, {@code NAME: value} lines; and what {@code
 * tool export domain "*" NAME...} does, a line of each domain with the values between commas. Of a
 * property of domains the largest value is told, so 0 is none anywhere.
 *
 * <p>Of names that a version does not know it prints nothing, and says so by its exit code alone.
 */
public final class SystemProperties {
    private static final int MAX_FILE = 16 * 1024 * 1024;

    private static final String OF_DOMAINS = "d_";
    private static final String NUMBER = "[0-9]{1,18}";

    private SystemProperties() {}

    /** The properties in the file by their names in lower case; names as they were asked for. */
    public static Map<String, String> read(Path file, List<String> names) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8);
            Map<String, String> properties = properties(text, file.toString());
            properties.putAll(ofDomains(text, ofDomains(names)));
            return properties;
        }
    }

    /** Those of the IceWarp that is installed in a folder, asked by its own tool. */
    public static Map<String, String> ask(Path root, List<String> names) throws IOException {
        Tool tool = Tool.needed(root, "name a file with what it prints");
        List<String> domains = ofDomains(names);
        List<String> words = new ArrayList<>(List.of("get", "system"));
        names.stream().filter(name -> !domains.contains(name)).forEach(words::add);
        Map<String, String> properties =
                properties(tool.run(words).said(), tool.program() + " get system");
        if (!domains.isEmpty()) {
            List<String> export = new ArrayList<>(List.of("export", "domain", "*"));
            export.addAll(domains);
            properties.putAll(ofDomains(tool.run(export).said(), domains));
        }
        return properties;
    }

    private static List<String> ofDomains(List<String> names) {
        return names.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(OF_DOMAINS))
                .toList();
    }

    /** Lines of any other form are passed over, so nothing is told where none has this one. */
    private static Map<String, String> ofDomains(String text, List<String> names) {
        Map<String, String> largest = new HashMap<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            String[] fields = line.strip().split("\\s*,\\s*", -1);
            boolean ended = fields.length == names.size() + 2 && fields[names.size() + 1].isEmpty();
            if (names.isEmpty() || !ended && fields.length != names.size() + 1) {
                continue;
            }
            for (int i = 0; i < names.size(); i++) {
                if (fields[i + 1].matches(NUMBER)) {
                    largest.merge(
                            names.get(i).toLowerCase(Locale.ROOT),
                            fields[i + 1],
                            (a, b) -> Long.parseLong(a) < Long.parseLong(b) ? b : a);
                }
            }
        }
        return largest;
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
