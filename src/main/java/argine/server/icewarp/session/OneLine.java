// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Block;
import argine.mail.MailEvent;
import argine.server.Explained;
import argine.server.Explained.Became;
import argine.server.log.Format;
import argine.server.log.LogFile;
import java.time.Clock;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of a session log, read alone: what it is, and what it became. */
public final class OneLine {
    private OneLine() {}

    /** Reads it; nothing where it has not the form of a session's. */
    public static Optional<Explained> explained(byte[] bytes, Clock clock) {
        Parts parts = new Parts(clock.getZone(), clock.instant());
        if (!parts.read(bytes, 0, bytes.length - 1)) {
            return Optional.empty();
        }
        List<MailEvent> events = new ArrayList<>();
        LogFile nowhere = new LogFile("", 0, clock.instant(), java.io.InputStream::nullInputStream);
        Dialogues dialogues =
                new Dialogues(clock, Optional.empty(), Optional.empty(), new Logins());
        Format.Text text = new Format.Text(nowhere, bytes, bytes.length, false);
        Lines lines = new Lines(dialogues, new Block("", 0, bytes, bytes.length), text);
        lines.add(parts, 0, 0, bytes.length - 1);
        lines.handOn(events::add);
        String shown = Lines.text(bytes, 0, bytes.length - 1);
        Became became = events.isEmpty() ? Became.STEP : Became.EVENTS;
        return Optional.of(new Explained(became, List.copyOf(events), shown, timeOfDay(lines)));
    }

    /**
     * The usual form of a line gives no day: that is in the name of its file. A leap second is the
     * first of the next.
     */
    private static Optional<LocalTime> timeOfDay(Lines lines) {
        return lines.isTimeOfDay(0)
                ? Optional.of(LocalTime.ofNanoOfDay(lines.time(0) % LineStamp.DAY * 1000))
                : Optional.empty();
    }
}
