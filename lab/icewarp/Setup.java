// SPDX-License-Identifier: Apache-2.0
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the imitated server is like: the choices on the command line, and what each may be. */
final class Setup {
    private static final Map<String, Set<String>> CHOICES = new LinkedHashMap<>();
    private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

    static {
        choice("stamp", "hms", "hms-ms", "rfc822", "iso", "iso-ms", "iso-space");
        choice("layout", "A", "B", "C", "D");
        choice("ids", "short", "long");
        choice("eol", "lf", "crlf");
        choice("charset", "utf-8", "cp1252");
        choice("level", "both", "summary", "debug", "extended");
        choice("login", "full", "user");
        choice("secrets", "shown", "password", "both");
        choice("xfer-ids", "yes", "no");
        choice("no-mx", "summary", "text");
        choice("path-dat", "none", "blank", "moved", "windows");
        choice("thread-digits", "4", "8");
        for (String free : new String[] {"out", "scenario", "bytes", "queue", "server-id"}) {
            DEFAULTS.put(free, "");
        }
        DEFAULTS.put("seed", "1");
        DEFAULTS.put("rotate", "0");
        DEFAULTS.put("accounts", "5000");
        DEFAULTS.put("days", "4");
        DEFAULTS.put("offset", "+01:00");
    }

    private final Map<String, String> chosen = new LinkedHashMap<>(DEFAULTS);

    private static void choice(String name, String... values) {
        CHOICES.put(name, Set.of(values));
        DEFAULTS.put(name, values[0]);
    }

    /** Reads {@code --name value} pairs. */
    static Setup of(String[] words) {
        Setup setup = new Setup();
        for (int i = 0; i < words.length; i += 2) {
            String name = words[i].startsWith("--") ? words[i].substring(2) : "";
            if (!DEFAULTS.containsKey(name) || i + 1 == words.length) {
                throw new IllegalArgumentException("unknown or without a value: " + words[i]);
            }
            Set<String> allowed = CHOICES.getOrDefault(name, Set.of(words[i + 1]));
            if (!allowed.contains(words[i + 1])) {
                throw new IllegalArgumentException(words[i] + " may be " + allowed);
            }
            setup.chosen.put(name, words[i + 1]);
        }
        return setup;
    }

    static String usage() {
        StringBuilder text = new StringBuilder();
        CHOICES.forEach((name, values) -> text.append("  --").append(name).append(' ')
                .append(String.join("|", values.stream().sorted().toList()))
                .append("   (").append(DEFAULTS.get(name)).append(")\n"));
        return text.toString();
    }

    String get(String name) {
        return chosen.getOrDefault(name, "");
    }

    boolean is(String name, String value) {
        return get(name).equals(value);
    }

    boolean has(String name) {
        return !get(name).isEmpty();
    }

    long number(String name) {
        return Long.parseLong(get(name));
    }

    Path out() {
        return Path.of(get("out"));
    }

    String eol() {
        return is("eol", "crlf") ? "\r\n" : "\n";
    }

    Charset charset() {
        return Charset.forName(is("charset", "cp1252") ? "windows-1252" : "UTF-8");
    }

    ZoneOffset offset() {
        return ZoneOffset.of(get("offset"));
    }

    /** How the server calls itself; the versions that give ids of the short and of the long form. */
    String version() {
        return is("ids", "short") ? "IceWarp 10.3.0" : "IceWarp 11.2.1.1 RHEL6 x64";
    }
}
