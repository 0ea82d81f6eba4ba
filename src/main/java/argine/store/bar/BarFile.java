// SPDX-License-Identifier: Apache-2.0
package argine.store.bar;

import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.store.Act;
import argine.store.ActFile;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bars in a file; those that are over for a week more.
 *
 * <p>A bar is in the file as soon as it is set, and on the disk at the next {@link #flush}; one
 * that is set or taken away by hand is on the disk before it is answered. A lost file bars nobody:
 * what they did is counted elsewhere, and bars them again.
 *
 * <p>Asking takes no lock. At most {@value #MOST} that were set by hand are kept, and as many
 * others: no number of those pushes one out that an administrator set.
 */
public final class BarFile implements Bars {
    static final int MOST = 50_000;

    /** How long after its end a bar makes the next one longer. */
    static final Duration REMEMBERED = Duration.ofDays(7);

    /** With so many lines more than twice the bars the file is written anew. */
    static final int LONG_FILE = 10_000;

    private static final String NO_ROOM = "no room";

    private static final int V4 = 1 << 8;

    private final Map<Barred, Bar> bars = new ConcurrentHashMap<>();
    private final int most;
    private final ActFile file;
    private final Optional<String> remark;
    private volatile int[] lengths = {};
    private @Nullable IOException trouble;
    private boolean unforced;

    /** How many were set by hand, at most: some may be over and forgotten; -1 if not known. */
    private int byHand = -1;

    private BarFile(Path path, int most) throws IOException {
        this.most = most;
        ActFile.Opened opened = ActFile.open(path, this::read);
        file = opened.file();
        remark = opened.remark();
        bars.values().stream().map(Bar::since).max(Instant::compareTo).ifPresent(this::bound);
        lengths = lengthsInUse();
        file.replace(acts());
    }

    /** Opens the file, which need not exist. */
    public static BarFile open(Path file) throws IOException {
        return open(file, MOST);
    }

    static BarFile open(Path file, int most) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent, Store.ofOwner(parent, "rwx------"));
        }
        return new BarFile(file, most);
    }

    private void read(Act act) {
        if (act.word().equals(BarLine.RELEASED)) {
            BarLine.whom(act).ifPresent(bars::remove);
        } else {
            BarLine.bar(act).ifPresent(bar -> bars.put(bar.whom(), bar));
        }
    }

    @Override
    public List<String> remarks() {
        return remark.stream().toList();
    }

    @Override
    public Optional<Bar> of(ClientAddress client, Instant now, Predicate<Bar> kind) {
        Bar longest = null;
        for (int length : lengths) {
            if (length >= V4 == client.isV4()) {
                Bar bar = bars.get(new Barred.Clients(Network.of(client, length & V4 - 1)));
                boolean later =
                        bar != null
                                && !bar.isOver(now)
                                && (longest == null || bar.until().isAfter(longest.until()))
                                && kind.test(bar);
                longest = later ? bar : longest;
            }
        }
        return Optional.ofNullable(longest);
    }

    @Override
    public Optional<Bar> of(Barred whom, Instant now) {
        return Optional.ofNullable(bars.get(whom)).filter(bar -> !bar.isOver(now));
    }

    @Override
    public int times(Barred whom, Instant now) {
        Bar bar = bars.get(whom);
        return bar == null || isForgotten(bar, now) ? 0 : bar.times();
    }

    @Override
    public Stream<Bar> all() {
        return bars.values().stream();
    }

    @Override
    public List<Bar> standing(Instant now) {
        return bars.values().stream()
                .filter(bar -> !bar.isOver(now))
                .sorted(
                        Comparator.comparing(Bar::until)
                                .thenComparing(bar -> bar.whom().toString()))
                .toList();
    }

    @Override
    public synchronized void add(Bar bar) {
        bars.put(bar.whom(), bar);
        write(BarLine.act(bar));
        byHand = bar.isByHand() ? -1 : byHand;
        if (bars.size() > most) {
            bound(bar.since());
        }
        lengths = lengthsWith(bar.whom());
    }

    @Override
    public synchronized Optional<Bar> release(Barred whom, Instant now, String by) {
        Optional<Bar> bar = of(whom, now);
        if (bar.isPresent()) {
            bars.remove(whom);
            write(BarLine.released(whom, now, by));
        }
        return bar;
    }

    /** What cannot be written stands in memory; {@link #flush} tries again and tells. */
    private void write(Act act) {
        try {
            file.append(act);
            unforced = true;
        } catch (IOException e) {
            trouble = e;
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        boolean tooLong = file.lines() > LONG_FILE + 2L * bars.size();
        if (trouble != null || tooLong) {
            file.replace(acts());
            trouble = null;
            unforced = false;
        } else if (unforced) {
            file.force();
            unforced = false;
        }
    }

    @Override
    public synchronized void forget(Instant now) {
        if (bars.values().removeIf(bar -> isForgotten(bar, now))) {
            lengths = lengthsInUse();
        }
    }

    private static boolean isForgotten(Bar bar, Instant now) {
        return bar.isOver(now)
                && (now.isBefore(bar.since()) || now.isAfter(bar.until().plus(REMEMBERED)));
    }

    /** By hand and others each have room of their own. */
    private void bound(Instant now) {
        if (byHand < 0) {
            byHand = (int) bars.values().stream().filter(Bar::isByHand).count();
        }
        boolean manyByHand = byHand > most;
        if (manyByHand) {
            leave(true, now);
        }
        if (bars.size() - byHand > most) {
            leave(false, now);
        }
        byHand = manyByHand ? -1 : byHand;
    }

    /**
     * Some more go than must, so that it need not be looked at with each; the file says who, or the
     * next start would choose anew.
     */
    private void leave(boolean theirs, Instant now) {
        List<Bar> some = bars.values().stream().filter(bar -> bar.isByHand() == theirs).toList();
        for (Barred whom : Overflow.of(some, most - most / 10, now)) {
            bars.remove(whom);
            write(BarLine.released(whom, now, NO_ROOM));
        }
    }

    private int[] lengthsWith(Barred whom) {
        int[] known = lengths;
        int length = length(whom);
        boolean isKnown = length < 0 || Arrays.stream(known).anyMatch(one -> one == length);
        return isKnown ? known : lengthsInUse();
    }

    private int[] lengthsInUse() {
        return bars.keySet().stream()
                .mapToInt(BarFile::length)
                .filter(length -> length >= 0)
                .distinct()
                .toArray();
    }

    /** How many bits a network has, and of which kind; -1 where it is none. */
    private static int length(Barred whom) {
        return switch (whom) {
            case Barred.Clients(Network network) ->
                    network.bits() + (network.base().isV4() ? V4 : 0);
            case Barred.Strangers _ -> -1;
        };
    }

    private List<Act> acts() {
        return bars.values().stream()
                .sorted(Comparator.comparing(Bar::since))
                .map(BarLine::act)
                .toList();
    }

    @Override
    public synchronized void close() throws IOException {
        try (file) {
            flush();
        }
    }
}
