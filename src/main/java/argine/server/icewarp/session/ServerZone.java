// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.session;

import argine.mail.LongTable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * In which zone a server writes times of day: its own greeting stands in the same line with both.
 *
 * <p>{@code 10:00:00 >>> 220 mail.example.it ESMTP IceWarp 14.0; Tue, 24 Nov 2026 10:00:00 +0100}.
 * A log that was copied to a desk elsewhere is read as the server meant it, and a change to summer
 * time is noticed at the next greeting.
 *
 * <p>A greeting is the line right behind {@code Connected}: later ones may repeat a client's words.
 */
final class ServerZone {
    private static final int GREETING = 220;
    private static final int OFFSET = 5;
    private static final int CLOCK = 8;
    private static final long MINUTE = 60_000_000L;

    /** So many clients may be waiting for their greeting; beyond, those waiting are forgotten. */
    private static final int MAX_WAITING = 10_000;

    private LongTable<Boolean> waiting = new LongTable<>();

    /** Whether nothing has been said in this session but that it was opened. */
    private boolean isFirst(long key, Word word) {
        if (word == Word.CONNECTED) {
            waiting = waiting.size() < MAX_WAITING ? waiting : new LongTable<>();
            waiting.put(key, Boolean.TRUE);
            return false;
        }
        return waiting.size() > 0 && waiting.remove(key) != null;
    }

    /** The zone in the first greeting among the lines of a log's beginning. */
    static Optional<ZoneId> in(byte[] bytes, int length) {
        Parts parts = new Parts(ZoneOffset.UTC, Instant.EPOCH);
        ServerZone reader = new ServerZone();
        int start = 0;
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                int end = i > start && bytes[i - 1] == '\r' ? i - 1 : i;
                if (parts.read(bytes, start, end)
                        && parts.isTimeOfDay()
                        && reader.isFirst(parts.key, parts.word)
                        && isGreeting(parts)) {
                    Optional<ZoneId> zone = zone(bytes, parts.action, end, parts.micros);
                    if (zone.isPresent()) {
                        return zone;
                    }
                }
                start = i + 1;
            }
        }
        return Optional.empty();
    }

    private static boolean isGreeting(Parts parts) {
        return (parts.flags() & Parts.OUT) != 0
                && (parts.code() == GREETING || parts.word == Word.OTHER);
    }

    /** The zone in the first greeting among lines that follow those asked about before. */
    Optional<ZoneId> next(Lines lines) {
        for (int i = 0; i < lines.size(); i++) {
            boolean first = lines.isTimeOfDay(i) && isFirst(lines.key(i), lines.word(i));
            Optional<ZoneId> zone = first ? in(lines, i) : Optional.empty();
            if (zone.isPresent()) {
                return zone;
            }
        }
        return Optional.empty();
    }

    /** The zone that the first line of a session tells, if it is a greeting and its times agree. */
    static Optional<ZoneId> in(Lines lines, int i) {
        boolean greeting =
                lines.isTimeOfDay(i)
                        && lines.isOut(i)
                        && (lines.code(i) == GREETING || lines.word(i) == Word.OTHER);
        return greeting
                ? zone(lines.bytes(), lines.action(i), lines.end(i), lines.time(i))
                : Optional.empty();
    }

    /** Finds {@code 10:00:00 +0100}, the last of its form. */
    private static Optional<ZoneId> zone(byte[] b, int from, int end, long timeOfDay) {
        for (int at = end - OFFSET; at > from + CLOCK; at--) {
            boolean sign = (b[at] == '+' || b[at] == '-') && b[at - 1] == ' ';
            if (sign && Words.areDigits(b, at + 1, 4) && isClock(b, at - 1 - CLOCK)) {
                return agrees(b, at - 1 - CLOCK, timeOfDay) ? offset(b, at) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isClock(byte[] b, int at) {
        return Words.areDigits(b, at, 2)
                && b[at + 2] == ':'
                && Words.areDigits(b, at + 3, 2)
                && b[at + 5] == ':'
                && Words.areDigits(b, at + 6, 2);
    }

    private static boolean agrees(byte[] b, int at, long timeOfDay) {
        long minutes = Words.number(b, at, at + 2) * 60 + Words.number(b, at + 3, at + 5);
        long apart = Math.abs(minutes * MINUTE - timeOfDay);
        return Math.min(apart, LineStamp.DAY - apart) <= 2 * MINUTE;
    }

    private static Optional<ZoneId> offset(byte[] b, int at) {
        int hours = (int) Words.number(b, at + 1, at + 3);
        int minutes = (int) Words.number(b, at + 3, at + 5);
        if (hours > 14 || minutes > 59) {
            return Optional.empty();
        }
        int seconds = (hours * 60 + minutes) * 60;
        return Optional.of(ZoneOffset.ofTotalSeconds(b[at] == '-' ? -seconds : seconds));
    }
}
