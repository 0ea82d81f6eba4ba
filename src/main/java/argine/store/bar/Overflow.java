// SPDX-License-Identifier: Apache-2.0
package argine.store.bar;

import argine.mail.Network;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which bars make way when there are too many.
 *
 * <p>First those that are over, then those of whoever has most: one provider's /32 can hold any
 * number of addresses, and must not push out the bars of all others. Only then those that end
 * first.
 */
final class Overflow {
    private static final int WIDE_V4 = 16;
    private static final int WIDE_V6 = 32;
    private static final Comparator<Bar> ENDS_FIRST = Comparator.comparing(Bar::until);

    private Overflow() {}

    /** Those of {@code bars} that go, so that {@code most} are left. */
    static Set<Barred> of(List<Bar> bars, int most, Instant now) {
        List<Bar> left = new ArrayList<>(bars);
        left.sort(Comparator.comparing((Bar bar) -> !bar.isOver(now)).thenComparing(ENDS_FIRST));
        Set<Barred> gone = new HashSet<>();
        for (Bar bar : left) {
            if (gone.size() < bars.size() - most && bar.isOver(now)) {
                gone.add(bar.whom());
            }
        }
        left.removeIf(bar -> gone.contains(bar.whom()));
        crowded(left, most).forEach(bar -> gone.add(bar.whom()));
        left.removeIf(bar -> gone.contains(bar.whom()));
        left.stream().limit(Math.max(0, left.size() - most)).forEach(bar -> gone.add(bar.whom()));
        return gone;
    }

    /** What is more than the others have, of those who have most; those that end first. */
    private static List<Bar> crowded(List<Bar> sorted, int most) {
        Map<Object, List<Bar>> groups = new HashMap<>();
        for (Bar bar : sorted) {
            groups.computeIfAbsent(group(bar.whom()), _ -> new ArrayList<>()).add(bar);
        }
        int share = share(groups.values().stream().mapToInt(List::size).toArray(), most);
        List<Bar> gone = new ArrayList<>();
        for (List<Bar> group : groups.values()) {
            gone.addAll(group.subList(0, Math.max(0, group.size() - share)));
        }
        return gone;
    }

    private static Object group(Barred whom) {
        return switch (whom) {
            case Barred.Clients(Network net) ->
                    Network.of(
                            net.base(),
                            Math.min(net.bits(), net.base().isV4() ? WIDE_V4 : WIDE_V6));
            case Barred.Strangers _ -> "logins";
        };
    }

    /** The smallest share that leaves at least so many, if no group keeps more than it. */
    private static int share(int[] sizes, int most) {
        int low = 1;
        int high = Integer.MAX_VALUE;
        while (low < high) {
            int middle = low + (high - low) / 2;
            long kept = 0;
            for (int size : sizes) {
                kept += Math.min(size, middle);
            }
            if (kept >= most) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
