// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Dovecot's settings, from what {@code doveconf -n} prints or from dovecot.conf and the files that
 * it includes. A setting within blocks goes by its path without their labels: {@code
 * service/inet_listener/port}. Where a block begins, its path stands with its label as the value,
 * so that what follows can be told apart: {@code service} is {@code doveadm}.
 */
public final class DoveconfText {
    private static final int MAX_FILE = 16 * 1024 * 1024;
    private static final int MAX_DEPTH = 10;
    private static final int MAX_SETTINGS = 100_000;

    private final List<Map.Entry<String, String>> settings = new ArrayList<>();
    private final Deque<String> blocks = new ArrayDeque<>();

    /** Reads a folder with dovecot.conf, that file itself, or a file that doveconf printed. */
    public static List<Map.Entry<String, String>> read(Path path) throws IOException {
        Path file = Files.isDirectory(path) ? path.resolve("dovecot.conf") : path;
        DoveconfText read = new DoveconfText();
        read.include(file, 0);
        return read.settings;
    }

    /** Reads text without following what it includes. */
    public static List<Map.Entry<String, String>> parse(String text) {
        DoveconfText read = new DoveconfText();
        joined(text).lines().forEach(line -> read.take(line.strip()));
        return read.settings;
    }

    private void include(Path file, int depth) throws IOException {
        String text;
        try (InputStream in = Files.newInputStream(file)) {
            text = new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8);
        }
        for (String line : (Iterable<String>) joined(text).lines()::iterator) {
            String plain = line.strip();
            if (plain.startsWith("!include") && depth < MAX_DEPTH) {
                String[] words = plain.split("\\s+", 2);
                for (Path other : matching(file, words.length < 2 ? "" : words[1])) {
                    include(other, depth + 1);
                }
            } else {
                take(plain);
            }
        }
    }

    /** A line that ends with a backslash goes on in the next. */
    private static String joined(String text) {
        return text.replaceAll("[ \\t]*\\\\\\r?\\n[ \\t]*", " ");
    }

    /** The readable files of a pattern such as {@code conf.d/*.conf}, in their order. */
    private static List<Path> matching(Path from, String pattern) {
        List<Path> found = new ArrayList<>();
        try {
            Path whole = from.toAbsolutePath().resolveSibling(pattern);
            Path folder = whole.getParent();
            if (folder == null || whole.getFileName() == null || !Files.isDirectory(folder)) {
                return found;
            }
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(folder, whole.getFileName().toString())) {
                files.forEach(found::add);
            }
        } catch (IOException | InvalidPathException | java.util.regex.PatternSyntaxException _) {
            return found;
        }
        found.removeIf(file -> !Files.isReadable(file) || !Files.isRegularFile(file));
        found.sort(null);
        return found;
    }

    private void take(String line) {
        if (line.isEmpty() || line.startsWith("#") || settings.size() >= MAX_SETTINGS) {
            return;
        }
        int equals = line.indexOf('=');
        String plain = uncommented(line);
        if (plain.endsWith("{") && !isSetting(plain)) {
            String[] words = plain.substring(0, plain.length() - 1).strip().split("\\s+", 2);
            blocks.addLast(words[0]);
            settings.add(Map.entry(String.join("/", blocks), words.length < 2 ? "" : words[1]));
        } else if (plain.equals("}")) {
            blocks.pollLast();
        } else if (equals > 0) {
            String name = line.substring(0, equals).strip();
            String path = blocks.isEmpty() ? name : String.join("/", blocks) + "/" + name;
            settings.add(Map.entry(path, value(line.substring(equals + 1))));
        }
    }

    /** A value may end with a brace too, which begins no block. */
    private static boolean isSetting(String line) {
        return line.matches("[A-Za-z0-9_]+\\s*=.*");
    }

    /** A value as it is written, without quotes and without a comment behind it. */
    static String value(String written) {
        String plain = uncommented(written.strip()).strip();
        boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
        return quoted ? plain.substring(1, plain.length() - 1) : plain;
    }

    /** What begins with {@code #} stays: doveconf prints so that it hides a value. */
    private static String uncommented(String text) {
        boolean quoted = text.startsWith("\"") && text.indexOf('"', 1) > 0;
        int from = quoted ? text.indexOf('"', 1) : 0;
        for (int i = from + 1; i < text.length(); i++) {
            if (text.charAt(i) == '#' && Character.isWhitespace(text.charAt(i - 1))) {
                return text.substring(0, i).strip();
            }
        }
        return text;
    }
}
