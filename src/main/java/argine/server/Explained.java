// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Block;
import argine.mail.MailEvent;
import argine.server.log.LineReader;
import argine.server.log.Shapes;
import argine.server.log.Stamp;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How one line of a log is read: the events it becomes, or why it becomes none.
 *
 * <p>The same reader as for whole logs, so what is shown here is what happens there. {@code shown}
 * is the line without what may be a password; {@code timeOfDay} is there where the line tells no
 * day.
 */
public record Explained(
        Became became, List<MailEvent> events, String shown, Optional<LocalTime> timeOfDay) {

    /** What a line is to Argine. */
    public enum Became {
        EVENTS,
        NOTHING,
        /** A step of a session, which says something only with the session's other lines. */
        STEP,
        NOT_MAIL,
        UNREAD
    }

    /** One step of the way from a queued message to whoever sent it; a line of 0 is no line. */
    public record Step(String says, String file, long line, String quote) {}

    public static Explained line(String line, Clock clock) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        return Servers.session(bytes, clock).orElseGet(() -> syslog(line, bytes, clock));
    }

    private static Explained syslog(String line, byte[] bytes, Clock clock) {
        List<MailEvent> events = new ArrayList<>();
        Stamp stamp = new Stamp(clock.getZone(), clock.instant());
        LineReader reader = new LineReader(Servers.readers().get(), stamp, new Shapes());
        Block block = new Block("", 0, bytes, bytes.length);
        LineReader.Outcome outcome = reader.read(block, bytes, 0, 0, bytes.length - 1, events::add);
        boolean read = outcome == LineReader.Outcome.READ;
        String shown = read ? line : Shapes.shown(bytes, 0, bytes.length - 1);
        return new Explained(became(outcome, events), List.copyOf(events), shown, Optional.empty());
    }

    private static Became became(LineReader.Outcome outcome, List<MailEvent> events) {
        return switch (outcome) {
            case UNREAD -> Became.UNREAD;
            case OTHER_PROGRAM -> Became.NOT_MAIL;
            case READ -> events.isEmpty() ? Became.NOTHING : Became.EVENTS;
        };
    }
}
