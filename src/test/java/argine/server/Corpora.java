// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.MailEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Log lines that others collected for their own programs, in the folder {@code ARGINE_CORPORA}.
 *
 * <p>Not part of this project: where the folder is absent a test says so and counts as not run.
 */
final class Corpora {
    static final Path FOLDER =
            Path.of(
                    Optional.ofNullable(System.getenv("ARGINE_CORPORA"))
                            .orElse("../shared/corpora"));
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Pattern PART = Pattern.compile(" (\\w+)=(\"[^ ].*\"(?= |$)|\\S*)");

    private Corpora() {}

    static List<Path> files(String folder) throws IOException {
        Path path = FOLDER.resolve(folder);
        if (!Files.isDirectory(path)) {
            System.out.println("Not run: log lines of others, no folder " + path);
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static List<String> lines(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    }

    static Explained explain(String line) {
        return Explained.line(line, CLOCK);
    }

    /** What a program wrote, as rsyslog would have kept it. */
    static Explained explain(String program, String message) {
        return explain("Nov 24 07:16:42 mail " + program + "[1]: " + message);
    }

    /** An event's parts by their names; {@code event} is its kind. */
    static Map<String, String> parts(MailEvent event) {
        String text = Described.event(event);
        Map<String, String> parts = new TreeMap<>();
        parts.put("event", event.getClass().getSimpleName());
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            parts.put(matcher.group(1), matcher.group(2));
        }
        return parts;
    }

    static Map<String, String> parts(Explained explained) {
        return explained.events().isEmpty() ? Map.of() : parts(explained.events().getFirst());
    }
}
