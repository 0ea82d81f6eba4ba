// SPDX-License-Identifier: Apache-2.0
package argine.guard.wire;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The daemon's log: a line for each thing that happened, {@code key=value} after {@code key=value}.
 *
 * <p>The journal of systemd reads the priority from the front of the line; a terminal gets the time
 * instead. What strangers can cause is bounded: of one kind of event at most sixty lines a minute,
 * then how many were left out. Values are made printable, and no caller hands in a secret.
 */
public final class Notices {
    private static final int MOST_A_MINUTE = 60;
    private static final int LONGEST_VALUE = 500;

    /** How bad it is; the number is syslog's. */
    private enum Grade {
        ERROR(3),
        WARNING(4),
        NOTICE(5);

        private final int priority;

        Grade(int priority) {
            this.priority = priority;
        }
    }

    /** How many lines of one kind this minute had. */
    private static final class Share {
        private Instant minute = Instant.EPOCH;
        private int written;
        private long left;
    }

    private final PrintWriter out;
    private final Clock clock;
    private final boolean journal;
    private final Map<String, Share> shares = new ConcurrentHashMap<>();

    /**
     * @param journal whether the lines go to the journal, which keeps time and priority itself
     */
    public Notices(PrintWriter out, Clock clock, boolean journal) {
        this.out = out;
        this.clock = clock;
        this.journal = journal;
    }

    /** Something that somebody has to repair. */
    public void error(String event, String... pairs) {
        write(Grade.ERROR, event, pairs);
    }

    /** Something that should not be, after which all goes on. */
    public void warn(String event, String... pairs) {
        write(Grade.WARNING, event, pairs);
    }

    /** Something that an administrator wants to find later. */
    public void notice(String event, String... pairs) {
        write(Grade.NOTICE, event, pairs);
    }

    private void write(Grade grade, String event, String... pairs) {
        Share share = shares.computeIfAbsent(event, _ -> new Share());
        long left;
        synchronized (share) {
            left = begin(share, clock.instant().truncatedTo(ChronoUnit.MINUTES));
            if (share.written > MOST_A_MINUTE) {
                share.left++;
                return;
            }
        }
        StringBuilder line = new StringBuilder(160);
        line.append(
                journal ? "<" + grade.priority + ">" : clock.instant() + " " + grade.name() + " ");
        pair("event", event, line);
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            pair(pairs[i], pairs[i + 1], line.append(' '));
        }
        if (left > 0) {
            pair("leftOut", Long.toString(left), line.append(' '));
        }
        print(line.append('\n').toString());
    }

    /** Counts one more; returns how many of an earlier minute were left out. */
    private static long begin(Share share, Instant minute) {
        long left = 0;
        if (!share.minute.equals(minute)) {
            left = share.left;
            share.minute = minute;
            share.written = 0;
            share.left = 0;
        }
        share.written++;
        return left;
    }

    private void print(String line) {
        synchronized (out) {
            out.print(line);
            out.flush();
        }
    }

    private static void pair(String key, String value, StringBuilder to) {
        to.append(key).append('=');
        String cut = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
        if (!cut.isEmpty()
                && cut.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '"' && c != '=')) {
            to.append(cut);
            return;
        }
        to.append('"');
        for (int i = 0; i < cut.length(); i++) {
            character(cut.charAt(i), to);
        }
        to.append('"');
    }

    private static void character(char c, StringBuilder to) {
        if (c == '"' || c == '\\') {
            to.append('\\').append(c);
        } else if (c >= ' ' && c < 0x7F) {
            to.append(c);
        } else {
            String hex = Integer.toHexString(c);
            to.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
        }
    }
}
