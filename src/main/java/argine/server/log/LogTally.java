// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.server.Reading;
import argine.server.Unreadable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up how a log was read; one thread at a time, in the order of the lines. */
final class LogTally {
    private static final long A_DAY = 86_400_000_000L;

    private final long now;
    private final Shapes shapes = new Shapes();
    private final List<Reading.File> files = new ArrayList<>();
    private LogFile file = new LogFile("", 0, Instant.EPOCH, java.io.InputStream::nullInputStream);
    private long fileLines;
    private long fileBytes;
    private long lines;
    private long unread;
    private long otherPrograms;
    private long from = Long.MAX_VALUE;
    private long to = Long.MIN_VALUE;

    LogTally(long nowMicros) {
        this.now = nowMicros;
    }

    /** Returns the number of the piece's first line in its file. */
    long begin(InOrder.Parsed parsed) {
        if (!parsed.piece().file().equals(file)) {
            endFile();
            file = parsed.piece().file();
        }
        return fileLines + 1;
    }

    void end(InOrder.Parsed parsed) {
        fileLines += parsed.content().lines();
        fileBytes = parsed.piece().offset() + parsed.piece().length();
        unread += parsed.content().unread();
        otherPrograms += parsed.content().otherPrograms();
        from = Math.min(from, parsed.content().from());
        to = Math.max(to, parsed.content().to());
    }

    void add(Shapes others) {
        shapes.addAll(others);
    }

    /** Whether there was no line at all. */
    boolean isEmpty() {
        return lines + fileLines == 0;
    }

    private void endFile() {
        if (!file.name().isEmpty()) {
            files.add(new Reading.File(file.name(), fileBytes, fileLines));
        }
        lines += fileLines;
        fileLines = 0;
        fileBytes = 0;
    }

    Reading reading(List<String> trouble, Unreadable unreadable) {
        endFile();
        List<String> all = new ArrayList<>(trouble);
        if (to > now + A_DAY) {
            all.add("the log holds lines from the future, until " + instant(to).orElseThrow());
        }
        return new Reading(
                lines,
                unread,
                otherPrograms,
                instant(from),
                instant(to),
                List.copyOf(files),
                shapes.list(),
                List.copyOf(all),
                unreadable);
    }

    private static Optional<Instant> instant(long micros) {
        boolean set = micros != Long.MAX_VALUE && micros != Long.MIN_VALUE;
        return set ? Optional.of(Instant.EPOCH.plus(micros, ChronoUnit.MICROS)) : Optional.empty();
    }
}
