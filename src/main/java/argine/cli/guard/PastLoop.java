// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.detect.Geography;
import argine.guard.Guard;
import argine.guard.GuardStore;
import argine.guard.Logins;
import argine.guard.loop.Alert;
import argine.guard.loop.Incident;
import argine.guard.loop.Loop;
import argine.guard.loop.Mode;
import argine.investigate.Live;
import argine.investigate.Mmdb;
import argine.mail.MailEvent;
import argine.server.MailServer;
import argine.store.Clocks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * The loop put to the events of the past, under the clock of the log: whom it would have stopped by
 * itself, and when.
 *
 * <p>It looks as often as the daemon does whose looks cost nothing, with the daemon's own signals
 * and its own loop. The files of a log are read one after the other and the daemon sees them
 * together, so events are kept and put in order first; what is after a stop is still counted for
 * other accounts.
 */
public final class PastLoop {
    /** So that a log of any size needs no more than some hundred MB. */
    static final int MOST = 2_000_000;

    private static final Duration LOOK = Duration.ofMillis(250);

    private final Setup setup;
    private final MailServer server;
    private final Logins logins;
    private final List<MailEvent> events = new ArrayList<>();
    private final List<Stop> stops = new ArrayList<>();
    private boolean tooMany;
    private Instant now = Instant.EPOCH;

    /**
     * An account that would have been stopped.
     *
     * @param messages that had been accepted by then of those that its owner would not send
     * @param recipients outside to whom those were
     */
    public record Stop(
            String account,
            Instant at,
            long messages,
            long recipients,
            List<String> kinds,
            String because) {
        public Stop {
            kinds = List.copyOf(kinds);
        }
    }

    /** Nothing has happened yet. */
    public PastLoop(Setup setup, MailServer server) {
        this.setup = setup;
        this.server = server;
        this.logins = setup.guard().logins(setup.directory());
    }

    /** Whether a configuration lets the loop stop accounts. */
    public static boolean isWanted(Setup setup) {
        return setup.watching().loop().mode() == Mode.CONTAIN;
    }

    /** Keeps an event of the log; their order does not matter here. */
    public void take(MailEvent event) {
        if (events.size() < MOST) {
            events.add(event);
        } else {
            tooMany = true;
        }
    }

    /**
     * Plays what was kept.
     *
     * @param scratch an empty folder that is the replay's alone
     * @throws IOException when there was too much, or the folder cannot be written
     */
    public List<Stop> play(Path scratch) throws IOException {
        if (tooMany) {
            throw new IOException(
                    "the log tells more than "
                            + MOST
                            + " events, and the loop is replayed over fewer; name a part: --since 7d");
        }
        events.sort(Comparator.comparing(event -> event.seen().at()));
        InstantSource clock = () -> now;
        Clocks clocks = new Clocks(clock, () -> ChronoUnit.NANOS.between(Instant.EPOCH, now));
        GuardStore store =
                GuardStore.open(
                        scratch.resolve("loop"), scratch.resolve("loop-stopped-accounts"), clocks);
        try (Guard guard = Guard.of(setup.guard(), store, setup.directory(), clocks, _ -> {});
                Loop loop = Loop.open(guard.office(), scratch.resolve("told"), clock, this::told)) {
            Loop.Settings usual = setup.watching().loop();
            Loop.Settings stopping =
                    new Loop.Settings(Mode.CONTAIN, usual.extent(), usual.services());
            Live live = new Live(server.settings(), geography(), server.name());
            play(live, incident -> loop.take(incident, stopping));
        }
        return List.copyOf(stops);
    }

    private void play(Live live, Consumer<Incident> incidents) {
        for (int i = 0; i < events.size(); ) {
            Instant next = events.get(i).seen().at();
            now = now.isBefore(next) ? next : now;
            Instant until = now.plus(LOOK);
            for (; i < events.size() && events.get(i).seen().at().isBefore(until); i++) {
                live.event(events.get(i));
            }
            now = until;
            for (Live.Suspect suspect : live.look()) {
                incidents.accept(Incidents.of(suspect, name -> logins.of(name).account()));
            }
        }
    }

    private Geography geography() throws IOException {
        List<Path> mmdb = setup.watching().logs().mmdb();
        return mmdb.isEmpty()
                ? Geography.NOWHERE
                : new Mmdb(mmdb.stream().map(Path::toFile).toList());
    }

    private void told(Alert alert) {
        if (alert.event() == Alert.Event.STOPPED) {
            Incident incident = alert.incident();
            stops.add(
                    new Stop(
                            incident.account(),
                            now,
                            incident.messages(),
                            incident.recipients(),
                            incident.kinds(),
                            incident.because()));
        }
    }
}
