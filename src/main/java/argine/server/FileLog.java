// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Block;
import argine.server.Pieces.Piece;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
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
    private final Supplier<MessageReader.Directory> readers;
    private final Clock clock;
    private final long since;
    private final long until;

    /** Reads what happened from {@code since} on and before {@code until}. */
    public FileLog(
            LogFiles files,
            Supplier<MessageReader.Directory> readers,
            Clock clock,
            Optional<Instant> since,
            Optional<Instant> until) {
        this.files = files;
        this.readers = readers;
        this.clock = clock;
        this.since = since.map(FileLog::micros).orElse(Long.MIN_VALUE);
        this.until = until.map(FileLog::micros).orElse(Long.MAX_VALUE);
    }

    private static long micros(Instant time) {
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
            return tally.reading(trouble);
        }
    }

    /** Parses pieces until there are no more. */
    private final class Worker implements Runnable {
        private final Pieces pieces;
        private final BlockingQueue<byte[]> buffers;
        private final InOrder order;
        private final MessageReader.Directory directory = readers.get();
        private final Shapes shapes = new Shapes();
        private LogFile file =
                new LogFile("", 0, Instant.EPOCH, java.io.InputStream::nullInputStream);
        private LineReader lines =
                new LineReader(directory, new Stamp(ZoneId.systemDefault(), Instant.EPOCH), shapes);

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
            if (!piece.file().equals(file)) {
                file = piece.file();
                lines = new LineReader(directory, new Stamp(clock.getZone(), yearOf(file)), shapes);
            }
            return new PieceReader(lines, since, until).read(piece);
        }

        /** What tells the year: when the file was last written, or now for a stream. */
        private Instant yearOf(LogFile log) {
            return log.written().equals(Instant.EPOCH) ? clock.instant() : log.written();
        }
    }

    static Block block(Piece piece) {
        return new Block(piece.file().name(), piece.offset(), piece.bytes(), piece.length());
    }
}
