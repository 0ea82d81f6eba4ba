// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Profile;
import argine.detect.check.Shut;
import argine.detect.check.Snapshot.Suspect;
import argine.detect.check.Snapshot.Weight;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts that are contained, and what each of them got accepted all the same.
 *
 * <p>A message counts by when it was handed in: one that came before and waited, or was held, may
 * become active later. Many logs know seconds only, so nothing of the second in which a door was
 * shut counts.
 */
final class ShutDoors {
    private static final int MAX_OPEN = 50_000;

    private final Map<String, Shut> shut = new HashMap<>();
    private final Map<QueueId, Arrival> open = new LinkedHashMap<>();
    private final Map<String, Instant> sent = new HashMap<>();
    private final Set<String> waited = new HashSet<>();

    /** A proxy before the queue hides the login where the message is handed in. */
    private boolean proxied;

    private record Arrival(Shut of, Instant at) {
        private boolean isLate() {
            return isAfter(at, of);
        }
    }

    ShutDoors(List<Shut> doors) {
        for (Shut one : doors) {
            shut.merge(name(one.account()), one, (a, b) -> b.since().isBefore(a.since()) ? a : b);
        }
    }

    private static String name(String account) {
        return account.toLowerCase(Locale.ROOT);
    }

    private static boolean isAfter(Instant time, Shut door) {
        return !time.isBefore(door.since().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    void event(MailEvent event) {
        if (shut.isEmpty()) {
            return;
        }
        Instant at = time(event.seen().micros());
        switch (event) {
            case MailEvent.Submitted came -> arrived(came.queueId(), came.account(), at);
            case MailEvent.Relayed came -> relayed(came, at);
            case MailEvent.Queued queued -> accepted(queued.queueId(), at);
            case MailEvent.NotQueued refused -> open.remove(refused.queueId());
            default -> {} // brings no message in
        }
    }

    /** What hands on mail for a login says so before the message is queued, or after it. */
    private void relayed(MailEvent.Relayed came, Instant at) {
        proxied |= came.account().isEmpty();
        arrived(came.queueId(), came.account(), at);
        Arrival arrival = open.get(came.queueId());
        if (arrival != null && arrival.isLate()) {
            sent.put(name(arrival.of().account()), at);
        }
    }

    private void arrived(QueueId message, String account, Instant at) {
        open.remove(message); // of an earlier one with the same ID, of which no end was seen
        Shut door = account.isEmpty() ? null : shut.get(name(account));
        if (door == null) {
            return;
        }
        open.put(message, new Arrival(door, at));
        if (open.size() > MAX_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
    }

    private void accepted(QueueId message, Instant at) {
        Arrival arrival = open.remove(message);
        if (arrival == null) {
            return;
        }
        String account = name(arrival.of().account());
        if (arrival.isLate()) {
            sent.put(account, arrival.at());
        } else if (isAfter(at, arrival.of())) {
            waited.add(account);
        }
    }

    /** What an account is suspected of, beside that it is contained; the same where it is not. */
    Suspect known(Suspect suspect, Profile profile) {
        Shut door = shut.get(name(profile.name()));
        return door == null ? suspect : known(suspect, door, profile);
    }

    /** Of an account that nothing else is told of, that it is contained, if it is and did send. */
    Optional<Suspect> alone(Profile profile) {
        Suspect nothing = new Suspect(profile.name(), Origin.ACCOUNT.word(), "", Weight.CONTAINED);
        return Optional.ofNullable(shut.get(name(profile.name())))
                .filter(_ -> profile.all().tally.messages > 0)
                .map(door -> known(nothing, door, profile));
    }

    private Suspect known(Suspect suspect, Shut door, Profile profile) {
        Optional<Instant> last = lastSent(door, profile);
        String since =
                "contained since "
                        + door.since().truncatedTo(ChronoUnit.SECONDS)
                        + " (receipt "
                        + door.receipt()
                        + ")";
        String says =
                last.map(at -> " and sends all the same, last at " + second(at))
                        .orElse(", nothing accepted since");
        String because =
                suspect.because().isEmpty()
                        ? ""
                        : (last.isEmpty() ? "; before: " : "; ") + suspect.because();
        return new Suspect(
                suspect.who(),
                suspect.origin(),
                since + says + because,
                last.isPresent() ? Weight.MISUSED : Weight.CONTAINED);
    }

    private static Instant second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private Optional<Instant> lastSent(Shut door, Profile profile) {
        String account = name(door.account());
        Optional<Instant> told = Optional.ofNullable(sent.get(account));
        if (told.isPresent() || !proxied || waited.contains(account)) {
            return told;
        }
        return Optional.of(profile.all())
                .filter(usage -> usage.tally.messages > 0)
                .map(usage -> time(usage.lastMessage))
                .filter(at -> isAfter(at, door));
    }
}
