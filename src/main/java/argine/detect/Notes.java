// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Line;
import argine.mail.Seen;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first lines about each thing that may have to be proved later; a few of each.
 *
 * <p>Queue files come in any order, so of theirs the first by name are kept: whoever looks twice
 * sees the same.
 */
public final class Notes {
    private static final int FEW = 3;

    /** What a line shows. */
    public enum Topic {
        LOGGED_IN,
        SUBMITTED,
        NAMED,
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
    private static final List<List<Kept>> NONE = List.of();

    /** By topic; empty until the first line comes. */
    private List<List<Kept>> lines = NONE;

    /** Of the queue, by the names of the files. */
    private List<Line> files = List.of();

    /** A bit for each topic of which there is enough: most lines are one more of many. */
    private int full;

    /**
     * Keeps what a queue file says of a message, when its name comes before those that are kept.
     */
    void queued(Line file) {
        boolean full = files.size() == FEW;
        if (full && file.file().compareTo(files.getLast().file()) >= 0) {
            return;
        }
        files = files.isEmpty() ? new ArrayList<>(1) : files;
        files.add(file);
        files.sort(Comparator.comparing(Line::file));
        if (full) {
            files.removeLast();
        }
    }

    private void add(Topic topic, Kept line) {
        if (!isFull(topic)) {
            keep(topic, line);
        }
    }

    /** Keeps the line, when there are not enough of its kind yet. */
    void add(Topic topic, Seen seen) {
        if (!isFull(topic)) {
            keep(topic, new Kept(seen.line()));
        }
    }

    private boolean isFull(Topic topic) {
        return (full & 1 << topic.ordinal()) != 0;
    }

    private void keep(Topic topic, Kept line) {
        List<Kept> list = list(topic);
        list.add(line);
        if (list.size() == FEW) {
            full |= 1 << topic.ordinal();
        }
    }

    private List<Kept> list(Topic topic) {
        if (lines.isEmpty()) {
            lines = new ArrayList<>(TOPICS.length);
            for (int i = 0; i < TOPICS.length; i++) {
                lines.add(List.of());
            }
        }
        List<Kept> list = lines.get(topic.ordinal());
        if (list.isEmpty()) {
            list = new ArrayList<>(1);
            lines.set(topic.ordinal(), list);
        }
        return list;
    }

    void addAll(Notes other) {
        for (int i = 0; i < other.lines.size(); i++) {
            for (Kept line : other.lines.get(i)) {
                add(TOPICS[i], line);
            }
        }
        other.files.forEach(this::queued);
    }

    /** The lines about the first of these topics that has any. */
    public List<Line> firstOf(Topic... topics) {
        for (Topic topic : topics) {
            if (!said(topic).isEmpty() || topic == Topic.QUEUED && !files.isEmpty()) {
                return of(topic);
            }
        }
        return List.of();
    }

    public List<Line> of(Topic topic) {
        Stream<Line> said = said(topic).stream().map(Kept::line);
        return topic == Topic.QUEUED
                ? Stream.concat(said, files.stream()).limit(FEW).toList()
                : said.toList();
    }

    private List<Kept> said(Topic topic) {
        return lines.isEmpty() ? List.of() : lines.get(topic.ordinal());
    }

    /** All lines of the log that are kept. */
    Stream<Kept> kept() {
        return lines.stream().flatMap(List::stream);
    }
}
