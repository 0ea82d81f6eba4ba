// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The numbers that stand for meters in cells and in files. */
final class Rings {
    private final Map<Meter, Integer> numbers = new ConcurrentHashMap<>();
    private final List<Meter> meters = new CopyOnWriteArrayList<>();

    int of(Meter meter) {
        Integer known = numbers.get(meter);
        return known != null ? known : register(meter);
    }

    private synchronized int register(Meter meter) {
        Integer known = numbers.get(meter);
        if (known != null) {
            return known;
        }
        if (meters.size() >= Cell.MAX_RINGS) {
            throw new IllegalStateException(
                    "more than " + Cell.MAX_RINGS + " limits since the start; restart the guard");
        }
        meters.add(meter);
        numbers.put(meter, meters.size() - 1);
        return meters.size() - 1;
    }

    Meter meter(int ring) {
        return meters.get(ring);
    }

    int size() {
        return meters.size();
    }

    /** All meters, at the places of their numbers. */
    List<Meter> all() {
        return new ArrayList<>(meters);
    }
}
