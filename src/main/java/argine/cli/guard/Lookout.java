// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Guard;
import argine.guard.Outlook;
import argine.guard.State;
import argine.guard.limit.Ruling;
import argine.guard.loop.Alert;
import argine.guard.loop.Incident;
import argine.guard.loop.Letter;
import argine.guard.loop.LimitNews;
import argine.guard.loop.Loop;
import argine.guard.loop.Postman;
import argine.guard.loop.StateNews;
import argine.guard.wire.Notices;
import argine.mail.MailEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The thread that looks at the log for the daemon, and what follows from what it sees.
 *
 * <p>Trouble with it is told, and never reaches those who answer the mail server.
 */
final class Lookout implements AutoCloseable {
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final long PAUSE = 250;
    private static final long LONG_PAUSE = 10_000;
    private static final long GRACE = 15_000;

    private final Wanted wanted;
    private final Clock clock;
    private final Notices notices;
    private final Loop loop;
    private final Postman postman;
    private final StateNews news;
    private final LimitNews limitNews = new LimitNews();

    private final Endings endings;
    private Watching.Logs looksAt = Watching.NOTHING.logs();
    private CountDownLatch asked = new CountDownLatch(1);
    private @Nullable Thread thread;
    private volatile List<String> troubles = List.of();

    /**
     * What it works with.
     *
     * @param folder where it keeps what it told, and how far the logs were read
     * @param past told of every event from before the guard looked
     * @param news told of every event once
     */
    record Wanted(
            Guard guard,
            Path folder,
            Supplier<Setup> setup,
            UnaryOperator<String> login,
            Consumer<MailEvent> past,
            Consumer<MailEvent> news) {}

    private Lookout(Wanted wanted, InstantSource wall, Notices notices) throws IOException {
        this.wanted = wanted;
        this.clock = wall.withZone(ZoneId.systemDefault());
        this.notices = notices;
        this.news = new StateNews(wanted.folder().resolve("state-told"));
        this.postman = new Postman(() -> wanted.setup().get().messengers(), new Brought());
        this.endings = new Endings(Endings.PAUSES, this::brokenOff);
        this.loop =
                Loop.open(
                        wanted.guard().office(),
                        wanted.folder().resolve("told"),
                        wall,
                        this::alert);
    }

    /** Nothing is looked at before {@link #begin}. */
    static Lookout open(Wanted wanted, InstantSource wall, Notices notices) throws IOException {
        return new Lookout(wanted, wall, notices);
    }

    /** Looks at the logs of the present configuration, if any. */
    synchronized void begin() {
        Watching watching = wanted.setup().get().watching();
        Watching.Logs logs = watching.logs();
        if (!logs.equals(looksAt)) {
            end();
            troubles = List.of();
            looksAt = logs;
            if (!logs.isEmpty()) {
                CountDownLatch end = new CountDownLatch(1);
                asked = end;
                thread =
                        Thread.ofPlatform()
                                .name("argine-eyes")
                                .daemon()
                                .start(() -> look(logs, end));
            }
        }
    }

    /** Until it is asked to end; what fails is begun again. */
    private void look(Watching.Logs logs, CountDownLatch end) {
        try {
            while (end.getCount() > 0) {
                try {
                    lookForADay(logs, end);
                } catch (IOException | RuntimeException | StackOverflowError e) {
                    troubles = List.of("the log cannot be looked at: " + e);
                    notices.error("not-looking", "why", String.valueOf(e));
                    end.await(LONG_PAUSE, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookForADay(Watching.Logs logs, CountDownLatch end)
            throws IOException, InterruptedException {
        Eyes.Wanted seen =
                new Eyes.Wanted(
                        logs,
                        wanted.folder().resolve("position"),
                        wanted.past(),
                        wanted.news(),
                        this::take,
                        wanted.login(),
                        text -> notices.warn("log", "trouble", text));
        Instant tomorrow = clock.instant().plus(A_DAY);
        try (Eyes eyes = Eyes.open(seen, clock)) {
            notices.notice("looking", "logs", logs.names());
            while (end.getCount() > 0 && clock.instant().isBefore(tomorrow)) {
                boolean more = eyes.step();
                loop.due().forEach(this::take);
                troubles = eyes.troubles();
                if (!more) {
                    end.await(PAUSE, TimeUnit.MILLISECONDS);
                }
            }
        }
    }

    /** What is looked at now, and what hinders it. */
    Outlook outlook() {
        Watching watching = wanted.setup().get().watching();
        List<String> all = new ArrayList<>(watching.unreadable());
        all.addAll(troubles);
        return new Outlook(watching.logs().names(), watching.loop().mode().word(), all);
    }

    private void take(Incident incident) {
        Watching watching = wanted.setup().get().watching();
        if (loop.take(incident, watching.loop())) {
            endings.add(
                    () -> new Ending(watching).ofStopped(incident.account(), loop::isStopped),
                    ended -> ended(incident, ended));
        }
    }

    /** People are told where a door cannot be shut. */
    private void ended(Incident incident, Ending.Ended ended) {
        if (!ended.how().isEmpty()) {
            notices.notice("ending-sessions", "account", incident.account(), "how", ended.how());
        }
        if (!ended.shut()) {
            alert(new Alert(clock.instant(), Alert.Event.CHANGED, incident, true, ended.how()));
        }
    }

    private void brokenOff() {
        notices.warn("ending-sessions", "how", "broke off; see argine contain --list");
    }

    private void alert(Alert alert) {
        notices.warn(
                "incident",
                "account",
                alert.incident().account(),
                "case",
                alert.incident().id(),
                "news",
                alert.event().name(),
                "stopped",
                Boolean.toString(alert.stopped()),
                "because",
                alert.incident().because());
        postman.bring(new Ending(wanted.setup().get().watching()).told(alert));
    }

    /** A person let an account go; {@code theirs} says that it was the owner. */
    void released(String account, boolean theirs) {
        try {
            loop.released(account, theirs);
        } catch (IOException e) {
            notices.error("loop", "account", account, "why", String.valueOf(e));
        }
    }

    /** People are told when the guard does its work better or worse. */
    void look(State state) {
        news.look(state, clock.instant()).ifPresent(postman::bring);
    }

    /** People are told when a limit is nearly used up. */
    void warned(Ruling.Warning warning) {
        limitNews.take(warning, clock.instant()).ifPresent(postman::bring);
    }

    /** How alerts came to people. */
    private final class Brought implements Postman.Listener {
        @Override
        public void brought(Letter letter, String by) {
            notices.notice("alert-sent", "account", letter.about(), "by", by);
        }

        @Override
        public void failed(Letter letter, String by, String why) {
            notices.error("alert-not-sent", "account", letter.about(), "by", by, "why", why);
        }
    }

    private void end() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        asked.countDown();
        try {
            running.join(GRACE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized void close() throws IOException {
        end();
        endings.close();
        postman.close();
        loop.close();
    }
}
