// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Logs whose names tell their day: nothing is renamed, another file begins, and for a while both
 * may grow, for their writer may keep lines back.
 *
 * <p>Once a second the files that grew are opened and read on from the last whole line; nothing is
 * held open or in memory between.
 *
 * <p><b>Limits.</b> Of more than {@value #MOST} files those of the oldest days are no longer looked
 * at. A last line that never gets its end is never read.
 */
final class FollowedFolder implements Followed {
    private static final int MOST = 1000;
    private static final int MOST_READS = 64;
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final DatedLogs logs;
    private final Clock clock;
    private final Consumer<String> trouble;
    private final byte[] buffer = new byte[Cutter.SIZE];
    private final Map<Path, Place> places = new HashMap<>();
    private List<Path> present = List.of();
    private final Map<Path, String> told = new HashMap<>();
    private Instant looked = Instant.EPOCH;
    private boolean unfinished;

    /**
     * How far one of them was read.
     *
     * @param seen how many bytes were read, the line that has no end yet included
     */
    private record Place(
            long offset, long line, boolean passing, long seen, long written, Beginning beginning) {
        static final Place START = new Place(0, 1, false, 0, 0, Beginning.NONE);

        static Place of(Position mark) {
            return new Place(
                    mark.offset(),
                    mark.line(),
                    mark.passing(),
                    mark.offset(),
                    mark.written(),
                    mark.beginning());
        }

        /** Whether what was read still stands there. */
        boolean isIn(FileChannel channel) throws IOException {
            return channel.size() >= offset && (beginning.isEmpty() || beginning.isOf(channel));
        }
    }

    FollowedFolder(DatedLogs logs, Clock clock, Consumer<String> trouble) {
        this.logs = logs;
        this.clock = clock;
        this.trouble = trouble;
    }

    @Override
    public String name() {
        return logs.folder().toString();
    }

    @Override
    public void begin(Optional<List<Position>> saved, Instant since, Hand past, Hand live) {
        Map<String, Position> marks =
                saved.orElse(List.of()).stream()
                        .filter(mark -> !mark.isDone())
                        .collect(Collectors.toMap(Position::key, mark -> mark, (_, last) -> last));
        long newest =
                marks.values().stream().mapToLong(Position::written).max().orElse(Long.MIN_VALUE);
        list();
        for (Path file : present) {
            try {
                long written = Files.getLastModifiedTime(file).toMillis();
                Optional<Position> mark = mark(marks, file);
                boolean known = mark.isEmpty() && (saved.isEmpty() || written < newest);
                if (written < since.toEpochMilli()) {
                    long size = Files.size(file);
                    places.put(file, new Place(size, 1, false, size, written, Beginning.NONE));
                } else if (known || mark.isPresent()) {
                    past(file, mark, past);
                }
            } catch (IOException e) {
                tell(file, "read", e);
            }
        }
    }

    /** Up to where it was read, if it is still the same file. */
    private Optional<Position> mark(Map<String, Position> marks, Path file) throws IOException {
        Position mark = marks.get(key(file));
        if (mark == null) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Place.of(mark).isIn(channel) ? Optional.of(mark) : Optional.empty();
        }
    }

    /** All that was news once, or all there is where nothing ever was. */
    private void past(Path file, Optional<Position> mark, Hand past) throws IOException {
        long end = mark.map(Position::offset).orElseGet(() -> size(file));
        boolean more = true;
        while (more) {
            more = read(file, past, end);
        }
        mark.filter(one -> place(file).offset == one.offset())
                .ifPresent(one -> places.put(file, Place.of(one)));
    }

    @Override
    public boolean step(Hand hand) {
        Instant now = clock.instant();
        boolean soon = Duration.between(looked, now).abs().compareTo(BETWEEN_LOOKS) < 0;
        if (soon && !unfinished) {
            return false;
        }
        if (!soon) {
            looked = now;
            list();
        }
        unfinished = false;
        for (Path file : present) {
            if (readOn(file, hand)) {
                unfinished = true;
                break; // the next file goes on where this one ends
            }
        }
        return unfinished;
    }

    private boolean readOn(Path file, Hand hand) {
        try {
            boolean more = size(file) != place(file).seen && read(file, hand, Long.MAX_VALUE);
            told.remove(file);
            return more;
        } catch (NoSuchFileException _) {
            places.remove(file); // its days are over
        } catch (IOException e) {
            tell(file, "read", e);
        }
        return false;
    }

    /** Until it is over, the same trouble is told once. */
    private void tell(Path what, String failed, IOException why) {
        String text = what + ": cannot be " + failed + ": " + why.getMessage();
        if (!text.equals(told.put(what, text))) {
            trouble.accept(text);
        }
    }

    private void list() {
        try {
            List<Path> all = logs.files().now();
            present = List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
            places.keySet().retainAll(all);
            told.keySet().retainAll(all);
        } catch (IOException e) {
            tell(logs.folder(), "listed", e);
        }
    }

    private Place place(Path file) {
        return places.getOrDefault(file, Place.START);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException _) {
            return -1; // whoever opens it is told why
        }
    }

    private String key(Path file) {
        return logs.folder().relativize(file).toString();
    }

    /** Reads on; returns whether there may be more at once. */
    private boolean read(Path file, Hand hand, long end) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Place from = place(file);
            from = from.isIn(channel) ? from : Place.START;
            InputStream in = Channels.newInputStream(channel.position(from.offset));
            Cutter cutter =
                    new Cutter(file.toString(), from.offset, from.line, from.passing, buffer);
            boolean more = true;
            for (int i = 0; i < MOST_READS && more; i++) {
                more = cutter.read(in, hand, end);
            }
            Beginning beginning =
                    from.beginning.isShort()
                            ? Beginning.of(channel, cutter.offset())
                            : from.beginning;
            long written = Files.getLastModifiedTime(file).toMillis();
            places.put(
                    file,
                    new Place(
                            cutter.offset(),
                            cutter.line(),
                            cutter.isPassing(),
                            cutter.read(),
                            written,
                            beginning));
            return more;
        } finally {
            Arrays.fill(buffer, (byte) 0); // the line without its end may be a password
        }
    }

    @Override
    public List<Position> positions() {
        List<Position> all = new ArrayList<>();
        all.add(Position.done(name(), Beginning.NONE)); // it is followed, though nothing be there
        for (Path file : present) {
            Place place = place(file);
            if (place.offset > 0) {
                all.add(
                        new Position(
                                name(),
                                key(file),
                                place.offset,
                                place.line,
                                place.passing,
                                place.written,
                                place.beginning));
            }
        }
        return all;
    }

    @Override
    public void close() {
        places.clear();
    }
}
