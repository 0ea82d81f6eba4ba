// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Counts of names, the largest first. */
final class Counts {
    private Counts() {}

    static Map<String, Long> of(List<Sighting> sightings, Function<Sighting, String> name) {
        Map<String, Long> counts = new HashMap<>();
        sightings.forEach(sighting -> counts.merge(name.apply(sighting), 1L, Long::sum));
        return largestFirst(counts);
    }

    static Map<String, Long> largestFirst(Map<String, Long> counts) {
        Map<String, Long> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(
                        Comparator.comparingLong((Map.Entry<String, Long> e) -> -e.getValue())
                                .thenComparing(Map.Entry::getKey))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }
}
