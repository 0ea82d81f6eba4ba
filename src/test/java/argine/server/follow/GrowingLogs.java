// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Logs of sessions that were written to their end, written again as they grew: in the order of
 * their times, in pieces that end within lines, and each file a while behind the others.
 */
public final class GrowingLogs {
    private static final Pattern NAME = Pattern.compile("[a-z]{1,3}(\\d{8})-\\d\\d\\.log");
    private static final Pattern TIME = Pattern.compile("\\] (\\d\\d:\\d\\d:\\d\\d)");

    private record Line(Instant at, String file, String text) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, StringBuilder> pending = new LinkedHashMap<>();
    private final Path folder;
    private final Random random = new Random(5);
    private int next;

    /** Those of one folder, to grow in another one. */
    public GrowingLogs(Path from, Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.sorted().toList()) {
                read(file);
            }
        }
        lines.sort(Comparator.comparing(Line::at));
    }

    private void read(Path file) throws IOException {
        String name = file.getFileName().toString();
        Matcher day = NAME.matcher(name);
        if (!day.matches()) {
            throw new IOException(name);
        }
        LocalDate date = LocalDate.parse(day.group(1), DateTimeFormatter.BASIC_ISO_DATE);
        Instant at = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        for (String text :
                Files.readString(file, StandardCharsets.ISO_8859_1).split("(?<=\n)", -1)) {
            Matcher time = TIME.matcher(text);
            if (time.find()) {
                Instant then =
                        date.atTime(LocalTime.parse(time.group(1))).toInstant(ZoneOffset.UTC);
                at = then.isBefore(at) ? at : then;
            }
            lines.add(new Line(at, name, text));
        }
    }

    public int size() {
        return lines.size();
    }

    public boolean isOver() {
        return next == lines.size() && pending.isEmpty();
    }

    /** A service finishes one file before it begins the next. */
    private boolean isFinished(String file) {
        return pending.keySet().stream()
                .anyMatch(other -> other.charAt(0) == file.charAt(0) && other.compareTo(file) > 0);
    }

    /** Writes what comes next, of each file some bytes less than there would be; tells the time. */
    public Instant grow(int most) throws IOException {
        int end = Math.min(lines.size(), next + 1 + random.nextInt(most));
        for (Line line : lines.subList(next, end)) {
            pending.computeIfAbsent(line.file, _ -> new StringBuilder()).append(line.text);
        }
        next = end;
        for (Map.Entry<String, StringBuilder> file : pending.entrySet()) {
            StringBuilder text = file.getValue();
            boolean whole = end == lines.size() || isFinished(file.getKey());
            int length = whole ? text.length() : random.nextInt(text.length() + 1);
            Files.writeString(
                    folder.resolve(file.getKey()),
                    text.substring(0, length),
                    StandardCharsets.ISO_8859_1,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            text.delete(0, length);
        }
        pending.values().removeIf(StringBuilder::isEmpty);
        return lines.get(end - 1).at;
    }
}
