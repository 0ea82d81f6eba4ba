// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import argine.mail.MailEvent;
import argine.server.Log;
import argine.server.log.FileLog;
import argine.server.log.Format;
import argine.server.log.MessageReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The logs of a server while they are written: what stands in them already is the past, what comes
 * is handed on as it comes.
 *
 * <p>How far each was read is kept in a file. Started anew, the follower knows from it which of the
 * past it handed on before as news, and goes on behind that; what was written meanwhile is news.
 * For one thread.
 *
 * <p><b>Limits.</b> Killed between handing on and {@link #save}, it hands on the same again.
 */
public final class Follower implements Closeable {
    private final List<Followed> logs = new ArrayList<>();
    private final Positions positions;
    private final Consumer<String> trouble;
    private final Hand past;
    private final Hand live;
    private final Instant since;
    private boolean unsaved;

    /** Takes events. */
    public interface Sink {
        /** Something that happened, and was handed on as news once if it ever was. */
        void past(MailEvent event);

        /** News. */
        void live(MailEvent event);
    }

    /**
     * What is followed.
     *
     * @param files logs by the names under which they are written
     * @param journal what {@code journalctl} is asked, see {@code Servers}; empty for no journal
     * @param position where it is kept how far they were read
     * @param since from when on the past is handed on
     * @param dated logs whose names tell their day
     */
    public record Wanted(
            List<Path> files,
            List<String> journal,
            Path position,
            Instant since,
            Optional<DatedLogs> dated) {
        public Wanted {
            files = List.copyOf(files);
            journal = List.copyOf(journal);
        }

        /** What syslog writes. */
        public Wanted(List<Path> files, List<String> journal, Path position, Instant since) {
            this(files, journal, position, since, Optional.empty());
        }
    }

    /** Nothing is read yet. */
    public Follower(
            Wanted wanted,
            Supplier<MessageReader.Directory> readers,
            Clock clock,
            Sink sink,
            Consumer<String> trouble) {
        this.positions = new Positions(wanted.position());
        this.trouble = trouble;
        this.since = wanted.since();
        Optional<Format> joining = wanted.dated().map(DatedLogs::format);
        Format recent =
                joining.orElse(
                        FileLog.syslog(readers, clock, Optional.of(since), Optional.empty()));
        Format all =
                joining.orElse(FileLog.syslog(readers, clock, Optional.empty(), Optional.empty()));
        this.past = new LineFeed(recent, clock, sink(sink::past));
        this.live = new LineFeed(all, clock, sink(sink::live));
        wanted.files().forEach(file -> logs.add(new FollowedFile(file, clock, trouble)));
        if (!wanted.journal().isEmpty()) {
            logs.add(new FollowedJournal(wanted.journal(), clock, trouble));
        }
        wanted.dated().ifPresent(dated -> logs.add(new FollowedFolder(dated, clock, trouble)));
    }

    private static Log.Sink sink(Consumer<MailEvent> to) {
        return to::accept;
    }

    /** Hands on what stands in the logs. */
    public void begin() throws IOException {
        Optional<List<Position>> saved = Optional.empty();
        try {
            saved = positions.read();
        } catch (IOException e) {
            trouble.accept("how far the logs were read is not known: " + e.getMessage());
        }
        for (Followed log : logs) {
            Optional<List<Position>> its = saved.map(all -> of(log, all));
            log.begin(its.filter(some -> !some.isEmpty()), since, past, live);
        }
        save();
    }

    private static List<Position> of(Followed log, List<Position> all) {
        return all.stream().filter(one -> one.log().equals(log.name())).toList();
    }

    /** Hands on what is new, without waiting; returns whether there may be more at once. */
    public boolean step() {
        boolean more = false;
        for (Followed log : logs) {
            more |= log.step(live);
        }
        return more;
    }

    /**
     * Keeps how far the logs were read. Where that cannot be written it is told once, and the logs
     * are followed all the same.
     */
    public void save() {
        List<Position> all = new ArrayList<>();
        logs.forEach(log -> all.addAll(log.positions()));
        try {
            positions.write(all);
            unsaved = false;
        } catch (IOException e) {
            if (!unsaved) {
                trouble.accept("how far the logs were read cannot be kept: " + e.getMessage());
            }
            unsaved = true;
        }
    }

    /** Ends the following; what was not saved is handed on again the next time. */
    @Override
    public void close() throws IOException {
        IOException trouble = new IOException("a log cannot be closed");
        for (Followed log : logs) {
            try {
                log.close();
            } catch (IOException e) {
                trouble.addSuppressed(e);
            }
        }
        if (trouble.getSuppressed().length > 0) {
            throw trouble;
        }
    }
}
