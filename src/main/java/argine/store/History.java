// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The figures of earlier times, in one small file that is only ever added to.
 *
 * <p>Each sample is a line with a checksum, forced to the disk. When the file has grown beyond
 * {@value #LARGEST} bytes, what is worth keeping is written to a new one, which takes its place in
 * one step. So a crash costs at most the line that was being written; the next run sets its remains
 * aside in {@code history.damaged} and goes on. Several processes may add at the same time: they
 * wait for each other at {@code history.lock}, for milliseconds. Readers wait for nobody.
 */
public final class History {
    static final int LARGEST = 384 * 1024;
    private static final int MOST_READ = 4 * LARGEST;
    private static final int CLOSEST_SECONDS = 45;
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private final Path folder;
    private final Path file;

    /** What was read: the samples, oldest first, and what was none, byte by byte. */
    private record Content(List<Sample> samples, String damaged) {}

    public History(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("history");
    }

    /** The samples, oldest first; none where there is no file yet. Damaged lines are left out. */
    public List<Sample> samples() throws IOException {
        return content().samples();
    }

    /**
     * Adds a sample; one that follows the last within {@value #CLOSEST_SECONDS} seconds is dropped,
     * and so is one that is older than the last.
     */
    public void add(Sample sample) throws IOException {
        create();
        IN_THIS_PROCESS.lock();
        try (FileChannel lock = open(folder.resolve("history.lock"));
                FileLock _ = lock.lock()) {
            append(sample);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    private void append(Sample sample) throws IOException {
        Content before = content();
        List<Sample> known = before.samples();
        if (!known.isEmpty()
                && sample.at().isBefore(known.getLast().at().plusSeconds(CLOSEST_SECONDS))
                && !isAhead(known.getLast(), sample)) {
            return;
        }
        if (!before.damaged().isEmpty()) {
            setAside(before.damaged());
        }
        byte[] line = SampleLine.write(sample).getBytes(StandardCharsets.US_ASCII);
        boolean large = Files.exists(file) && Files.size(file) + line.length > LARGEST;
        if (large || !before.damaged().isEmpty()) {
            List<Sample> all = new ArrayList<>(known);
            all.add(sample);
            replace(Thinning.of(all, sample.at()));
        } else {
            try (FileChannel channel = open(file)) {
                write(channel, line, channel.size());
            }
        }
    }

    /** The clock was set back by more than a day: what it left in the future must not stop us. */
    private static boolean isAhead(Sample last, Sample now) {
        return last.at().isAfter(now.at().plus(A_DAY));
    }

    private void setAside(String damaged) throws IOException {
        Path aside = folder.resolve("history.damaged");
        Files.deleteIfExists(aside);
        try (FileChannel channel = open(aside)) {
            write(channel, damaged.getBytes(StandardCharsets.ISO_8859_1), 0);
        }
    }

    private void replace(List<Sample> samples) throws IOException {
        Path fresh = folder.resolve("history.new");
        Files.deleteIfExists(fresh);
        try (FileChannel channel = open(fresh)) {
            write(channel, newest(samples).getBytes(StandardCharsets.US_ASCII), 0);
        }
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** As many of the newest as leave room to grow, oldest first. */
    private static String newest(List<Sample> samples) {
        ArrayDeque<String> lines = new ArrayDeque<>();
        int length = 0;
        for (Sample sample : samples.reversed()) {
            String line = SampleLine.write(sample);
            length += line.length();
            if (length > LARGEST / 4 * 3) {
                break;
            }
            lines.addFirst(line);
        }
        return String.join("", lines);
    }

    private static void write(FileChannel channel, byte[] bytes, long at) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long position = at;
        while (buffer.hasRemaining()) {
            position += channel.write(buffer, position);
        }
        channel.force(false);
    }

    private Content content() throws IOException {
        byte[] bytes;
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long size = channel.size();
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(size, MOST_READ));
            channel.position(Math.max(0, size - MOST_READ));
            int read = 0;
            while (buffer.hasRemaining() && read >= 0) {
                read = channel.read(buffer);
            }
            bytes = Arrays.copyOf(buffer.array(), buffer.position());
        } catch (NoSuchFileException _) {
            bytes = new byte[0];
        }
        return parse(bytes);
    }

    private static Content parse(byte[] bytes) {
        List<Sample> samples = new ArrayList<>();
        StringBuilder damaged = new StringBuilder();
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            String line = text.substring(start, end < 0 ? text.length() : end);
            int before = samples.size();
            if (end >= 0) {
                SampleLine.read(line).ifPresent(samples::add);
            }
            if (samples.size() == before) {
                damaged.append(line).append('\n');
            }
            start += line.length() + 1;
        }
        samples.sort(Comparator.comparing(Sample::at));
        return new Content(samples, damaged.toString());
    }

    private void create() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, onlyForUs("rwx------"));
        }
    }

    /** Opens for writing what is ours alone; a link that somebody put there is not followed. */
    private FileChannel open(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(path.toString(), null, "is not a plain file");
        }
        return FileChannel.open(
                path,
                Set.of(
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS),
                onlyForUs("rw-------"));
    }

    private FileAttribute<?>[] onlyForUs(String mode) {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
                }
                : new FileAttribute<?>[0];
    }
}
