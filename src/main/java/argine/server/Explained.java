// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Block;
import argine.mail.MailEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * How one line of a log is read: the events it becomes, or why it becomes none.
 *
 * <p>The same reader as for whole logs, so what is shown here is what happens there.
 */
public record Explained(Became became, List<MailEvent> events) {

    /** What a line is to Argine. */
    public enum Became {
        EVENTS,
        NOTHING,
        NOT_MAIL,
        UNREAD
    }

    public static Explained line(String line, Clock clock) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        List<MailEvent> events = new ArrayList<>();
        Stamp stamp = new Stamp(clock.getZone(), clock.instant());
        LineReader reader = new LineReader(Servers.readers().get(), stamp, new Shapes());
        Block block = new Block("", 0, bytes, bytes.length);
        LineReader.Outcome outcome = reader.read(block, bytes, 0, 0, bytes.length - 1, events::add);
        return new Explained(became(outcome, events), List.copyOf(events));
    }

    private static Became became(LineReader.Outcome outcome, List<MailEvent> events) {
        return switch (outcome) {
            case UNREAD -> Became.UNREAD;
            case OTHER_PROGRAM -> Became.NOT_MAIL;
            case READ -> events.isEmpty() ? Became.NOTHING : Became.EVENTS;
        };
    }
}
