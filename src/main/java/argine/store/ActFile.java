// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A file of acts, one a line, to which lines are added and which is written anew when it has grown.
 *
 * <p>A line that could not be written whole is taken back, so that the next one does not stand in
 * its rest; a file that was closed under our hands is opened again.
 *
 * <p>A line that does not check out is passed over; then the whole file is copied to {@code
 * NAME.damaged} before anything is written. It takes a new place in one step, so there is always
 * either the old file or the new one.
 */
public final class ActFile implements Closeable {
    private final Path file;
    private final Pen pen;
    private final ActWriter line = new ActWriter();
    private FileChannel channel;
    private long lines;
    private long end;
    private boolean torn;

    /** Brings bytes into a file; in a test it breaks. */
    @FunctionalInterface
    interface Pen {
        void write(FileChannel to, ByteBuffer bytes) throws IOException;
    }

    private ActFile(Path file, Pen pen, FileChannel channel, long lines) throws IOException {
        this.file = file;
        this.pen = pen;
        this.channel = channel;
        this.lines = lines;
        this.end = channel.position();
    }

    /** What opening found: the file, and what an administrator should know of it. */
    public record Opened(ActFile file, Optional<String> remark) {}

    /** Hands every whole line to {@code sink} and opens the file for more; it need not exist. */
    public static Opened open(Path file, Consumer<Act> sink) throws IOException {
        return open(file, ActFile::whole, sink);
    }

    private static void whole(FileChannel to, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }

    static Opened open(Path file, Pen pen, Consumer<Act> sink) throws IOException {
        Journal.Condition found = new Journal.Condition(0, 0);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            found = Journal.read(file, sink);
        }
        Optional<String> remark = Optional.empty();
        if (found.damaged() > 0 && !endsInTornLine(file, found.damaged())) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.copy(file, aside, StandardCopyOption.REPLACE_EXISTING);
            remark =
                    Optional.of(
                            file
                                    + ": "
                                    + found.damaged()
                                    + " of "
                                    + found.lines()
                                    + " lines are damaged; a copy is in "
                                    + aside.getFileName());
        }
        return new Opened(new ActFile(file, pen, toEnd(file), found.lines()), remark);
    }

    /** A writer that was killed leaves one line without its end, and no damage. */
    private static boolean endsInTornLine(Path file, long damaged) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return damaged == 1
                    && channel.read(last, channel.size() - 1) == 1
                    && last.get(0) != '\n';
        }
    }

    private static FileChannel toEnd(Path file) throws IOException {
        FileChannel channel = open(file);
        ByteBuffer last = ByteBuffer.allocate(1);
        long end = channel.size();
        channel.position(end);
        if (end > 0 && channel.read(last, end - 1) == 1 && last.get(0) != '\n') {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
        return channel;
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                Store.ofOwner(file, "rw-------"));
    }

    /** Adds a line; the disk need not have it before {@link #force}. */
    public synchronized void append(Act act) throws IOException {
        try {
            mend();
            torn = true;
            int length = write(channel, act);
            torn = false;
            end += length;
            lines++;
        } catch (IOException e) {
            takeBack();
            throw named(e);
        }
    }

    /** Makes the last good line the end again, after a failure. */
    private void mend() throws IOException {
        if (!channel.isOpen()) {
            channel = open(file);
            end = Math.min(end, channel.size());
            torn = true;
        }
        if (torn) {
            channel.truncate(end);
            channel.position(end);
            torn = false;
        }
    }

    /** At once, for what stands behind a good line may be read before more is written. */
    private void takeBack() {
        try {
            if (channel.isOpen()) {
                mend();
            }
        } catch (IOException _) {
            torn = true; // before the next line it is tried again
        }
    }

    private IOException named(IOException e) {
        String what = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return what.startsWith(file.toString()) ? e : new IOException(file + ": " + what, e);
    }

    private int write(FileChannel to, Act act) throws IOException {
        line.write(act);
        if (line.length() > Journal.MAX_LINE) {
            throw new IOException("a line of " + line.length() + " bytes is too long for it");
        }
        pen.write(to, ByteBuffer.wrap(line.bytes(), 0, line.length()));
        return line.length();
    }

    /** Returns when the disk has every line. */
    public synchronized void force() throws IOException {
        try {
            channel.force(false);
        } catch (IOException e) {
            throw named(e);
        }
    }

    /** How many lines there are, damaged ones included. */
    public synchronized long lines() {
        return lines;
    }

    /** Puts these lines in the place of all others; returns when the disk has them. */
    public synchronized void replace(Collection<Act> acts) throws IOException {
        try {
            renew(acts);
        } catch (IOException e) {
            throw named(e);
        }
    }

    private void renew(Collection<Act> acts) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        FileChannel next = open(fresh);
        try {
            for (Act act : acts) {
                write(next, act);
            }
            next.force(true);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        FileChannel before = channel;
        channel = next;
        lines = acts.size();
        end = next.position();
        torn = false;
        before.close();
        Store.forceNames(file);
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
