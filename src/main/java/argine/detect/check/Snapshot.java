// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server is doing now: its queue at {@code at}, and its log from {@code since} until then.
 *
 * <p>A figure that could not be taken is absent: those of the queue where no queue was read, those
 * of the log where no log was. What was {@code counted} where not all could be read is a part, and
 * no figure. {@code strips} divide the time into {@value #SLOTS} equal parts and say how much of
 * each kind happened in each. {@code missing} says in words what could not be read.
 */
public record Snapshot(
        Instant since,
        Instant at,
        Map<Figure, Long> counted,
        Map<Figure, List<Integer>> strips,
        List<Busy> busiest,
        List<Suspect> suspects,
        Optional<Instant> oldestHold,
        List<String> missing,
        Unread unread) {
    static final int SLOTS = 60;

    /**
     * What could not be read of the log, of the queue and of what is held outside of it, where they
     * are there, in words; empty where all was.
     */
    public record Unread(String log, String queue, String held) {
        public static final Unread NOTHING = new Unread("", "", "");

        /** What there is of them. */
        public List<String> all() {
            return Stream.of(log, queue, held).filter(one -> !one.isEmpty()).toList();
        }

        String of(Figure figure) {
            boolean holds = figure == Figure.HELD || figure == Figure.OLD_HOLDS;
            return figure.isHourly() ? log : holds && queue.isEmpty() ? held : queue;
        }
    }

    /** An account and what it sent in one hour, by messages and by their recipients. */
    public record Busy(String account, long messages, long recipients) {}

    /**
     * What an investigation of the recent log takes for misuse: of which account, or else what; and
     * why.
     */
    public record Suspect(String who, String origin, String because, Weight weight) {
        private static final String UNNAMED = "UNKNOWN";

        /** In one sentence; a reason that itself says who it is stands alone. */
        String said() {
            if (who.equals(UNNAMED)) {
                return origin.equals("unknown")
                        ? because
                        : "an account that the log does not name: " + because;
            }
            return (who.isEmpty() ? origin : who) + ": " + because;
        }
    }

    /** The accounts that are contained and send no more, in words. */
    public List<String> contained() {
        return told(Weight.CONTAINED);
    }

    List<String> told(Weight weight) {
        return suspects.stream()
                .filter(suspect -> suspect.weight() == weight)
                .map(Suspect::said)
                .toList();
    }

    /** How much a suspect weighs. */
    public enum Weight {
        /** This server is misused now. */
        MISUSED,
        /** Abuse of which the log of this time holds no beginning: old spam that is tried again. */
        OLD,
        /** An account whose door was shut, and that got nothing accepted since. */
        CONTAINED,
        /** Trouble that others have, and that is felt here. */
        OTHERS
    }

    /** What was counted, where all of it could be read. */
    public Map<Figure, Long> figures() {
        Map<Figure, Long> whole = new EnumMap<>(Figure.class);
        counted.forEach(
                (figure, value) -> {
                    if (unread.of(figure).isEmpty()) {
                        whole.put(figure, value);
                    }
                });
        return whole;
    }

    public Optional<Long> figure(Figure figure) {
        return Optional.ofNullable(figures().get(figure));
    }

    /** Whether all that is there could be read. */
    public boolean isWhole() {
        return unread.equals(Unread.NOTHING);
    }

    /**
     * Whether its figures may be held against those of other times: none is of a part, though there
     * may be no log.
     */
    public boolean isComparable() {
        boolean logged = counted.keySet().stream().anyMatch(Figure::isHourly);
        return isWhole()
                || new Unread(logged ? unread.log() : "", unread.queue(), unread.held())
                        .equals(Unread.NOTHING);
    }

    /** The same, with something else that was missing. */
    public Snapshot missing(List<String> all) {
        return new Snapshot(
                since,
                at,
                counted,
                strips,
                busiest,
                suspects,
                oldestHold,
                List.copyOf(all),
                unread);
    }

    long count(Figure figure) {
        return counted.getOrDefault(figure, 0L);
    }

    boolean has(Figure figure) {
        return counted.containsKey(figure);
    }
}
