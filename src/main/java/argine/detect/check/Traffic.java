// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import argine.mail.Address;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.Reaction;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the events of a stretch of time, by kind, and when in that time they happened.
 *
 * <p>Failed logins are written by the door and by the password check; the larger of the two numbers
 * counts. A filter's second copy of a message is not counted where it says whose copy it is.
 */
public final class Traffic {
    private static final long HOUR = 3600;
    private static final long SECOND = 1_000_000;

    /** Beyond these each answer counts as one more recipient. */
    private static final int MAX_UNKNOWN = 50_000;

    private static final List<Figure> HOURLY =
            Arrays.stream(Figure.values()).filter(Figure::isHourly).toList();

    private final long since;
    private final long seconds;
    private final long[][] slots = new long[Figure.values().length][Snapshot.SLOTS];
    private final Set<String> unknown = new HashSet<>();
    private final long[] inside = new long[Snapshot.SLOTS];

    public Traffic(Instant since, Instant until) {
        this.since = since.getEpochSecond() * SECOND;
        this.seconds = Math.max(60, Duration.between(since, until).toSeconds());
    }

    public void event(MailEvent event) {
        switch (event) {
            case MailEvent.Connected _ -> count(Figure.SESSIONS, event);
            case MailEvent.Submitted submitted when submitted.before().isEmpty() ->
                    count(Figure.ACCEPTED, event);
            case MailEvent.PickedUp picked when picked.before().isEmpty() ->
                    count(Figure.ACCEPTED, event);
            case MailEvent.Delivered delivered when delivered.relay() != MailEvent.Relay.FILTER ->
                    count(Figure.DELIVERED, event);
            case MailEvent.Deferred deferred -> {
                count(Figure.DEFERRALS, event);
                answered(deferred.reaction(), deferred.queueId(), deferred.recipient(), event);
            }
            case MailEvent.Bounced bounced -> {
                count(Figure.BOUNCED, event);
                answered(bounced.reaction(), bounced.queueId(), bounced.recipient(), event);
            }
            case MailEvent.LoginFailed failed -> failed(failed);
            default -> {} // tells nothing that is counted here
        }
    }

    /** One who does not exist counts once for each message, however often that is tried. */
    private void answered(Reaction reaction, QueueId message, Address recipient, MailEvent event) {
        if (reaction == Reaction.POLICY) {
            count(Figure.REFUSED, event);
        } else if (reaction == Reaction.NO_SUCH_RECIPIENT
                && (unknown.size() >= MAX_UNKNOWN || unknown.add(message + " " + recipient))) {
            count(Figure.UNKNOWN, event);
        }
    }

    private void failed(MailEvent.LoginFailed event) {
        if (event.service().equals("auth")) {
            inside[slot(event)]++;
        } else {
            count(Figure.FAILED_LOGINS, event);
        }
    }

    private void count(Figure figure, MailEvent event) {
        slots[figure.ordinal()][slot(event)]++;
    }

    private int slot(MailEvent event) {
        long at = (event.seen().micros() - since) / SECOND * Snapshot.SLOTS / seconds;
        return (int) Math.clamp(at, 0, Snapshot.SLOTS - 1L);
    }

    private long[] of(Figure figure) {
        boolean knowsMore =
                figure == Figure.FAILED_LOGINS && sum(inside) > sum(slots[figure.ordinal()]);
        return knowsMore ? inside : slots[figure.ordinal()];
    }

    /** How many there were of each kind in one hour. */
    public Map<Figure, Long> perHour() {
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        HOURLY.forEach(figure -> figures.put(figure, perHour(sum(of(figure)))));
        return figures;
    }

    /** A count over the whole time, as it would be in one hour. */
    public long perHour(long count) {
        return (count * HOUR + seconds / 2) / seconds;
    }

    private static long sum(long[] counts) {
        return Arrays.stream(counts).sum();
    }

    /** How many there were in each part of the time, by kind. */
    public Map<Figure, List<Integer>> strips() {
        Map<Figure, List<Integer>> strips = new EnumMap<>(Figure.class);
        HOURLY.forEach(figure -> strips.put(figure, strip(of(figure))));
        return strips;
    }

    private static List<Integer> strip(long[] counts) {
        return Arrays.stream(counts).mapToObj(n -> (int) Math.min(n, Integer.MAX_VALUE)).toList();
    }
}
