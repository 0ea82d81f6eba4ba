// SPDX-License-Identifier: Apache-2.0
package argine.guard.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * Answers that hold for a time. Beyond what is kept the oldest makes way. For any number of
 * threads.
 */
public final class Lasting<K, V> {
    private final int most;
    private final ToIntFunction<V> weight;
    private final LongSupplier nanos;
    private final SequencedMap<K, Until<V>> answers = new LinkedHashMap<>();
    private int weighs;

    private record Until<V>(V answer, long end) {}

    /**
     * @param most how many are kept
     * @param nanos never goes back
     */
    public Lasting(int most, LongSupplier nanos) {
        this(most, _ -> 1, nanos);
    }

    /**
     * @param most how much all that is kept may weigh
     * @param weight of an answer; always the same
     * @param nanos never goes back
     */
    public Lasting(int most, ToIntFunction<V> weight, LongSupplier nanos) {
        this.most = most;
        this.weight = weight;
        this.nanos = nanos;
    }

    public synchronized void put(K key, V answer, Duration time) {
        remove(key);
        answers.putLast(key, new Until<>(answer, nanos.getAsLong() + time.toNanos()));
        weighs += weight.applyAsInt(answer);
        while (weighs > most) {
            weighs -= weight.applyAsInt(answers.pollFirstEntry().getValue().answer());
        }
    }

    public synchronized void remove(K key) {
        Until<V> old = answers.remove(key);
        if (old != null) {
            weighs -= weight.applyAsInt(old.answer());
        }
    }

    /** Forgets all such. */
    public synchronized void removeIf(Predicate<K> such) {
        answers.entrySet()
                .removeIf(
                        one -> {
                            boolean gone = such.test(one.getKey());
                            weighs -= gone ? weight.applyAsInt(one.getValue().answer()) : 0;
                            return gone;
                        });
    }

    /** What is known, while it holds. */
    public synchronized Optional<V> of(K key) {
        return Optional.ofNullable(answers.get(key)).filter(this::holds).map(Until::answer);
    }

    public boolean has(K key) {
        return of(key).isPresent();
    }

    /** Whether nothing is known, or not for as long as this any more: it is time to ask anew. */
    public synchronized boolean endsWithin(K key, Duration time) {
        Until<V> until = answers.get(key);
        return until == null || until.end() - nanos.getAsLong() < time.toNanos();
    }

    private boolean holds(Until<V> until) {
        return until.end() - nanos.getAsLong() > 0;
    }

    /** Whether one of those of which something is known is such. */
    public synchronized boolean anyMatch(Predicate<K> such) {
        return answers.entrySet().stream()
                .anyMatch(one -> such.test(one.getKey()) && holds(one.getValue()));
    }

    /** How many answers are kept, those that are over counted as well. */
    public synchronized int size() {
        return answers.size();
    }
}
