// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.MailEvent;
import argine.mail.Seen;
import argine.server.Log;
import argine.server.Reading;
import argine.server.log.LogFiles;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a session log says, each event as one line of words, and the line at which it was told. */
record Told(List<String> events, List<String> quotes, Reading reading) {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    static Told of(Path... files) throws IOException {
        return of(new Logins(), files);
    }

    static Told of(Logins logins, Path... files) throws IOException {
        List<String> events = new ArrayList<>();
        List<String> quotes = new ArrayList<>();
        Log log =
                new SessionLog(
                        LogFiles.inOrder(List.of(files)),
                        CLOCK,
                        Optional.empty(),
                        Optional.empty(),
                        logins);
        Reading reading =
                log.read(
                        event -> {
                            events.add(words(event));
                            quotes.add(event.seen().line().text());
                        });
        return new Told(events, quotes, reading);
    }

    /** Writes a log of one day and reads it. */
    static Told lines(Path folder, String... lines) throws IOException {
        return named(folder, "s20261124-00.log", lines);
    }

    static Told named(Path folder, String name, String... lines) throws IOException {
        Path file = folder.resolve(name);
        Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        return of(file);
    }

    /** An event without time and place: {@code Removed queueId=RSH57823}. */
    private static String words(MailEvent event) {
        StringBuilder text = new StringBuilder(event.getClass().getSimpleName());
        for (RecordComponent part : event.getClass().getRecordComponents()) {
            String value = part.getType() == Seen.class ? "" : value(part, event);
            if (!value.isEmpty()) {
                text.append(' ').append(part.getName()).append('=').append(value);
            }
        }
        return text.toString();
    }

    private static String value(RecordComponent part, MailEvent event) {
        try {
            part.getAccessor().setAccessible(true);
            Object value = part.getAccessor().invoke(event);
            return switch (value) {
                case Optional<?> maybe -> maybe.map(Object::toString).orElse("");
                case MailEvent.Commands c ->
                        c.authOk()
                                + "/"
                                + c.authTried()
                                + " "
                                + c.mailOk()
                                + " "
                                + c.rcptOk()
                                + "/"
                                + c.rcptTried()
                                + " "
                                + c.resets();
                default -> value.toString().equals("::") ? "" : value.toString();
            };
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
