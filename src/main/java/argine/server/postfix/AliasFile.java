// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import argine.server.Aliases;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that a table of aliases is made from, read backwards: which names lead to an account.
 *
 * <p>Both of Postfix's forms are read: {@code name@domain target, target} of virtual(5), and {@code
 * name: target, target} of aliases(5).
 */
public final class AliasFile {
    private static final int MAX_FILE = 64 * 1024 * 1024;
    private static final Pattern ENTRY =
            Pattern.compile("(?:\"([^\"]+)\"|([^\\s:\"]+))\\s*(?::\\s*|\\s+)(\\S.*)");

    private final Aliases aliases;

    private AliasFile(Aliases aliases) {
        this.aliases = aliases;
    }

    /** Adds what a file says to the aliases. */
    public static void read(Path file, Aliases aliases) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_FILE + 1);
            if (bytes.length > MAX_FILE) {
                throw new IOException(file + " is larger than " + MAX_FILE + " bytes");
            }
            new AliasFile(aliases).take(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private void take(String text) {
        StringBuilder entry = new StringBuilder();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            boolean continued = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (!continued) {
                keep(entry.toString());
                entry.setLength(0);
            }
            entry.append(line).append(' ');
        }
        keep(entry.toString());
    }

    private void keep(String entry) {
        Matcher parts = ENTRY.matcher(entry.strip());
        if (!parts.matches()) {
            return;
        }
        String name = (parts.group(1) == null ? parts.group(2) : parts.group(1));
        aliases.add(name, parts.group(3));
    }
}
