// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One place that Dovecot asks at a login, as {@code doveconf passdb} shows it. */
record Passdb(Map<String, String> settings) {

    /** Those in what {@code doveconf} printed, in the order in which they are asked. */
    static List<Passdb> of(String printed) {
        List<Passdb> all = new ArrayList<>();
        Optional<Map<String, String>> open = Optional.empty();
        for (String line : printed.lines().map(String::strip).toList()) {
            if (line.equals("passdb {")) {
                open = Optional.of(new HashMap<>());
            } else if (line.equals("}")) {
                open.ifPresent(settings -> all.add(new Passdb(settings)));
                open = Optional.empty();
            } else if (open.isPresent() && line.indexOf('=') > 0) {
                int equals = line.indexOf('=');
                open.get()
                        .put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return all;
    }

    private String setting(String name) {
        return settings.getOrDefault(name, "");
    }

    String driver() {
        return setting("driver");
    }

    boolean isDeny() {
        return setting("deny").equals("yes");
    }

    boolean isMaster() {
        return setting("master").equals("yes");
    }

    boolean isPasswdFile() {
        return driver().equals("passwd-file");
    }

    /** The file; nothing where its name depends on who logs in. */
    Optional<Path> file() {
        String last = word("");
        try {
            return last.startsWith("/") && last.indexOf('%') < 0
                    ? Optional.of(Path.of(last))
                    : Optional.empty();
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    LookupKey key() {
        String format = word("username_format=");
        return new LookupKey(format.isEmpty() ? "%u" : format);
    }

    String scheme() {
        String scheme = word("scheme=");
        return scheme.isEmpty() ? "CRYPT" : scheme.toUpperCase(Locale.ROOT);
    }

    /** The argument with this start, without it; with no start, the last one, which is the file. */
    private String word(String start) {
        String[] words = setting("args").split("\\s+", -1);
        if (start.isEmpty()) {
            return words[words.length - 1];
        }
        for (String word : words) {
            if (word.startsWith(start)) {
                return word.substring(start.length());
            }
        }
        return "";
    }
}
