// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Line;
import argine.mail.Seen;
import java.util.ArrayList;
import java.util.List;

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

    private static final Topic[] TOPICS = Topic.values();
    private static final List<List<Line>> NONE = List.of();

    /** By topic; empty until the first line comes. */
    private List<List<Line>> lines = NONE;

    /** A bit for each topic of which there is enough: most lines are one more of many. */
    private int full;

    /** Keeps what stands elsewhere than in a log, such as in a queue file. */
    void add(Topic topic, Line line) {
        if (!isFull(topic)) {
            keep(topic, line);
        }
    }

    /** Keeps the line, when there are not enough of its kind yet. */
    void add(Topic topic, Seen seen) {
        if (!isFull(topic)) {
            keep(topic, seen.line());
        }
    }

    private boolean isFull(Topic topic) {
        return (full & 1 << topic.ordinal()) != 0;
    }

    private void keep(Topic topic, Line line) {
        List<Line> list = list(topic);
        list.add(line);
        if (list.size() == FEW) {
            full |= 1 << topic.ordinal();
        }
    }

    private List<Line> list(Topic topic) {
        if (lines.isEmpty()) {
            lines = new ArrayList<>(TOPICS.length);
            for (int i = 0; i < TOPICS.length; i++) {
                lines.add(List.of());
            }
        }
        List<Line> list = lines.get(topic.ordinal());
        if (list.isEmpty()) {
            list = new ArrayList<>(1);
            lines.set(topic.ordinal(), list);
        }
        return list;
    }

    void addAll(Notes other) {
        for (int i = 0; i < other.lines.size(); i++) {
            for (Line line : other.lines.get(i)) {
                add(TOPICS[i], line);
            }
        }
    }

    /** The lines about the first of these topics that has any. */
    public List<Line> firstOf(Topic... topics) {
        for (Topic topic : topics) {
            if (!of(topic).isEmpty()) {
                return of(topic);
            }
        }
        return List.of();
    }

    public List<Line> of(Topic topic) {
        return lines.isEmpty() ? List.of() : List.copyOf(lines.get(topic.ordinal()));
    }
}
