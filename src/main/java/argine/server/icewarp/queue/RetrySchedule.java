// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When IceWarp tries again to deliver a message: minutes from one try to the next, of which the
 * last repeats. They stand in {@code config/interval.dat}, a number a line; without it the vendor
 * names 2, 10, 38, 70 and then always 120, which is taken for distances as its example does.
 */
public final class RetrySchedule {
    private static final List<Integer> USUAL = List.of(2, 10, 38, 70, 120, 120, 120, 120);
    private static final int LINES = 8;
    private static final int LARGEST = 4096;
    private static final int LONGEST = 7 * 24 * 60;
    private static final int LEVELS = 6;

    private final List<Integer> minutes;

    private RetrySchedule(List<Integer> minutes) {
        this.minutes = List.copyOf(minutes);
    }

    /** What holds for a queue file: the {@code config} folder is beside one of those it lies in. */
    public static RetrySchedule around(Path queueFile) {
        Path folder = queueFile.toAbsolutePath().getParent();
        for (int level = 0; level < LEVELS && folder != null; level++) {
            Path file = folder.resolve("config").resolve("interval.dat");
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return read(file);
            }
            folder = folder.getParent();
        }
        return new RetrySchedule(USUAL);
    }

    /** What a file says; a file that says something else is none. */
    static RetrySchedule read(Path file) {
        List<Integer> minutes = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(LARGEST), StandardCharsets.ISO_8859_1);
            for (String line : text.lines().limit(LINES).toList()) {
                int number =
                        line.strip().matches("[0-9]{1,5}") ? Integer.parseInt(line.strip()) : 0;
                if (number < 1 || number > LONGEST) {
                    break;
                }
                minutes.add(number);
            }
        } catch (IOException _) {
            minutes.clear();
        }
        return new RetrySchedule(minutes.isEmpty() ? USUAL : minutes);
    }

    /** How many tries there were in a time after the first one, which was at once. */
    public long triesWithin(Duration age) {
        long tries = 0;
        long left = age.toMinutes();
        for (int i = 0; i < minutes.size() - 1 && left >= minutes.get(i); i++, tries++) {
            left -= minutes.get(i);
        }
        return tries < minutes.size() - 1 ? tries : tries + left / minutes.getLast();
    }

    /** When it is tried next, for a message that came in at a time. */
    public Instant next(Instant arrival, Instant now) {
        long tries = triesWithin(Duration.between(arrival, now));
        return arrival.plus(Duration.ofMinutes(minutesUntil(tries + 1)));
    }

    /** Minutes from the arrival to a retry, of which the first is number 1. */
    long minutesUntil(long retry) {
        long sum = 0;
        for (int i = 0; i < Math.min(retry, minutes.size()); i++) {
            sum += minutes.get(i);
        }
        return sum + Math.max(0, retry - minutes.size()) * minutes.getLast();
    }
}
