// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text that a table of aliases is made from, read backwards: which names lead to an account.
 *
 * <p>Both of Postfix's forms are read: {@code name@domain target, target} of virtual(5), and {@code
 * name: target, target} of aliases(5). Names that lead there through other names count. Catch-alls
 * ({@code @domain}), files and commands are no names.
 */
public final class AliasFile {
    private static final int MAX_FILE = 64 * 1024 * 1024;
    private static final int MAX_ALIASES = 64;
    private static final Pattern ENTRY =
            Pattern.compile("(?:\"([^\"]+)\"|([^\\s:\"]+))\\s*(?::\\s*|\\s+)(\\S.*)");

    private final Map<String, List<String>> leadingTo = new HashMap<>();

    private AliasFile() {}

    /** Reads several files as one. */
    public static AliasFile read(List<Path> files) throws IOException {
        AliasFile aliases = new AliasFile();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_FILE + 1);
                if (bytes.length > MAX_FILE) {
                    throw new IOException(file + " is larger than " + MAX_FILE + " bytes");
                }
                aliases.take(new String(bytes, StandardCharsets.UTF_8));
            }
        }
        return aliases;
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
        if (name.startsWith("@")) {
            return;
        }
        for (String target : parts.group(3).split("[,\\s]+", -1)) {
            String plain = target.replace("\"", "").replace("\\", "");
            if (!plain.isEmpty() && plain.indexOf('/') < 0 && !plain.startsWith("|")) {
                lead(plain.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            }
        }
    }

    /** A target with a domain is kept a second time by its local part alone, as {@code local@}. */
    private void lead(String target, String name) {
        leadingTo.computeIfAbsent(target, _ -> new ArrayList<>(1)).add(name);
        int at = target.lastIndexOf('@');
        if (at > 0) {
            String local = target.substring(0, at + 1);
            leadingTo.computeIfAbsent(local, _ -> new ArrayList<>(1)).add(name);
        }
    }

    /**
     * The names that lead to an account, nearest first, at most 64. A target without a domain is
     * taken for every account of that local part, and the other way round.
     */
    public List<String> of(String account) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(account));
        int at = account.lastIndexOf('@');
        open.add(at > 0 ? account.substring(0, at) : account + "@");
        while (!open.isEmpty() && found.size() < MAX_ALIASES) {
            for (String name : leadingTo.getOrDefault(open.remove(), List.of())) {
                if (!name.equals(account) && found.size() < MAX_ALIASES && found.add(name)) {
                    open.add(name);
                }
            }
        }
        return List.copyOf(found);
    }
}
