// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.detect.Geography;
import argine.guard.loop.Incident;
import argine.investigate.Live;
import argine.investigate.Mmdb;
import argine.mail.MailEvent;
import argine.server.Queue;
import argine.server.Servers;
import argine.server.Settings;
import argine.server.follow.DatedLogs;
import argine.server.follow.Follower;
import argine.server.log.SystemJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Looks at the log while it is written: hands events on, and the incidents that they make as soon
 * as {@link Pace} allows.
 *
 * <p>To be opened anew once a day: what is usual is learned again from the log of the last days, so
 * that nothing older than that is remembered. For one thread.
 */
final class Eyes implements AutoCloseable {
    private final Watching.Logs logs;
    private final Path position;
    private final Clock clock;
    private final Consumer<MailEvent> past;
    private final Consumer<MailEvent> news;
    private final Consumer<Incident> incidents;
    private final UnaryOperator<String> login;
    private final Consumer<String> trouble;
    private final Follower follower;
    private final Live live;
    private final QueueEyes queue;
    private final Pace pace = new Pace();
    private final Skew skew;
    private boolean isNew = true;
    private boolean isBehind = true;

    private Eyes(Wanted wanted, Clock clock) throws IOException {
        this.logs = wanted.logs();
        this.position = wanted.position();
        this.clock = clock;
        this.past = wanted.past();
        this.news = wanted.news();
        this.incidents = wanted.incidents();
        this.login = wanted.login();
        this.trouble = wanted.trouble();
        this.skew = new Skew(trouble);
        Instant since = clock.instant().minus(logs.history());
        Optional<DatedLogs> icewarp = Optional.empty();
        if (logs.icewarp().isPresent()) {
            icewarp = Optional.of(Servers.icewarp(logs.icewarp().get(), clock, since));
        }
        this.live =
                new Live(
                        icewarp.map(DatedLogs::settings).orElseGet(this::settings),
                        geography(),
                        icewarp.isPresent() ? "icewarp" : "postfix");
        this.queue = new QueueEyes(queue(icewarp), clock, trouble);
        Follower.Wanted followed =
                new Follower.Wanted(
                        logs.files(),
                        logs.journal() ? SystemJournal.followed() : List.of(),
                        position,
                        since,
                        icewarp);
        this.follower = new Follower(followed, Servers.readers(), clock, new Both(), trouble);
    }

    /**
     * What is looked at, and who is told.
     *
     * @param position where it is kept how far the logs were read
     * @param past told of every event from before the guard looked, at each start again
     * @param news told of every event once, over restarts
     * @param login brings a login into the form in which the guard counts it
     */
    record Wanted(
            Watching.Logs logs,
            Path position,
            Consumer<MailEvent> past,
            Consumer<MailEvent> news,
            Consumer<Incident> incidents,
            UnaryOperator<String> login,
            Consumer<String> trouble) {}

    /** The past makes what is usual; news are told besides. */
    private final class Both implements Follower.Sink {
        @Override
        public void past(MailEvent event) {
            live.event(event);
            isNew = true;
            past.accept(event);
        }

        @Override
        public void live(MailEvent event) {
            live.event(event);
            isNew = true;
            if (!isBehind) {
                String file = event.seen().block().file();
                skew.justWritten(file, event.seen().at(), clock.instant());
            }
            news.accept(event);
        }
    }

    /** Reads what the logs hold already, and is ready for more. */
    static Eyes open(Wanted wanted, Clock clock) throws IOException {
        Eyes eyes = new Eyes(wanted, clock);
        try {
            eyes.follower.begin();
            eyes.queue.begin();
        } catch (IOException | RuntimeException e) {
            eyes.follower.close();
            throw e;
        }
        return eyes;
    }

    /** Without it less is seen, and all the rest as well. */
    private Geography geography() {
        try {
            return logs.mmdb().isEmpty()
                    ? Geography.NOWHERE
                    : new Mmdb(logs.mmdb().stream().map(Path::toFile).toList());
        } catch (IOException e) {
            trouble.accept("mmdb: cannot be read: " + e.getMessage());
            return Geography.NOWHERE;
        }
    }

    private Optional<Queue> queue(Optional<DatedLogs> icewarp) {
        if (!logs.waiting().wanted()) {
            return Optional.empty();
        }
        try {
            return icewarp.isPresent()
                    ? icewarp.get().queue()
                    : Servers.queue(logs.postfix(), logs.waiting().named());
        } catch (IOException e) {
            trouble.accept(logs.postfix() + ": cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Settings settings() {
        try {
            return Files.exists(logs.postfix().resolve("main.cf"))
                    ? Servers.settings(logs.postfix())
                    : Settings.UNKNOWN;
        } catch (IOException e) {
            trouble.accept(logs.postfix() + ": cannot be read: " + e.getMessage());
            return Settings.UNKNOWN;
        }
    }

    /** Looks, without waiting; returns whether there may be more at once. */
    boolean step() {
        boolean more = follower.step();
        isBehind = more;
        isNew |= !more && queue.step(live::queued);
        Instant now = clock.instant();
        if (pace.isDue(now)) {
            look();
            follower.save();
            pace.looked(now, clock.instant());
        }
        return more;
    }

    /** Logs whose times are not this host's, and what hinders the look into the queue. */
    List<String> troubles() {
        return Stream.concat(skew.present().stream(), queue.troubles().stream()).toList();
    }

    private void look() {
        if (isNew) {
            isNew = false;
            for (Live.Suspect suspect : live.look()) {
                incidents.accept(Incidents.of(suspect, login));
            }
            live.abuses().forEach(abuse -> incidents.accept(Incidents.of(abuse)));
        }
    }

    @Override
    public void close() throws IOException {
        queue.close();
        follower.save();
        follower.close();
    }
}
