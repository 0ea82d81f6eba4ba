// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds logs whose times are not this host's, by lines that were just written: what they tell looks
 * old for ever, and nobody is stopped for what is old.
 *
 * <p>A log that was held back comes all at once; one in another zone is off by the same time minute
 * after minute.
 */
final class Skew {
    private static final Duration MUCH = Duration.ofMinutes(10);
    private static final Duration ALIKE = Duration.ofMinutes(2);
    private static final int ENOUGH = 20;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int MOST_FILES = 100;

    /**
     * How far a file was off in all lines of so many looks in a row.
     *
     * @param last when the last of these looks was
     */
    private record Steady(Duration off, int looks, Instant since, Instant last, boolean told) {

        private boolean isAlike(Duration next) {
            return off.minus(next).abs().compareTo(ALIKE) < 0;
        }

        private boolean isEnough(Instant now) {
            return !told && looks >= ENOUGH && !now.isBefore(since.plus(LONG));
        }
    }

    private final Map<String, Steady> files = new HashMap<>();
    private final Consumer<String> tell;

    Skew(Consumer<String> tell) {
        this.tell = tell;
    }

    /** A line came while nothing else was left to read. */
    void justWritten(String file, Instant stamp, Instant now) {
        Duration off = Duration.between(stamp, now);
        if (off.abs().compareTo(MUCH) < 0) {
            files.remove(file);
        } else if (files.size() < MOST_FILES || files.containsKey(file)) {
            files.put(file, next(file, off, now));
        }
    }

    /** The files that are off now, a sentence each. */
    List<String> present() {
        return files.entrySet().stream()
                .filter(file -> file.getValue().told())
                .map(file -> sentence(file.getKey(), file.getValue().off()))
                .sorted()
                .toList();
    }

    private Steady next(String file, Duration off, Instant now) {
        Steady before = files.get(file);
        if (before == null || !before.isAlike(off)) {
            return new Steady(off, 1, now, now, false);
        }
        boolean enough = before.isEnough(now);
        if (enough) {
            tell.accept(sentence(file, before.off()));
        }
        int looks = before.looks() + (now.equals(before.last()) ? 0 : 1);
        return new Steady(before.off(), looks, before.since(), now, before.told() || enough);
    }

    private static String sentence(String file, Duration off) {
        return file
                + ": its times are "
                + off.abs().toMinutes()
                + (off.isNegative() ? " minutes ahead of" : " minutes behind")
                + " this host's clock, so what it tells looks old, and for that nobody is stopped or"
                + " barred; start the guard in the log's zone (TZ in its unit), or have syslog write"
                + " the zone";
    }
}
