// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Geography;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Standings;
import argine.detect.Trails;
import argine.detect.Trails.Whose;
import argine.detect.signal.Signals;
import argine.mail.MailEvent;
import argine.mail.QueuedMessage;
import argine.server.Log;
import argine.server.MailServer;
import argine.server.Queue;
import argine.server.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads a server's log and queue and says what happened.
 *
 * <p>The log first, then the queue, then the judgement; each may be missing, and the report says
 * what that costs.
 */
public final class Investigation {
    private static final long WORTH_LOOKING_EARLY = 64L << 20;

    private final MailServer server;
    private final Signals signals;
    private final Geography geography;
    private final Watcher watcher;
    private final Again again;

    /** Is told how far the reading is, and what is certain before it ends. */
    public interface Watcher {
        /** Whether anybody would see what is certain early; looking for it takes time. */
        default boolean isWatching() {
            return false;
        }

        default void progress(long bytes, long ofBytes) {}

        default void certain(String account, long bytes, long ofBytes) {}
    }

    /** Is told whose a queued message is, where the log proves it and the queue does not tell. */
    public interface Owners {
        void proved(QueuedMessage message, Whose whose);
    }

    public Investigation(MailServer server, Geography geography, Watcher watcher) {
        this(server, geography, watcher, Again.NOTHING_NAMED);
    }

    /** The same, whose next commands bear the options that led to this server. */
    public Investigation(MailServer server, Geography geography, Watcher watcher, Again again) {
        this.server = server;
        this.geography = geography;
        this.signals = new Signals(geography);
        this.watcher = watcher;
        this.again = again;
    }

    /**
     * Does it.
     *
     * @throws IOException when neither log nor queue can be read
     */
    public Report report() throws IOException {
        return report((_, _) -> {});
    }

    /** The same, for whoever asks whose the queued messages are. */
    public Report report(Owners owners) throws IOException {
        Ledger ledger =
                new Ledger(server.settings().ownNetworks(), server.settings().localDomains());
        Trails trails = new Trails(ledger);
        Optional<Reading> reading = Optional.empty();
        if (server.log().isPresent()) {
            reading = Optional.of(server.log().get().read(new Early(trails, ledger)));
        }
        Optional<Queue.Summary> queued = Optional.empty();
        if (server.queue().isPresent()) {
            queued = Optional.of(read(server.queue().get(), trails, owners));
        }
        trails.finish();
        new Standings(ledger).judge();
        return new Conclusion(ledger, signals, geography, server, again).report(reading, queued);
    }

    /**
     * What is held is read first: what a sweep holds meanwhile is rather missed than met twice. It
     * shows what was sent, as if it still waited.
     */
    private static Queue.Summary read(Queue queue, Trails trails, Owners owners)
            throws IOException {
        Optional<Queue> beside = queue.held();
        Optional<Queue.Summary> held = Optional.empty();
        if (beside.isPresent()) {
            held = Optional.of(beside.get().read(tellingOf(trails::held, owners)));
        }
        Queue.Summary waiting = queue.read(tellingOf(trails::queued, owners));
        return held.map(waiting::with).orElse(waiting);
    }

    private static Consumer<QueuedMessage> tellingOf(
            Function<QueuedMessage, Optional<Whose>> trails, Owners owners) {
        return message -> trails.apply(message).ifPresent(one -> owners.proved(message, one));
    }

    /**
     * Looks at what is known so far when an eighth, a quarter and a half of a large log are read.
     */
    private final class Early implements Log.Sink {
        private final Trails trails;
        private final Ledger ledger;
        private final Tidying tidying;
        private final Set<String> told = new HashSet<>();
        private final List<Integer> shares = new ArrayList<>(List.of(16, 8, 4, 2));

        private Early(Trails trails, Ledger ledger) {
            this.trails = trails;
            this.ledger = ledger;
            this.tidying = new Tidying(ledger);
        }

        @Override
        public void event(MailEvent event) {
            trails.event(event);
        }

        @Override
        public void progress(long bytes, long ofBytes) {
            tidying.look();
            watcher.progress(bytes, ofBytes);
            boolean look =
                    watcher.isWatching()
                            && !shares.isEmpty()
                            && ofBytes >= WORTH_LOOKING_EARLY
                            && bytes >= ofBytes / shares.getFirst();
            if (look) {
                shares.removeFirst();
                tell(bytes, ofBytes);
            }
        }

        private void tell(long bytes, long ofBytes) {
            new Standings(ledger).judge();
            for (Profile profile : ledger.profiles()) {
                boolean clear =
                        profile.isAccount()
                                && profile.strange().tally.messages > 0
                                && new Verdict(signals.judge(profile, ledger)).confidence() >= 0.95;
                if (clear && told.add(profile.name())) {
                    watcher.certain(profile.name(), bytes, ofBytes);
                }
            }
        }
    }
}
