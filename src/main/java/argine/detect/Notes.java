// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Line;
import argine.mail.Seen;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The first lines about each thing that may have to be proved later; a few of each. */
public final class Notes {
    private static final int FEW = 3;

    /** What a line shows. */
    public enum Topic {
        LOGGED_IN,
        SUBMITTED,
        QUEUED,
        STRANGE_SENDER,
        NO_SUCH_RECIPIENT,
        REFUSED_FOR_POLICY,
        DEFERRED,
        DELIVERED,
        REFUSED_HERE,
        SETTINGS_CHANGED,
        MAILBOX_READ
    }

    private Map<Topic, List<Line>> lines = Map.of();

    /** Keeps the line, when there are not enough of its kind yet. */
    void add(Topic topic, Seen seen) {
        if (lines.isEmpty()) {
            lines = new EnumMap<>(Topic.class);
        }
        List<Line> list = lines.computeIfAbsent(topic, _ -> new ArrayList<>(FEW));
        if (list.size() < FEW) {
            list.add(seen.line());
        }
    }

    void addAll(Notes other) {
        for (Map.Entry<Topic, List<Line>> entry : other.lines.entrySet()) {
            if (lines.isEmpty()) {
                lines = new EnumMap<>(Topic.class);
            }
            List<Line> list = lines.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>(FEW));
            entry.getValue().stream().limit(Math.max(0, FEW - list.size())).forEach(list::add);
        }
    }

    public List<Line> of(Topic topic) {
        return List.copyOf(lines.getOrDefault(topic, List.of()));
    }
}
