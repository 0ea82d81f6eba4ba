// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file to which lines are only ever added: what Argine is about to do, what came of it, and the
 * way back.
 *
 * <p>{@link #sync} returns when the disk has the lines, so that what they announce may be done. A
 * line that does not check out is passed over and counted. The end of a file that broke off is
 * closed with a line end before more is written: it stays where it is, and harms nothing.
 *
 * <p>After a failure to write (a full disk) a journal takes no more lines: what stands behind a gap
 * could not be trusted.
 */
public final class Journal implements Closeable {
    /** Longer lines are not read; none is written. */
    static final int MAX_LINE = 256 * 1024;

    private static final int BUFFER = 64 * 1024;
    private static final int HEAD = 1024;

    /** What reading found besides the acts. */
    public record Condition(long lines, long damaged) {}

    private final ReceiptId receipt;
    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final ActWriter writer = new ActWriter();
    private boolean broken;

    private Journal(ReceiptId receipt, Path file, FileChannel channel) {
        this.receipt = receipt;
        this.file = file;
        this.channel = channel;
    }

    /** A new journal; the file must not exist. */
    static Journal create(ReceiptId receipt, Path file, FileAttribute<?>... attributes)
            throws IOException {
        return new Journal(
                receipt,
                file,
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.APPEND,
                                LinkOption.NOFOLLOW_LINKS),
                        attributes));
    }

    /** A journal that is gone on with. */
    static Journal reopen(ReceiptId receipt, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.APPEND, LinkOption.NOFOLLOW_LINKS);
        try {
            Journal journal = new Journal(receipt, file, channel);
            journal.closeOffLine();
            return journal;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Closes off a line that was being written when the last run broke off. */
    private void closeOffLine() throws IOException {
        try (FileChannel read =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long end = read.size();
            ByteBuffer last = ByteBuffer.allocate(1);
            if (end > 0 && read.read(last, end - 1) == 1 && last.get(0) != '\n') {
                buffer.put((byte) '\n');
            }
        }
    }

    /** Under what name what it tells can be undone. */
    public ReceiptId receipt() {
        return receipt;
    }

    /** Adds a line; the disk need not have it before {@link #sync}. */
    public void append(Act act) throws IOException {
        if (broken) {
            throw new IOException(file + ": could not be written before, and takes no more lines");
        }
        writer.write(act);
        if (writer.length() > MAX_LINE) {
            throw new IOException(
                    file + ": a line of " + writer.length() + " bytes is too long for it");
        }
        if (writer.length() > buffer.remaining()) {
            writeOut(); // whoever is killed between two writes has whole lines behind him
        }
        for (int at = 0; at < writer.length(); ) {
            int room = Math.min(buffer.remaining(), writer.length() - at);
            buffer.put(writer.bytes(), at, room);
            at += room;
            if (!buffer.hasRemaining()) {
                writeOut();
            }
        }
    }

    /** Returns when the disk has every line. */
    public void sync() throws IOException {
        writeOut();
        attempt(() -> channel.force(false));
    }

    private void writeOut() throws IOException {
        buffer.flip();
        attempt(
                () -> {
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                });
        buffer.clear();
    }

    private interface Step {
        void run() throws IOException;
    }

    private void attempt(Step step) throws IOException {
        broken = true;
        try {
            step.run();
        } catch (IOException e) {
            throw new IOException(
                    file + ": the journal could not be written: " + e.getMessage(), e);
        }
        broken = false;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (!broken && channel.isOpen()) {
                writeOut();
            }
        }
    }

    /** Hands every whole line of a journal to {@code sink}, in order. */
    static Condition read(Path file, Consumer<Act> sink) throws IOException {
        try (InputStream in =
                new BufferedInputStream(
                        Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), BUFFER)) {
            long lines = 0;
            long damaged = 0;
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            while (nextLine(in, line)) {
                Optional<Act> act = ActLine.read(line);
                lines++;
                damaged += act.isPresent() ? 0 : 1;
                act.ifPresent(sink);
            }
            return new Condition(lines, damaged);
        }
    }

    /** Of a line that is too long only a beginning is kept, which does not check out. */
    private static boolean nextLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        line.reset();
        int b = in.read();
        if (b < 0) {
            return false;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() < MAX_LINE) {
                line.write(b);
            }
        }
        return true;
    }

    /** The first line, if it is whole. */
    static Optional<Act> first(Path file) throws IOException {
        try (InputStream in =
                new BufferedInputStream(
                        Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), HEAD)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            return nextLine(in, line) ? ActLine.read(line) : Optional.empty();
        }
    }

    /** The last whole line within {@link #MAX_LINE} of the end. */
    static Optional<Act> last(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long from = Math.max(0, channel.size() - MAX_LINE - 1);
            byte[] bytes = new byte[(int) (channel.size() - from)];
            ByteBuffer tail = ByteBuffer.wrap(bytes);
            int got = 0;
            while (got >= 0 && tail.hasRemaining()) {
                got = channel.read(tail, from + tail.position());
            }
            return lastIn(bytes, tail.position());
        }
    }

    private static Optional<Act> lastIn(byte[] tail, int length) {
        Optional<Act> last = Optional.empty();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int end = length;
        for (int at = end - 1; at >= -1 && last.isEmpty(); at--) {
            if (at < 0 || tail[at] == '\n') {
                line.reset();
                line.write(tail, at + 1, end - at - 1);
                last = ActLine.read(line);
                end = Math.max(at, 0);
            }
        }
        return last;
    }
}
