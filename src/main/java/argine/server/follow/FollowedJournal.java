// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import argine.server.log.Journal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The journal of this host, as {@code journalctl} tells it while it is written.
 *
 * <p>The cursor of the last entry is kept; where the program ends it is started again behind it,
 * after a second at first and after a minute when it ends again and again.
 */
final class FollowedJournal implements Followed {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final int MOST_READS = 64;
    private static final String NAME = "journal";

    private final List<String> question;
    private final Clock clock;
    private final Consumer<String> trouble;
    private String cursor = "";
    private Instant since = Instant.EPOCH;
    private Instant notBefore = Instant.MIN;
    private Duration pause = SHORTEST_PAUSE;
    private @Nullable Running running;

    /** A program that tells, and what cuts its text. */
    private record Running(Process process, InputStream raw, Journal journal, Cutter cutter) {}

    /**
     * The journal that a program tells of.
     *
     * @param question the program and its arguments, without those that say from where on
     */
    FollowedJournal(List<String> question, Clock clock, Consumer<String> trouble) {
        this.question = List.copyOf(question);
        this.clock = clock;
        this.trouble = trouble;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void begin(Optional<List<Position>> saved, Instant from, Hand past, Hand live) {
        since = clock.instant();
        Optional<String> mark = saved.orElse(List.of()).stream().findFirst().map(Position::key);
        try {
            Running history = start(List.of("--since=@" + from.getEpochSecond()));
            mark.ifPresent(history.journal::endBehind);
            boolean more = true;
            while (more) {
                more = history.cutter.read(history.journal, past);
            }
            cursor = mark.orElse(history.journal.cursor());
            end(history);
        } catch (IOException e) {
            trouble.accept("journal: the past cannot be read: " + e.getMessage());
            cursor = mark.orElse("");
        }
    }

    private Running start(List<String> more) throws IOException {
        List<String> words = new ArrayList<>(question);
        words.addAll(more);
        Process process =
                new ProcessBuilder(words)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                        .start();
        InputStream raw = process.getInputStream();
        Consumer<String> told = text -> trouble.accept("journal: " + text);
        return new Running(process, raw, Journal.export(raw, told), Cutter.atStart(NAME));
    }

    @Override
    public boolean step(Hand hand) {
        try {
            Running now = running;
            if (now == null) {
                running = restarted();
                return false;
            }
            boolean alive = now.process.isAlive();
            boolean more = read(now, hand);
            if (!alive && !more) {
                running = null;
                end(now);
                trouble.accept(question.getFirst() + " ended; it is started again");
                later();
            }
            return more;
        } catch (IOException e) {
            trouble.accept("journal: " + e.getMessage());
            later();
            return false;
        }
    }

    private boolean read(Running now, Hand hand) throws IOException {
        boolean more = now.journal.available() > 0;
        for (int i = 0; i < MOST_READS && more; i++) {
            more = now.cutter.read(now.journal, hand);
            cursor = now.journal.cursor();
            pause = SHORTEST_PAUSE;
            more &= now.journal.available() > 0;
        }
        return more;
    }

    private @Nullable Running restarted() throws IOException {
        if (clock.instant().isBefore(notBefore)) {
            return null;
        }
        String from =
                cursor.isEmpty()
                        ? "--since=@" + since.getEpochSecond()
                        : "--after-cursor=" + cursor;
        return start(List.of("--follow", "--no-tail", from));
    }

    private void later() {
        notBefore = clock.instant().plus(pause);
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private static void end(Running one) throws IOException {
        one.process.destroy();
        one.journal.close();
    }

    @Override
    public List<Position> positions() {
        return cursor.isEmpty() ? List.of() : List.of(Position.journal(NAME, cursor));
    }

    @Override
    public void close() throws IOException {
        Running now = running;
        if (now != null) {
            running = null;
            end(now);
        }
    }
}
