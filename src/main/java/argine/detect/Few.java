// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts names of which there are usually few, and keeps only so many apart; the rest is counted
 * together.
 */
public final class Few<T> {
    private final int most;
    private Map<T, long[]> counts = Map.of();
    private long others;

    Few(int most) {
        this.most = most;
    }

    void add(T name, long count) {
        long[] known = counts.get(name);
        if (known != null) {
            known[0] += count;
        } else if (counts.size() >= most) {
            others += count;
        } else {
            if (counts.isEmpty()) {
                counts = new LinkedHashMap<>(4);
            }
            counts.put(name, new long[] {count});
        }
    }

    void addAll(Few<T> other) {
        other.counts.forEach((name, count) -> add(name, count[0]));
        others += other.others;
    }

    /** The names that are kept apart, in the order in which they came. */
    public Set<T> names() {
        return Collections.unmodifiableSet(counts.keySet());
    }

    public boolean has(T name) {
        return counts.containsKey(name);
    }

    public long count(T name) {
        long[] count = counts.get(name);
        return count == null ? 0 : count[0];
    }

    /** Occurrences of names that were not kept apart. */
    public long others() {
        return others;
    }

    public long total() {
        return others + counts.values().stream().mapToLong(count -> count[0]).sum();
    }
}
