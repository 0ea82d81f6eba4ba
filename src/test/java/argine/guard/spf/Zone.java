// SPDX-License-Identifier: Apache-2.0
package argine.guard.spf;

import argine.guard.dns.RecordLookup;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records that a test writes; it remembers what was asked, and may fall silent. */
public final class Zone implements RecordLookup {
    public final List<String> asked = new ArrayList<>();
    final Set<String> silent = new HashSet<>();
    private final Map<String, List<String>> records = new LinkedHashMap<>();

    /** Writes records: {@code example.com TXT v=spf1 a -all}, one at a time. */
    public Zone with(String... lines) {
        for (String line : lines) {
            String[] parts = line.split(" ", 3);
            records.computeIfAbsent(parts[1] + " " + parts[0], _ -> new ArrayList<>())
                    .add(parts[2]);
        }
        return this;
    }

    @Override
    public Answer of(Kind kind, String name) {
        synchronized (asked) {
            asked.add(kind + " " + name);
        }
        if (silent.contains(name)) {
            return new Answer.Trouble();
        }
        List<String> values = records.getOrDefault(kind + " " + name, List.of());
        return values.isEmpty() ? new Answer.Nothing() : new Answer.Found(List.copyOf(values));
    }

    @Override
    public String toString() {
        return String.join("\n", records.toString().split("], ", -1));
    }
}
