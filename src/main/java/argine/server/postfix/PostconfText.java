// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Postfix's parameters and what services are told otherwise, from what {@code postconf} prints, or
 * from main.cf and master.cf themselves.
 *
 * <p>{@code postconf -n} alone does not show the overrides of master.cf; {@code postconf -P} prints
 * them as {@code submission/inet/name = value}. {@code postconf -M} prints the services, with a
 * line for those that are told nothing of their own. All may be in one text.
 */
public final class PostconfText {
    private static final int MAX_FILE = 16 * 1024 * 1024;
    private static final Pattern OVERRIDE = Pattern.compile("(\\S+/[a-z]+)/([A-Za-z0-9_]+)");

    private static final int SERVICE_FIELDS = 8;
    private static final Pattern SERVICE =
            Pattern.compile("[^\\s=/]\\S*\\s+(?:inet|unix|unix-dgram|fifo|pass)\\s+\\S.*");
    private static final String SMTPD = "smtpd";
    private static final String PORT_25 = "smtp/inet";

    private String folder = "/etc/postfix";
    private final Map<String, String> parameters = new HashMap<>();
    private final Map<String, Map<String, String>> services = new LinkedHashMap<>();

    /** Which program each service is, where that was read. */
    private final Map<String, String> programs = new HashMap<>();

    /** Reads text with {@code name = value} lines; white space goes on with the line before. */
    public static PostconfText parse(String text) {
        PostconfText read = new PostconfText();
        for (String line : logical(text)) {
            int equals = line.indexOf('=');
            if (SERVICE.matcher(line).matches()) {
                read.takeService(line);
            } else if (equals > 0) {
                read.keep(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
            }
        }
        return read;
    }

    private void keep(String name, String value) {
        Matcher override = OVERRIDE.matcher(name);
        if (override.matches()) {
            service(override.group(1)).put(override.group(2), value);
        } else {
            parameters.put(name, value);
        }
    }

    /** Reads a folder with main.cf and master.cf, or a file that postconf printed. */
    public static PostconfText read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return parse(text(path));
        }
        PostconfText read = parse(text(path.resolve("main.cf")));
        read.folder = path.toAbsolutePath().normalize().toString();
        Path master = path.resolve("master.cf");
        if (Files.exists(master)) {
            logical(text(master)).forEach(read::takeService);
        }
        return read;
    }

    /** A line of master.cf: eight fields, the last of them the command with its options. */
    private void takeService(String line) {
        String[] fields = line.split("\\s+", SERVICE_FIELDS);
        if (fields.length < SERVICE_FIELDS
                || line.indexOf('/') == 0
                || fields[1].indexOf('/') >= 0) {
            return;
        }
        String name = fields[0] + "/" + fields[1];
        String command = fields[SERVICE_FIELDS - 1];
        programs.put(name, command.split("\\s", 2)[0]);
        Map<String, String> overrides = service(name);
        List<String> words = ListValue.split(command, Character::isWhitespace);
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("-o") && i + 1 < words.size()) {
                takeOption(words.get(++i), overrides);
            } else if (word.startsWith("-o")) {
                takeOption(word.substring(2), overrides);
            }
        }
    }

    /** {@code name=value}, or {@code {name = value}}. */
    private static void takeOption(String option, Map<String, String> overrides) {
        boolean braced = option.startsWith("{") && option.endsWith("}");
        String plain = braced ? option.substring(1, option.length() - 1) : option;
        int equals = plain.indexOf('=');
        if (equals > 0) {
            overrides.put(plain.substring(0, equals).strip(), plain.substring(equals + 1).strip());
        }
    }

    private Map<String, String> service(String name) {
        return services.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    }

    private static List<String> logical(String text) {
        List<StringBuilder> lines = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) && !lines.isEmpty()) {
                lines.getLast().append(' ').append(line.strip());
            } else {
                lines.add(new StringBuilder(line.strip()));
            }
        }
        return lines.stream().map(StringBuilder::toString).toList();
    }

    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8);
        }
    }

    private String raw(String name) {
        return parameters.getOrDefault(name, name.equals("config_directory") ? folder : "");
    }

    /** The parameters that are set, with parameters within them replaced. */
    public Map<String, String> parameters() {
        Expansion expansion = new Expansion(this::raw);
        Map<String, String> expanded = new HashMap<>();
        parameters.forEach((name, value) -> expanded.put(name, expansion.expand(value).strip()));
        return expanded;
    }

    /**
     * The services that take mail by SMTP, by {@code name/type}, and what each is told otherwise:
     * by an option, or because a parameter of main.cf contains one that is.
     */
    public Map<String, Map<String, String>> services() {
        Map<String, String> main = parameters();
        Map<String, Map<String, String>> expanded = new LinkedHashMap<>();
        services.forEach(
                (service, overrides) -> {
                    if (takesMail(service)) {
                        expanded.put(service, own(overrides, main));
                    }
                });
        if (programs.isEmpty() && !expanded.isEmpty()) {
            expanded.putIfAbsent(PORT_25, Map.of()); // -P does not print what has no options
        }
        return expanded;
    }

    private boolean takesMail(String service) {
        boolean mayListen = service.endsWith("/inet") || service.endsWith("/pass");
        return programs.isEmpty() ? mayListen : SMTPD.equals(programs.get(service));
    }

    private Map<String, String> own(Map<String, String> overrides, Map<String, String> main) {
        Expansion expansion = new Expansion(name -> overrides.getOrDefault(name, raw(name)));
        Map<String, String> own = new LinkedHashMap<>();
        overrides.forEach((name, value) -> own.put(name, expansion.expand(value).strip()));
        parameters.forEach(
                (name, value) -> {
                    if (value.indexOf('$') >= 0 && !own.containsKey(name)) {
                        String here = expansion.expand(value).strip();
                        if (!here.equals(main.get(name))) {
                            own.put(name, here);
                        }
                    }
                });
        return own;
    }
}
