// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Geography;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Standings;
import argine.detect.Trails;
import argine.detect.check.Figure;
import argine.detect.check.QueueCount;
import argine.detect.check.Shut;
import argine.detect.check.Snapshot;
import argine.detect.check.Snapshot.Busy;
import argine.detect.check.Snapshot.Suspect;
import argine.detect.check.Snapshot.Weight;
import argine.detect.check.Traffic;
import argine.detect.signal.Signals;
import argine.server.Log;
import argine.server.MailServer;
import argine.server.Queue;
import argine.server.Unreadable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One look at a server as it is now: its recent log is counted and investigated, its queue counted.
 *
 * <p>What is in the queue is not investigated: spam that waits there, or is held, may be of last
 * week, and its account long locked.
 */
public final class Glance {
    private static final int BUSIEST = 5;

    private final MailServer server;
    private final Instant since;
    private final Instant at;
    private final List<Shut> contained;
    private final Earlier earlier;

    /** The log of the same server from an earlier time on; nothing where it cannot be had. */
    public interface Earlier {
        Optional<Log> since(Instant time) throws IOException;
    }

    /** A look at a server whose log is that from {@code since} until {@code at}. */
    public Glance(MailServer server, Instant since, Instant at) {
        this(server, since, at, List.of(), _ -> Optional.empty());
    }

    /** The same, where these accounts are contained. */
    public Glance(
            MailServer server, Instant since, Instant at, List<Shut> contained, Earlier earlier) {
        this.contained = contained;
        this.earlier = earlier;
        this.server = server;
        this.since = since;
        this.at = at;
    }

    /**
     * Takes it; a message on hold that is older than {@code forgotten} counts as forgotten.
     *
     * @throws IOException when the log or the queue that is there cannot be read at all
     */
    public Snapshot snapshot(Duration forgotten) throws IOException {
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        List<String> missing = new ArrayList<>(server.missing());
        Traffic traffic = new Traffic(since, at);
        Ledger ledger = ledger();
        Read read = new Read(List.of(), noLog(), false);
        Unreadable unreadable = Unreadable.NOTHING;
        Unreadable unreadableHeld = Unreadable.NOTHING;
        if (server.log().isPresent()) {
            read = read(server.log().get(), ledger, traffic, missing);
            if (!read.ended()) {
                figures.putAll(traffic.perHour());
            }
        }
        QueueCount queued = new QueueCount(at, forgotten);
        if (server.queue().isPresent()) {
            Queue.Summary summary = server.queue().get().read(queued);
            missing.addAll(summary.trouble());
            unreadable = summary.unreadable();
            Optional<Queue> held = server.queue().get().held();
            if (held.isPresent()) {
                unreadableHeld = held.get().read(queued::held).unreadable();
            }
            figures.putAll(queued.figures());
        }
        return new Snapshot(
                since,
                at,
                figures,
                traffic.strips(),
                busiest(ledger, traffic),
                read.suspects(),
                queued.oldestHold(),
                missing.stream().distinct().toList(),
                new Snapshot.Unread(read.unread(), unreadable.said(), unreadableHeld.said()));
    }

    /** What the log says of misuse, what of it could not be read, and whether it ended before. */
    private record Read(List<Suspect> suspects, String unread, boolean ended) {}

    /** Without a log there is hardly anything to be seen; a log without a line is a quiet hour. */
    private String noLog() {
        String why = server.unlogged().isEmpty() ? "none was found" : server.unlogged();
        return "no log of the mail server was read; name it: --log FILE (" + why + ")";
    }

    private Read read(Log log, Ledger ledger, Traffic traffic, List<String> missing)
            throws IOException {
        Trails trails = new Trails(ledger);
        ShutDoors doors = new ShutDoors(contained);
        var reading =
                log.read(
                        event -> {
                            traffic.event(event);
                            trails.event(event);
                            doors.event(event);
                        });
        trails.finish();
        new Standings(ledger).judge();
        Report report =
                new Conclusion(
                                ledger,
                                new Signals(Geography.NOWHERE),
                                Geography.NOWHERE,
                                server,
                                Again.NOTHING_NAMED)
                        .report(Optional.of(reading), Optional.empty());
        missing.addAll(reading.trouble());
        String unreadable = reading.unreadable().said();
        Optional<String> silent =
                unreadable.isEmpty() ? Silence.at(at, reading, earlier) : Optional.empty();
        if (reading.from().isEmpty() && silent.isEmpty()) {
            missing.add(
                    "the log says nothing of this time: is it still written, is it the right one?");
        }
        String unread = silent.orElse(unreadable);
        return new Read(
                suspects(report, ledger, doors),
                unread.isEmpty() && isBlind(ledger)
                        ? new Blindness(ledger, server.name()).briefly()
                        : unread,
                silent.isPresent());
    }

    /**
     * Whether the log would not show who sends. In a quiet hour there may be nothing but old mail
     * that is tried again; then the day before is asked, if it can be had.
     */
    private boolean isBlind(Ledger ledger) throws IOException {
        boolean blind = ledger.arrivals.areUntold();
        if (!blind || ledger.arrivals.areSurelyUntold()) {
            return blind;
        }
        Optional<Log> day = earlier.since(at.minus(Silence.A_DAY));
        return day.isEmpty() || isBlind(day.get());
    }

    private boolean isBlind(Log day) throws IOException {
        Ledger ledger = ledger();
        Trails trails = new Trails(ledger);
        day.read(trails::event);
        trails.finish();
        return ledger.arrivals.areUntold();
    }

    private Ledger ledger() {
        return new Ledger(server.settings().ownNetworks(), server.settings().localDomains());
    }

    private static List<Suspect> suspects(Report report, Ledger ledger, ShutDoors doors) {
        Map<String, Profile> accounts = new TreeMap<>();
        ledger.profiles().stream()
                .filter(Profile::isAccount)
                .forEach(profile -> accounts.put(profile.name(), profile));
        List<Suspect> suspects = new ArrayList<>();
        for (Case one : report.cases()) {
            Optional<Profile> whose = one.namedAccount().map(accounts::remove);
            Suspect suspect = suspect(one);
            suspects.add(whose.map(profile -> doors.known(suspect, profile)).orElse(suspect));
        }
        accounts.values().forEach(one -> doors.alone(one).ifPresent(suspects::add));
        return suspects;
    }

    private static Suspect suspect(Case one) {
        String who = one.account().isEmpty() ? one.sender() : one.account();
        Origin origin = Origin.of(one.origin());
        Weight weight =
                origin == Origin.UNKNOWN
                        ? Weight.OLD
                        : origin.isWrong() ? Weight.MISUSED : Weight.OTHERS;
        return new Suspect(who, one.origin(), one.because(), weight);
    }

    private List<Busy> busiest(Ledger ledger, Traffic traffic) {
        return ledger.profiles().stream()
                .filter(Profile::isAccount)
                .map(profile -> busy(profile, traffic))
                .filter(busy -> busy.recipients() > 0)
                .sorted(
                        Comparator.comparingLong(Busy::recipients)
                                .reversed()
                                .thenComparing(Busy::account))
                .filter(busy -> contained.stream().noneMatch(shut -> isOf(shut, busy)))
                .limit(BUSIEST)
                .toList();
    }

    private static boolean isOf(Shut shut, Busy busy) {
        return shut.account().equalsIgnoreCase(busy.account());
    }

    private static Busy busy(Profile profile, Traffic traffic) {
        var tally = profile.all().tally;
        return new Busy(
                profile.name(),
                traffic.perHour(tally.messages),
                traffic.perHour(tally.recipientsAsked));
    }
}
