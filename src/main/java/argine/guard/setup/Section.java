// SPDX-License-Identifier: Apache-2.0
package argine.guard.setup;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A table of a configuration file, read key by key.
 *
 * <p>What is wrong is noted with its line, and the usual value taken, so that one reading finds
 * everything. A key that nobody asks for is wrong too: it is a slip of the pen, and the
 * administrator believes in it.
 */
public final class Section {
    private static final Pattern SPAN = Pattern.compile("(\\d{1,6}) ?(s|min|h|d)");

    private final String name;
    private final @Nullable TomlTable table;
    private final int line;
    private final List<Problem> problems;
    private final Set<String> asked = new HashSet<>();
    private final List<Section> below = new ArrayList<>();

    Section(String name, @Nullable TomlTable table, int line, List<Problem> problems) {
        this.name = name;
        this.table = table;
        this.line = line;
        this.problems = problems;
    }

    /** Whether the file has it at all. */
    public boolean isThere() {
        return table != null;
    }

    /** All keys, in order of the alphabet. */
    public Set<String> keys() {
        return table == null ? Set.of() : new TreeSet<>(table.keySet());
    }

    private @Nullable Object value(String key) {
        asked.add(key);
        return table == null ? null : table.get(List.of(key));
    }

    /** Notes what is wrong with a key. */
    public void wrong(String key, String what) {
        problems.add(new Problem(lineOf(key), path(key) + ": " + what));
    }

    private String path(String key) {
        return name.isEmpty() ? key : name + "." + key;
    }

    private int lineOf(String key) {
        TomlPosition position = table == null ? null : table.inputPositionOf(List.of(key));
        return position == null ? line : position.line();
    }

    private int lineOf(String key, TomlArray array, int index) {
        TomlPosition position = array.inputPositionOf(index);
        return position == null ? lineOf(key) : position.line();
    }

    private <T> T typed(String key, Class<T> type, String what, T usual) {
        Object value = value(key);
        if (value == null) {
            return usual;
        }
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        wrong(key, what);
        return usual;
    }

    public String text(String key, String usual) {
        return typed(key, String.class, "write a text in quotes", usual);
    }

    public boolean flag(String key, boolean usual) {
        return typed(key, Boolean.class, "write true or false", usual);
    }

    public long number(String key, long usual, long least, long most) {
        long number = typed(key, Long.class, "write a whole number", usual);
        if (number < least || number > most) {
            wrong(key, "from " + least + " to " + most);
            return usual;
        }
        return number;
    }

    /** One of some words, made into something. */
    public <T> T word(String key, List<T> choices, Function<T, String> word, T usual) {
        String text = text(key, word.apply(usual));
        for (T choice : choices) {
            if (word.apply(choice).equals(text)) {
                return choice;
            }
        }
        wrong(key, "one of " + String.join(", ", choices.stream().map(word).toList()));
        return usual;
    }

    /** A time such as {@code 10 s}, {@code 5 min}, {@code 12 h}, {@code 7 d}. */
    public Duration span(String key, Duration usual) {
        String text = text(key, "");
        Matcher form = SPAN.matcher(text);
        if (text.isEmpty()) {
            return usual;
        }
        if (!form.matches()) {
            wrong(key, "write a time like \"10 s\", \"5 min\", \"12 h\" or \"7 d\"");
            return usual;
        }
        long number = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** A day, which begins at midnight UTC, or a moment. */
    public Optional<Instant> moment(String key) {
        return switch (value(key)) {
            case null -> Optional.empty();
            case LocalDate day -> Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant());
            case OffsetDateTime moment -> Optional.of(moment.toInstant());
            default -> {
                wrong(key, "write a day like 2026-12-31, without quotes");
                yield Optional.empty();
            }
        };
    }

    /** A list of texts; a single one may stand without brackets. */
    public List<String> texts(String key) {
        return texts(key, text -> text);
    }

    /** A list of texts, each made into something; what says why it cannot be is noted. */
    public <T> List<T> texts(String key, Function<String, T> reader) {
        List<T> read = new ArrayList<>();
        switch (value(key)) {
            case null -> {}
            case String text -> read(key, text, lineOf(key), reader, read);
            case TomlArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    int at = lineOf(key, array, i);
                    read(key, array.get(i), at, reader, read);
                }
            }
            default -> wrong(key, "write a list of texts: [\"...\", \"...\"]");
        }
        return read;
    }

    private <T> void read(
            String key, Object text, int at, Function<String, T> reader, List<T> read) {
        if (!(text instanceof String string)) {
            problems.add(new Problem(at, path(key) + ": write texts in quotes"));
            return;
        }
        try {
            read.add(reader.apply(string));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem(at, path(key) + ": " + e.getMessage()));
        }
    }

    /** The table below; it need not be in the file. */
    public Section section(String key) {
        Object value = value(key);
        if (value != null && !(value instanceof TomlTable)) {
            wrong(key, "write it as a table: [" + path(key) + "]");
        }
        TomlTable found = value instanceof TomlTable one ? one : null;
        Section section = new Section(path(key), found, lineOf(key), problems);
        below.add(section);
        return section;
    }

    /** The tables of a list: {@code [[allowance]]}. */
    public List<Section> sections(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof TomlArray array)) {
            wrong(key, "write each as [[" + path(key) + "]]");
            return List.of();
        }
        List<Section> sections = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            int at = lineOf(key, array, i);
            TomlTable found = array.get(i) instanceof TomlTable one ? one : null;
            Section section = new Section(path(key), found, at, problems);
            if (found == null) {
                problems.add(new Problem(at, path(key) + ": write each as [[" + path(key) + "]]"));
            }
            sections.add(section);
        }
        below.addAll(sections);
        return sections;
    }

    /** Notes every key that nobody has asked for, here and below. */
    void noteUnknown() {
        for (String key : keys()) {
            if (!asked.contains(key)) {
                wrong(key, "unknown");
            }
        }
        below.forEach(Section::noteUnknown);
    }
}
