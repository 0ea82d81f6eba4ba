// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Alarm;
import argine.detect.Geography;
import argine.detect.Ledger;
import argine.detect.Profile;
import argine.detect.Saying;
import argine.detect.Standings;
import argine.detect.Trails;
import argine.detect.Usage;
import argine.detect.signal.Signals;
import argine.mail.MailEvent;
import argine.mail.QueuedMessage;
import argine.server.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a server's log says while it is written: the same trails, signals and verdicts as over a
 * finished log, asked again and again.
 *
 * <p>Only accounts about which something new is known are judged. It grows with accounts and open
 * messages; what is old leaves it when it is made anew from the log of the last days. For one
 * thread.
 *
 * <p><b>Limits.</b> What messages say is known of those alone that are handed in from the queue.
 */
public final class Live {
    private static final long BETWEEN_COUNTS = 5_000_000;

    private final Ledger ledger;
    private final Trails trails;
    private final Standings standings;
    private final Signals signals;
    private final Cases cases;
    private final OtherOrigins origins;
    private final Map<Profile, Long> pulses = new HashMap<>();
    private final Map<Profile, Long> otherPulses = new HashMap<>();
    private long counted;

    /**
     * An account that somebody else seems to use.
     *
     * @param certain whether the evidence is of two kinds and one piece of it is strong: enough to
     *     stop an account without asking a person
     * @param lastMessage when the last message was accepted that its owner would not send
     */
    public record Suspect(Case found, boolean certain, Instant lastMessage) {}

    /**
     * A program of this host or a client that needs no login, which sends what it should not.
     *
     * @param name of what kind it is, and which
     */
    public record Abuse(String name, Case found, Instant lastMessage) {}

    /** For a server of this name. */
    public Live(Settings settings, Geography geography, String server) {
        this.ledger = new Ledger(settings.ownNetworks(), settings.localDomains());
        this.trails = new Trails(ledger);
        this.standings = new Standings(ledger);
        this.signals = new Signals(geography);
        this.cases =
                new Cases(ledger, geography, new NextSteps(server, false, Again.NOTHING_NAMED));
        this.origins = new OtherOrigins(ledger, cases, new Blindness(ledger, server));
    }

    /** Takes the next event. */
    public void event(MailEvent event) {
        trails.event(event);
    }

    /**
     * Takes a message of the queue, once; what it says counts until that ends. Nothing where it was
     * not put off, or the log does not know whose it is.
     */
    public Optional<Saying> queued(QueuedMessage message) {
        return trails.says(message);
    }

    /** Judges the accounts about which something new is known since the last look. */
    public List<Suspect> look() {
        countWaiting();
        List<Profile> moved = new ArrayList<>();
        for (Profile profile : ledger.profiles()) {
            if (profile.isAccount() && hasMoved(profile, pulses)) {
                moved.add(profile);
            }
        }
        standings.judge(moved);
        List<Suspect> suspects = new ArrayList<>();
        for (Profile profile : moved) {
            List<Alarm> alarms = signals.judge(profile, ledger);
            Verdict verdict = new Verdict(alarms);
            if (verdict.isCase()) {
                long last = Misuse.of(profile, ledger).sum().lastMessage;
                suspects.add(
                        new Suspect(
                                cases.account(profile, verdict),
                                verdict.isCertain(),
                                Cases.instant(last).orElse(Instant.EPOCH)));
            }
        }
        return suspects;
    }

    /** Every five seconds of the log's time: it looks at all that is open. */
    private void countWaiting() {
        if (ledger.to() - counted >= BETWEEN_COUNTS) {
            counted = ledger.to();
            trails.countWaiting();
        }
    }

    /** Judges the programs and the clients without a login of which something new is known. */
    public List<Abuse> abuses() {
        List<Abuse> found = new ArrayList<>();
        for (Profile profile : ledger.profiles()) {
            if (!profile.isAccount() && hasMoved(profile, otherPulses)) {
                origins.misuse(profile).ifPresent(one -> found.add(abuse(profile, one)));
            }
        }
        return found;
    }

    private static Abuse abuse(Profile profile, Case found) {
        long last = profile.all().lastMessage;
        return new Abuse(
                found.origin() + ": " + profile.name(),
                found,
                Cases.instant(last).orElse(Instant.EPOCH));
    }

    private static boolean hasMoved(Profile profile, Map<Profile, Long> pulses) {
        long pulse = pulse(profile);
        Long before = pulses.put(profile, pulse);
        return before == null || before != pulse;
    }

    /** How many accounts are known. */
    public int accounts() {
        return pulses.size();
    }

    /** A number that changes whenever something is counted for an account. */
    private static long pulse(Profile profile) {
        long pulse = profile.attempts().size();
        for (Usage usage : profile.usages()) {
            pulse = pulse * 31 + usage.tally.messages;
            pulse = pulse * 31 + usage.tally.delivered;
            pulse = pulse * 31 + usage.tally.deferred;
            pulse = pulse * 31 + usage.tally.bounced;
            pulse = pulse * 31 + usage.tally.queued;
            pulse = pulse * 31 + usage.heard;
            pulse = pulse * 31 + usage.mailboxLogins + usage.sessions;
        }
        return pulse;
    }
}
