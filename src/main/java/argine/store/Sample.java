// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Some figures at one time, by name; a figure that was not taken is not there.
 *
 * <p>The time is kept to the second. At most {@value #MOST} figures belong to one sample.
 */
public record Sample(Instant at, SortedMap<String, Long> figures) {
    static final int MOST = 64;

    public Sample {
        at = Instant.ofEpochSecond(at.getEpochSecond());
        figures = Collections.unmodifiableSortedMap(new TreeMap<>(figures));
        if (figures.size() > MOST) {
            throw new IllegalArgumentException("more than " + MOST + " figures in one sample");
        }
    }

    public static Sample of(Instant at, Map<String, Long> figures) {
        return new Sample(at, new TreeMap<>(figures));
    }
}
