// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import argine.mail.Block;
import argine.server.Log;
import argine.server.Reading;
import argine.server.log.Pieces.Piece;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * A log in files: read in pieces by a few threads, handed on in the order of the lines.
 *
 * <p>Each thread parses whichever piece is next; whoever finishes the piece whose turn it is hands
 * it on, and all finished ones behind it. So parsing and what happens behind the sink share the
 * processors without either waiting for the other. Memory: a few pieces, whatever the size of the
 * log.
 */
public final class FileLog implements Log {
    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);

    private final LogFiles files;
    private final Format format;
    private final Clock clock;

    public FileLog(LogFiles files, Format format, Clock clock) {
        this.files = files;
        this.format = format;
        this.clock = clock;
    }

    /** Reads what happened from {@code since} on and before {@code until}, as syslog keeps it. */
    public FileLog(
            LogFiles files,
            Supplier<MessageReader.Directory> readers,
            Clock clock,
            Optional<Instant> since,
            Optional<Instant> until) {
        this(files, syslog(readers, clock, since, until), clock);
    }

    /**
     * Lines as syslog writes them, of what happened from {@code since} on, before {@code until}.
     */
    public static Format syslog(
            Supplier<MessageReader.Directory> readers,
            Clock clock,
            Optional<Instant> since,
            Optional<Instant> until) {
        return shapes ->
                new SyslogParser(
                        readers.get(),
                        shapes,
                        clock,
                        since.map(FileLog::micros).orElse(Long.MIN_VALUE),
                        until.map(FileLog::micros).orElse(Long.MAX_VALUE));
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Override
    public Reading read(Sink sink) throws IOException {
        LogTally tally = new LogTally(micros(clock.instant()));
        BlockingQueue<byte[]> buffers = new ArrayBlockingQueue<>(THREADS * 3);
        for (int i = 0; i < THREADS * 3; i++) {
            buffers.add(new byte[Pieces.SIZE]);
        }
        long total = files.files().stream().mapToLong(LogFile::size).sum();
        try (Pieces pieces = new Pieces(files.files())) {
            InOrder order = new InOrder(sink, tally, pieces, total, buffers);
            List<Worker> workers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                workers.add(new Worker(pieces, buffers, order));
            }
            Crew.run("log", workers);
            workers.forEach(worker -> tally.add(worker.shapes));
            List<String> trouble = new ArrayList<>(files.trouble());
            trouble.addAll(pieces.trouble());
            if (tally.isEmpty()) {
                files.nothingRead().ifPresent(trouble::add);
            }
            return tally.reading(trouble, files.unreadable().plus(pieces.unreadable()));
        }
    }

    /** Parses pieces until there are no more. */
    private final class Worker implements Runnable {
        private final Pieces pieces;
        private final BlockingQueue<byte[]> buffers;
        private final InOrder order;
        private final Shapes shapes = new Shapes();
        private final Format.Parser parser = format.parser(shapes);

        private Worker(Pieces pieces, BlockingQueue<byte[]> buffers, InOrder order) {
            this.pieces = pieces;
            this.buffers = buffers;
            this.order = order;
        }

        @Override
        public void run() {
            try {
                while (true) {
                    byte[] buffer = buffers.take();
                    Optional<Piece> piece = pieces.next(buffer);
                    if (piece.isEmpty()) {
                        buffers.add(buffer);
                        return;
                    }
                    order.done(parse(piece.get()));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private InOrder.Parsed parse(Piece piece) {
            Block block = block(piece);
            Format.Text text =
                    new Format.Text(piece.file(), piece.bytes(), piece.length(), piece.first());
            return new InOrder.Parsed(piece, block, parser.parse(block, text));
        }
    }

    /** One thread's reader of syslog lines. */
    private static final class SyslogParser implements Format.Parser {
        private final MessageReader.Directory directory;
        private final Shapes shapes;
        private final Clock clock;
        private final long since;
        private final long until;
        private LogFile file =
                new LogFile("", 0, Instant.EPOCH, java.io.InputStream::nullInputStream);
        private LineReader lines;

        SyslogParser(
                MessageReader.Directory directory,
                Shapes shapes,
                Clock clock,
                long since,
                long until) {
            this.directory = directory;
            this.shapes = shapes;
            this.clock = clock;
            this.since = since;
            this.until = until;
            this.lines =
                    new LineReader(directory, new Stamp(clock.getZone(), Instant.EPOCH), shapes);
        }

        @Override
        public Format.Parsed parse(Block block, Format.Text text) {
            if (!text.file().equals(file)) {
                file = text.file();
                lines =
                        new LineReader(
                                directory, new Stamp(clock.getZone(), file.year(clock)), shapes);
            }
            return new PieceReader(lines, since, until).read(block, text);
        }
    }

    static Block block(Piece piece) {
        return new Block(piece.file().name(), piece.offset(), piece.bytes(), piece.length());
    }
}
