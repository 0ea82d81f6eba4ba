// SPDX-License-Identifier: Apache-2.0
package argine.guard.loop;

import argine.guard.Office;
import argine.store.Act;
import argine.store.ActFile;
import argine.store.block.Block;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Closes the loop: what is seen becomes an alert, and a stop.
 *
 * <p>People are told of an incident once, and again when the account is stopped, when there is
 * evidence of another kind, or four times as many recipients; of changes at most every ten minutes.
 * Who let an account go is not overruled by what was known then: only what happened later stops it
 * again. Who said that it was the owner is told of new kinds of evidence for a week, and nothing is
 * stopped. All of it is remembered over restarts.
 */
public final class Loop implements Closeable {
    /** Who stopped it, where a block says so. */
    public static final String NAME = "argine guard loop";

    private static final Duration TRUST = Duration.ofDays(7);
    private static final Duration BETWEEN_CHANGES = Duration.ofMinutes(10);
    private static final Duration FORGOTTEN = Duration.ofDays(30);

    /** What is older is told and not stopped: somebody may have seen to it. */
    private static final Duration RECENT = Duration.ofHours(1);

    private static final String LOGIN = "login";
    private static final int MUCH_MORE = 4;
    private static final int MOST = 10_000;

    /**
     * How far it goes.
     *
     * @param extent what is stopped
     * @param services logins of programs, a newsletter's or a shop's: what they send looks like a
     *     thief's, so they are stopped only where a login does too
     */
    public record Settings(Mode mode, Block.Extent extent, Set<String> services) {
        public Settings {
            services = Set.copyOf(services);
        }

        public Settings(Mode mode, Block.Extent extent) {
            this(mode, extent, Set.of());
        }

        private boolean spares(Incident incident) {
            return services.contains(incident.account()) && !incident.kinds().contains(LOGIN);
        }
    }

    private final Office office;
    private final InstantSource clock;
    private final Consumer<Alert> alerts;
    private final Map<String, Told> told = new HashMap<>();

    /** Changes for which it was too soon; nobody may move again before it is time. */
    private final Map<String, Incident> waiting = new HashMap<>();

    private final ActFile file;
    private boolean behind;

    private Loop(Office office, Path path, InstantSource clock, Consumer<Alert> alerts)
            throws IOException {
        this.office = office;
        this.clock = clock;
        this.alerts = alerts;
        this.file = ActFile.open(path, this::read).file();
        Instant oldest = clock.instant().minus(FORGOTTEN);
        told.values().removeIf(one -> one.at().isBefore(oldest));
        writeAll();
    }

    /**
     * Goes on from what it told before.
     *
     * @param path where that is kept
     * @param alerts told what people are to know; must not block for long
     */
    public static Loop open(Office office, Path path, InstantSource clock, Consumer<Alert> alerts)
            throws IOException {
        return new Loop(office, path, clock, alerts);
    }

    private void writeAll() throws IOException {
        file.replace(told.values().stream().map(Told::act).toList());
    }

    private void read(Act act) {
        try {
            Told one = Told.of(act);
            told.put(one.account(), one);
        } catch (DateTimeException _) {
            return; // as if it had not been told
        }
    }

    /**
     * Takes what is known of an account now. Returns whether the account was stopped by it. Where
     * there is no account people are told and nothing is stopped.
     */
    public synchronized boolean take(Incident incident, Settings settings) {
        if (settings.mode() == Mode.OFF || incident.account().isEmpty()) {
            return false;
        }
        waiting.remove(incident.account());
        Instant now = clock.instant();
        Optional<Told> before = Optional.ofNullable(told.get(incident.account()));
        if (before.isPresent() && !incident.seen().isAfter(before.get().released())) {
            return false;
        }
        boolean trusted = before.isPresent() && now.isBefore(before.get().trusted());
        boolean stopped = isStopped(incident.account());
        boolean recent = incident.seen().isAfter(now.minus(RECENT));
        boolean certain =
                incident.isOfAccount() && incident.certain() && !settings.spares(incident);
        boolean enough = certain && recent && !trusted && !stopped;
        if (settings.mode() == Mode.CONTAIN && enough) {
            tell(Alert.Event.STOPPED, incident, now, true, stop(incident, settings.extent()));
            return true;
        }
        Alert.Event event = event(before.orElse(null), incident, trusted);
        if (event == Alert.Event.CHANGED && !isDue(before.orElseThrow(), now)) {
            waiting.put(incident.account(), incident);
        } else if (event != null) {
            boolean late = certain && !recent && !trusted && !stopped;
            boolean kept = settings.mode() == Mode.CONTAIN && late;
            tell(event, incident, now, stopped, kept ? tooOld(incident, now) : "");
        }
        return false;
    }

    /** A log in another zone looks old for ever, so it is said why nothing is stopped. */
    private static String tooOld(Incident incident, Instant now) {
        return "Not stopped, because the newest line is "
                + Duration.between(incident.seen(), now).toMinutes()
                + " minutes old; if that is not so, the log is in another zone than the guard.";
    }

    /** Whether an account may not send, whoever stopped it. */
    public boolean isStopped(String account) {
        return office.blocked().stream()
                .anyMatch(block -> block.account().equals(account) && block.stopsSending());
    }

    /** Returns what people should know of how that went. */
    private String stop(Incident incident, Block.Extent extent) {
        try {
            String why = "case " + incident.id() + ": " + incident.because();
            office.block(incident.account(), extent, Optional.empty(), why, NAME);
            return "";
        } catch (IOException e) {
            return "It is stopped, but a restart of the guard would forget it: " + e.getMessage();
        }
    }

    private static Alert.@Nullable Event event(
            @Nullable Told before, Incident incident, boolean trusted) {
        if (before == null) {
            return Alert.Event.NEW;
        }
        boolean moreKinds = !before.kinds().containsAll(incident.kinds());
        boolean more = incident.recipients() >= MUCH_MORE * Math.max(1, before.recipients());
        boolean letGo = before.released().equals(before.at()) && !trusted;
        boolean changed = moreKinds || !trusted && more;
        return letGo || changed ? Alert.Event.CHANGED : null;
    }

    private static boolean isDue(Told before, Instant now) {
        boolean trusted = now.isBefore(before.trusted());
        boolean letGo = before.released().equals(before.at()) && !trusted;
        return letGo || !now.isBefore(before.at().plus(BETWEEN_CHANGES));
    }

    /** Takes out the changes that had to wait and are due; they are to be taken again. */
    public synchronized List<Incident> due() {
        Instant now = clock.instant();
        List<Incident> due =
                waiting.values().stream()
                        .filter(
                                one ->
                                        Optional.ofNullable(told.get(one.account()))
                                                .map(before -> isDue(before, now))
                                                .orElse(true))
                        .toList();
        due.forEach(one -> waiting.remove(one.account()));
        return due;
    }

    private void tell(
            Alert.Event event, Incident incident, Instant now, boolean stopped, String remark) {
        Told before = told.get(incident.account());
        Set<String> kinds = new HashSet<>(incident.kinds());
        if (before != null) {
            kinds.addAll(before.kinds());
        }
        String trouble =
                remember(
                        new Told(
                                incident.account(),
                                now,
                                List.copyOf(kinds),
                                incident.recipients(),
                                before == null ? Instant.EPOCH : before.released(),
                                before == null ? Instant.EPOCH : before.trusted()));
        String all = (remark + " " + trouble).strip();
        alerts.accept(new Alert(now, event, incident, stopped, all));
    }

    /** What cannot be written is known all the same, and written with the next or at the end. */
    private String remember(Told one) {
        told.put(one.account(), one);
        if (told.size() > MOST) {
            told.values().stream()
                    .min(Comparator.comparing(Told::at))
                    .ifPresent(eldest -> told.remove(eldest.account()));
        }
        try {
            if (behind || file.lines() > 2L * MOST) {
                writeAll();
            } else {
                file.append(one.act());
                file.force();
            }
            behind = false;
            return "";
        } catch (IOException e) {
            behind = true;
            return "A restart of the guard would tell this again: " + e.getMessage();
        }
    }

    /**
     * A person let an account go.
     *
     * @param theirs whether they say that it was the owner
     */
    public synchronized void released(String account, boolean theirs) throws IOException {
        Instant now = clock.instant();
        Told before = told.get(account);
        Told base =
                before == null ? new Told(account, now, List.of(), 0, now, Instant.EPOCH) : before;
        String trouble = remember(base.letGo(now, theirs ? now.plus(TRUST) : Instant.EPOCH));
        if (!trouble.isEmpty()) {
            throw new IOException(trouble);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            if (behind) {
                writeAll();
            }
        }
    }
}
