// SPDX-License-Identifier: Apache-2.0
package argine.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who was told of something on a day, in a file of that day that is only ever added to.
 *
 * <p>A name is on the disk before anything is sent, so nobody is told twice; whoever could not be
 * told is taken back. The file of an earlier day gives way to the new day's. A line that a crash
 * cut short is nobody's name, and the next one begins behind it.
 */
public final class Told implements Closeable {
    private static final int MOST = 64 * 1024 * 1024;

    private final Path file;
    private final LocalDate day;
    private final Set<String> names = new HashSet<>();
    private final Store.@Nullable Lock lock;
    private @Nullable FileChannel open;

    private Told(Path file, LocalDate day, Store.@Nullable Lock lock) {
        this.file = file;
        this.day = day;
        this.lock = lock;
    }

    /** Takes the right to tell of a kind of thing, which one process has at a time. */
    public static Told take(Path folder, String kind, LocalDate day) throws IOException {
        Store.Lock lock = new Store(folder).lockFor(kind);
        try {
            Told told = new Told(folder.resolve(kind + "-told"), day, lock);
            told.read();
            return told;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** To look only; needs no right, and no folder. */
    public static Told look(Path folder, String kind, LocalDate day) throws IOException {
        Told told = new Told(folder.resolve(kind + "-told"), day, null);
        told.read();
        return told;
    }

    private void read() throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(
                                file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                InputStream in = Channels.newInputStream(channel)) {
            String text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
            text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(this::take);
        }
    }

    private void take(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 3 || !parts[0].equals(day.toString())) {
            return;
        }
        if (parts[1].equals("+")) {
            names.add(parts[2]);
        } else if (parts[1].equals("-")) {
            names.remove(parts[2]);
        }
    }

    public boolean has(String name) {
        return names.contains(name);
    }

    /** Remembers a name; when this returns, the disk has it. */
    public void add(String name) throws IOException {
        append("+", name);
        names.add(name);
    }

    /** Forgets one that could not be told. */
    public void takeBack(String name) throws IOException {
        append("-", name);
        names.remove(name);
    }

    private void append(String sign, String name) throws IOException {
        if (name.chars().anyMatch(Character::isWhitespace)) {
            throw new IOException("a name with a blank in it cannot be remembered");
        }
        FileChannel channel = channel();
        String line = day + " " + sign + " " + name + "\n";
        ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        channel.force(false);
    }

    /** Opened when there is something to write; it is made anew where it is of another day. */
    private FileChannel channel() throws IOException {
        if (lock == null) {
            throw new IllegalStateException("only looked at");
        }
        if (open == null) {
            open =
                    FileChannel.open(
                            file,
                            Set.of(
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE,
                                    LinkOption.NOFOLLOW_LINKS),
                            Store.ofOwner(file, "rw-------"));
            if (names.isEmpty()) {
                open.truncate(0);
            }
            open.position(open.size());
            open.write(ByteBuffer.wrap(new byte[] {'\n'}));
            Store.forceNames(file);
        }
        return open;
    }

    @Override
    public void close() throws IOException {
        try (Store.Lock _ = lock;
                FileChannel _ = open) {
            names.clear();
        }
    }
}
