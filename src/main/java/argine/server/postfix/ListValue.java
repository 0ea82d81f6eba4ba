// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/**
 * The words of a list in main.cf: those that stand there, and those in the files it names.
 *
 * <p>{@code /path} is a file of more words; {@code hash:/path} and the like are tables, whose
 * source is the text file {@code /path}: its keys are the words. Programs and data bases are not
 * asked. What could not be read is said, so nobody takes the list for whole.
 */
final class ListValue {
    private static final int MAX_FILE = 16 * 1024 * 1024;
    private static final int MAX_WORDS = 500_000;
    private static final Set<String> WITH_TEXT_SOURCE =
            Set.of("hash", "btree", "lmdb", "cdb", "dbm", "sdbm", "texthash", "cidr");

    private final String parameter;
    private final UnaryOperator<Path> place;
    private final List<String> trouble;
    private final List<String> words = new ArrayList<>();

    /** {@code place} says where a file that the list names really is. */
    ListValue(String parameter, UnaryOperator<Path> place, List<String> trouble) {
        this.parameter = parameter;
        this.place = place;
        this.trouble = trouble;
    }

    List<String> read(String value) {
        split(value).forEach(item -> take(item, true));
        return words;
    }

    private void take(String item, boolean followFiles) {
        int colon = item.indexOf(':');
        if (item.startsWith("!")) {
            trouble.add(
                    parameter + " leaves out " + item.substring(1) + ", which is not considered");
        } else if (item.startsWith("/")) {
            takeFile(item, followFiles);
        } else if (colon > 0 && item.indexOf('[') < 0 && isType(item.substring(0, colon))) {
            takeTable(item.substring(0, colon), item.substring(colon + 1));
        } else {
            add(item);
        }
    }

    private static boolean isType(String text) {
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z') || text.equals("proxy");
    }

    private void takeFile(String name, boolean followFiles) {
        if (followFiles) {
            for (String line : lines(name)) {
                split(line).forEach(item -> take(item, false));
            }
        }
    }

    private void takeTable(String type, String rest) {
        if (type.equals("proxy") && rest.indexOf(':') > 0) {
            takeTable(rest.substring(0, rest.indexOf(':')), rest.substring(rest.indexOf(':') + 1));
        } else if (type.equals("inline")) {
            split(rest.replace('{', ' ').replace('}', ' '))
                    .forEach(pair -> add(pair.split("=", 2)[0]));
        } else if (WITH_TEXT_SOURCE.contains(type) && rest.startsWith("/")) {
            takeKeys(rest);
        } else {
            trouble.add(
                    parameter + " is looked up in " + type + ":" + rest + ", which was not read");
        }
    }

    private void takeKeys(String name) {
        for (String line : lines(name)) {
            boolean continued = !line.isEmpty() && Character.isWhitespace(line.charAt(0));
            String key = line.strip().split("\\s+", 2)[0];
            if (!continued && !key.isEmpty() && !key.startsWith("!")) {
                add(key);
            }
        }
    }

    private void add(String word) {
        if (!word.isEmpty() && words.size() < MAX_WORDS) {
            words.add(word.toLowerCase(Locale.ROOT));
        }
    }

    private List<String> lines(String name) {
        Path file = place.apply(Path.of(name));
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8);
            return text.lines().filter(line -> !line.strip().startsWith("#")).toList();
        } catch (IOException _) {
            trouble.add(parameter + " names " + file + ", which could not be read");
            return List.of();
        }
    }

    /** Splits at commas and white space, but not within braces. */
    static List<String> split(String value) {
        return split(value, c -> c == ',' || Character.isWhitespace(c));
    }

    /** Splits at these characters, but not within braces. */
    static List<String> split(String value, IntPredicate isBetween) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth <= 0 && isBetween.test(c)) {
                items.add(item.toString());
                item.setLength(0);
            } else {
                item.append(c);
            }
        }
        items.add(item.toString());
        items.removeIf(String::isEmpty);
        return items;
    }
}
