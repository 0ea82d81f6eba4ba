// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import argine.server.follow.Siblings.Sibling;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log file by its name, through every rotation.
 *
 * <p>Renamed: the old file is read on for two minutes, for its writer may not know yet. Emptied
 * after a copy was made (copytruncate): what had not been read is read from the copy. A rotated
 * file that was never seen under the log's own name, because two rotations followed each other
 * quickly or this program was down, is read whole. What was read is known again by its beginning,
 * also packed.
 *
 * <p><b>Limits.</b> What is written between the copy and the emptying is in no file; no reader can
 * have it.
 */
final class FollowedFile implements Followed {
    private static final Duration WRITERS_DELAY = Duration.ofMinutes(2);
    private static final int MOST_OLD = 4;
    private static final int MOST_DONE = 100;
    private static final int LOOKS = 4;

    /** A disk's clock is no finer; in milliseconds. */
    private static final long TICK = 50;

    /** A file that lost its name, and since when. */
    private record Old(OpenFile file, Instant since) {}

    private final Path path;
    private final Clock clock;
    private final Consumer<String> trouble;
    private final Deque<Old> old = new ArrayDeque<>();
    private final SequencedSet<Beginning> done = new LinkedHashSet<>();
    private @Nullable OpenFile current;

    /** When the folder had last changed when it was last looked at, in milliseconds. */
    private long folderChanged = Long.MIN_VALUE;

    /** Which changes are looked for, and in how many looks more: a disk's clock is coarse. */
    private long changedSince = Long.MIN_VALUE;

    private int looks;

    FollowedFile(Path path, Clock clock, Consumer<String> trouble) {
        this.path = path.toAbsolutePath();
        this.clock = clock;
        this.trouble = trouble;
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public void begin(Optional<List<Position>> saved, Instant since, Hand past, Hand live) {
        folderChanged = changeOfFolder();
        List<Position> marks = new ArrayList<>();
        for (Position position : saved.orElse(List.of())) {
            if (position.isDone()) {
                done(position.beginning());
            } else {
                marks.add(position);
            }
        }
        Hand unknown = saved.isPresent() ? live : past;
        long newest = marks.stream().mapToLong(Position::written).max().orElse(Long.MIN_VALUE);
        for (Sibling sibling : Siblings.of(path, since)) {
            Optional<Position> mark = mark(marks, sibling);
            mark.ifPresent(marks::remove);
            boolean known = done.contains(sibling.beginning()) || sibling.written() < newest;
            try {
                whole(sibling, mark, known ? past : unknown, past, live);
            } catch (IOException e) {
                trouble.accept(sibling.path() + ": cannot be read: " + e.getMessage());
            }
        }
        beginCurrent(marks, past, unknown);
    }

    private static Optional<Position> mark(List<Position> marks, Sibling sibling) {
        return marks.stream()
                .filter(
                        mark ->
                                mark.beginning().isEmpty()
                                        ? mark.key().equals(sibling.key())
                                        : sibling.begins(mark.beginning()))
                .findFirst();
    }

    /** Reads a rotated file: up to the mark it is the past. */
    private void whole(Sibling sibling, Optional<Position> mark, Hand without, Hand past, Hand live)
            throws IOException {
        done(sibling.beginning());
        Cutter cutter = Cutter.atStart(sibling.path().toString());
        try (InputStream in = sibling.open()) {
            if (mark.isPresent()) {
                toEnd(cutter, in, past, mark.get().offset());
            }
            Hand rest = mark.isPresent() ? live : without;
            toEnd(cutter, in, rest, Long.MAX_VALUE);
            cutter.end(rest);
        }
    }

    private static void toEnd(Cutter cutter, InputStream in, Hand hand, long end)
            throws IOException {
        boolean more = true;
        while (more) {
            more = cutter.read(in, hand, end);
        }
    }

    private void beginCurrent(List<Position> marks, Hand past, Hand unknown) {
        try {
            OpenFile file = OpenFile.open(path).orElse(null);
            if (file == null) {
                return;
            }
            current = file;
            Optional<Position> mark = Optional.empty();
            for (Position one : marks) {
                boolean same = one.beginning().isEmpty() && one.key().equals(file.key());
                mark = same || file.isBegunBy(one.beginning()) ? Optional.of(one) : mark;
            }
            long end = mark.map(Position::offset).orElse(0L);
            if (mark.isEmpty() && unknown.equals(past)) {
                end = Files.size(path);
            }
            boolean more = true;
            while (more) {
                more = file.read(past, end);
            }
        } catch (IOException e) {
            trouble.accept(path + ": cannot be read: " + e.getMessage());
        }
    }

    @Override
    public boolean step(Hand hand) {
        try {
            boolean more = readOld(hand);
            if (current == null) {
                current = OpenFile.open(path).orElse(null);
            }
            OpenFile file = current;
            if (file == null) {
                return more;
            }
            more |= readOn(file, hand);
            more |= rotate(file, hand);
            more |= adopt(hand);
            return more;
        } catch (IOException e) {
            trouble.accept(path + ": cannot be read: " + e.getMessage());
            return false;
        }
    }

    /** One that lost its name may have been emptied before. */
    private boolean readOn(OpenFile file, Hand hand) throws IOException {
        if (file.isCutShort()) {
            rescue(file, hand);
            file.restart();
        }
        return file.read(hand);
    }

    private boolean readOld(Hand hand) throws IOException {
        boolean more = false;
        Instant oldest = clock.instant().minus(WRITERS_DELAY);
        for (Old one : List.copyOf(old)) {
            boolean some = readOn(one.file, hand);
            more |= some;
            if (!some && (one.since.isBefore(oldest) || old.size() > MOST_OLD)) {
                one.file.end(hand);
                done(one.file.beginning());
                one.file.close();
                old.remove(one);
            }
        }
        return more;
    }

    /** Another file has the name: this one is read on for a while. */
    private boolean rotate(OpenFile file, Hand hand) throws IOException {
        if (!file.hasLost(path)) {
            return false;
        }
        readOn(file, hand);
        old.addLast(new Old(file, clock.instant()));
        current = null;
        return true;
    }

    /** The file was emptied; what had not been read of it may stand in a copy. */
    private void rescue(OpenFile file, Hand hand) throws IOException {
        for (Sibling copy : Siblings.of(path, Instant.EPOCH)) {
            if (copy.begins(file.beginning())) {
                done(copy.beginning());
                Cutter rest = file.rest(copy.path().toString());
                try (InputStream in = copy.open()) {
                    in.skipNBytes(rest.offset());
                    toEnd(rest, in, hand, Long.MAX_VALUE);
                    rest.end(hand);
                } catch (EOFException _) {
                    return; // more had been read than was copied
                }
            }
        }
    }

    /**
     * Takes up rotated files that never were seen under the log's own name: they came since the
     * folder was last looked at, and begin like none that was read.
     */
    private boolean adopt(Hand hand) throws IOException {
        long changed = changeOfFolder();
        if (changed != folderChanged) {
            changedSince = looks > 0 ? changedSince : folderChanged;
            folderChanged = changed;
            looks = LOOKS;
        }
        if (looks == 0 && Math.abs(clock.millis() - changed) > TICK) {
            return false;
        }
        looks = Math.max(0, looks - 1);
        List<Sibling> siblings = Siblings.of(path, Instant.ofEpochMilli(changedSince));
        if (isAnotherThere()) {
            looks = LOOKS;
            return true; // what is copied of the new file is known once that is open
        }
        boolean any = false;
        for (Sibling sibling : siblings) {
            any |= take(sibling, hand);
        }
        return any;
    }

    /** Asked after the rotated files were listed: copies of what is not open may be among them. */
    private boolean isAnotherThere() throws IOException {
        OpenFile file = current;
        return file == null ? Files.exists(path) : file.hasLost(path);
    }

    private boolean take(Sibling sibling, Hand hand) throws IOException {
        if (isCopyOfUnread(sibling)) {
            looks = LOOKS; // emptied before it is read, it stands in the copy alone
            return false;
        }
        if (isKnown(sibling) || isKnown(sibling.again())) {
            done(sibling.beginning());
            lastWritten(sibling);
            return false;
        }
        adopt(sibling, hand);
        return true;
    }

    /** Of many old files those are given up first that were not written to for longest. */
    private void lastWritten(Sibling sibling) {
        for (Old one : List.copyOf(old)) {
            if (one.file.key().equals(sibling.key())) {
                old.remove(one);
                old.addLast(one);
            }
        }
    }

    private boolean isCopyOfUnread(Sibling sibling) throws IOException {
        OpenFile file = current;
        return file != null
                && (file.beginning().isEmpty() || file.isCutShort())
                && !sibling.beginning().isEmpty()
                && file.isBegunBy(sibling.beginning());
    }

    /** One that is packed does not grow, and is read at once. */
    private void adopt(Sibling sibling, Hand hand) throws IOException {
        OpenFile file = OpenFile.open(sibling.path()).orElse(null);
        if (file != null && file.isBegunBy(sibling.beginning())) {
            old.addLast(new Old(file, clock.instant()));
        } else if (file != null) {
            file.close();
            whole(sibling, Optional.empty(), hand, hand, hand);
        }
    }

    private long changeOfFolder() {
        try {
            Path folder = path.getParent();
            return folder == null ? 0 : Files.getLastModifiedTime(folder).toMillis();
        } catch (IOException _) {
            return 0; // it is not there yet
        }
    }

    private boolean isKnown(Sibling sibling) throws IOException {
        if (done.contains(sibling.beginning()) || sibling.beginning().isEmpty()) {
            return true;
        }
        for (Old one : old) {
            if (isOf(one.file, sibling)) {
                return true;
            }
        }
        OpenFile file = current;
        return file != null && isOf(file, sibling);
    }

    /** Whether a rotated file is this one, or a copy of it or of its beginning. */
    private static boolean isOf(OpenFile file, Sibling sibling) throws IOException {
        return file.key().equals(sibling.key())
                || sibling.begins(file.beginning())
                || file.isBegunBy(sibling.beginning());
    }

    private void done(Beginning beginning) {
        if (!beginning.isEmpty()) {
            done.addLast(beginning);
            if (done.size() > MOST_DONE) {
                done.removeFirst();
            }
        }
    }

    @Override
    public List<Position> positions() {
        List<Position> all = new ArrayList<>();
        all.add(Position.done(name(), Beginning.NONE)); // it is followed, though nothing be there
        done.forEach(beginning -> all.add(Position.done(name(), beginning)));
        old.forEach(one -> all.add(one.file.position(name())));
        OpenFile file = current;
        if (file != null) {
            all.add(file.position(name()));
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        for (Old one : old) {
            one.file.close();
        }
        OpenFile file = current;
        if (file != null) {
            file.close();
        }
    }
}
