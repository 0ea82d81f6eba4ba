// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.Block;
import argine.server.Log;
import argine.server.Reading;
import argine.server.log.FileLog;
import argine.server.log.Format;
import argine.server.log.LogFile;
import argine.server.log.LogFiles;
import argine.server.log.Shapes;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** IceWarp's session logs as one log; what they do not say is told with the reading. */
public final class SessionLog implements Log {
    /** How long before a line its session may have begun, as far as it can matter. */
    public static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    private static final int MOST_LINES = 100;
    private static final String SMTP = String.valueOf(LogName.SMTP);

    private final LogFiles files;
    private final Clock clock;
    private final Optional<Instant> since;
    private final Optional<Instant> until;
    private final Logins logins;

    public SessionLog(
            LogFiles files,
            Clock clock,
            Optional<Instant> since,
            Optional<Instant> until,
            Logins logins) {
        this.files = files;
        this.clock = clock;
        this.since = since;
        this.until = until;
        this.logins = logins;
    }

    /**
     * How sessions are written, for whoever follows logs: one for all of them, because a session is
     * known by what its lines before have said.
     */
    public static Format format(Clock clock, Optional<Instant> since, Logins logins) {
        return new SessionFormat(new Dialogues(clock, since, Optional.empty(), logins), clock);
    }

    @Override
    public Reading read(Sink sink) throws IOException {
        Dialogues dialogues = new Dialogues(clock, since, until, logins);
        Reading reading = new FileLog(files, new SessionFormat(dialogues, clock), clock).read(sink);
        List<String> trouble = new ArrayList<>(reading.trouble());
        trouble.addAll(dialogues.remarks());
        return new Reading(
                reading.lines(),
                reading.unreadLines(),
                reading.otherPrograms(),
                reading.from(),
                reading.to(),
                reading.files(),
                reading.unread(),
                List.copyOf(trouble),
                reading.unreadable());
    }

    /**
     * Whether most lines have the form of a session's, from the first on that has: an excerpt may
     * have a preface. What a collector of logs wrote has none.
     */
    public static boolean hasForm(byte[] start) {
        Parts parts = new Parts(ZoneOffset.UTC, Instant.EPOCH);
        int lines = 0;
        int fits = 0;
        int from = 0;
        for (int i = 0; i < start.length && lines < MOST_LINES; i++) {
            if (start[i] == '\n') {
                boolean read = i > from + 1 && parts.read(start, from, i);
                boolean plain = read && (parts.flags() & Parts.WRAPPED) == 0;
                lines = plain && fits == 0 ? 0 : lines;
                lines += i > from + 1 ? 1 : 0;
                fits += read ? 1 : 0;
                from = i + 1;
            }
        }
        return fits > 0 && fits * 2 >= lines;
    }

    /** Tells when the lines of a log were written, by their beginnings, one after another. */
    public static LogFiles.LineTime times(LogFile log, Clock clock, Logins logins) {
        return new LineTimes(log, clock, logins)::of;
    }

    /**
     * How IceWarp writes sessions: each line names its peer and its thread, and the lines of many
     * sessions stand between each other.
     *
     * <p>Lines are cut into parts by several threads, and joined to sessions by one at a time.
     */
    static final class SessionFormat implements Format {
        private final Dialogues dialogues;
        private final Clock clock;

        SessionFormat(Dialogues dialogues, Clock clock) {
            this.dialogues = dialogues;
            this.clock = clock;
        }

        @Override
        public Parser parser(Shapes shapes) {
            return new LineCutter(shapes);
        }

        /** One thread's work on pieces. */
        private final class LineCutter implements Parser {
            private final Shapes shapes;
            private LogFile file =
                    new LogFile("", 0, Instant.EPOCH, java.io.InputStream::nullInputStream);
            private Parts parts = new Parts(clock.getZone(), Instant.EPOCH);

            LineCutter(Shapes shapes) {
                this.shapes = shapes;
            }

            @Override
            public Parsed parse(Block block, Text text) {
                if (!text.file().equals(file)) {
                    file = text.file();
                    parts = new Parts(clock.getZone(), file.year(clock));
                    parts.writer(LogName.of(file.name()).map(LogName::writer).orElse(SMTP));
                }
                Lines lines = new Lines(dialogues, block, text);
                int count = 0;
                long unread = 0;
                boolean follows = false;
                int start = text.start();
                while (start < text.length()) {
                    int end = text.lineEnd(start);
                    int last = end > start && text.bytes()[end - 1] == '\r' ? end - 1 : end;
                    if (last > start) {
                        boolean read = line(lines, text.bytes(), count, start, last);
                        if (!read && !(follows && isMore(text.bytes(), start, last))) {
                            unread++;
                            shapes.countHidden(text.bytes(), start, last);
                        }
                        follows |= read;
                    }
                    count++;
                    start = end + 1;
                }
                lines.counted(count, unread);
                return lines;
            }

            private boolean line(Lines lines, byte[] bytes, int index, int start, int end) {
                if (!parts.read(bytes, start, end)) {
                    return false;
                }
                if (parts.word != Word.NOTHING) {
                    lines.add(parts, index, start, end);
                }
                return true;
            }
        }

        /** The next line of a reply that was written as one entry: {@code 250-SIZE 1000}. */
        private static boolean isMore(byte[] b, int start, int end) {
            int at = start;
            while (at < end && (b[at] == ' ' || b[at] == '\t')) {
                at++;
            }
            return end - at > 3
                    && b[at] >= '1'
                    && b[at] <= '5'
                    && (b[at + 3] == '-' || b[at + 3] == ' ');
        }
    }
}
