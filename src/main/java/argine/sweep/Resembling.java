// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import argine.mail.Address;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Looks among the names of a queue for one, and for those like it: two letters away, or the same
 * local part in another domain.
 */
final class Resembling {
    private static final int SHOWN = 3;
    private static final int FARTHEST = 2;

    /** A stranger chooses the senders of a queue; beyond these no other name is counted. */
    private static final int MAX_NAMES = 1000;

    private final Naming asked;
    private final Address address;
    private final Map<String, Long> counts = new HashMap<>();
    private boolean there;

    Resembling(Naming asked) {
        this.asked = asked;
        this.address = Address.of(asked.name());
    }

    void look(Sighting sighting) {
        there |= asked.holds(sighting);
        String name = asked.nameIn(sighting);
        if (counts.containsKey(name) || counts.size() < MAX_NAMES && isLike(name)) {
            counts.merge(name, 1L, Long::sum);
        }
    }

    boolean isThere() {
        return there;
    }

    Absent absent() {
        Map<String, Long> nearest = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(
                        Comparator.comparingInt((Map.Entry<String, Long> e) -> distance(e.getKey()))
                                .thenComparingLong(e -> -e.getValue())
                                .thenComparing(Map.Entry::getKey))
                .limit(SHOWN)
                .forEach(e -> nearest.put(e.getKey(), e.getValue()));
        return new Absent(asked.kind(), asked.name(), nearest);
    }

    private boolean isLike(String name) {
        if (name.isEmpty()) {
            return false;
        }
        int distance = distance(name);
        boolean near = distance <= FARTHEST && distance * 2 <= address.local().length();
        return near || Address.of(name).local().equals(address.local());
    }

    /** How many letters to change, add or leave out; too many to count is one more than enough. */
    private int distance(String name) {
        String wanted = asked.name();
        if (Math.abs(wanted.length() - name.length()) > FARTHEST) {
            return FARTHEST + 1;
        }
        int[] above = new int[name.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= wanted.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int other = wanted.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + other, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return Math.min(above[name.length()], FARTHEST + 1);
    }
}
