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
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How often something was tried with each account within the last day, over all runs.
 *
 * <p>A try is on the disk before it is made, so that no crash lets more be made than are counted.
 * The file is written anew when it is opened, without what is older than a day.
 */
public final class Tries implements Closeable {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST = 64 * 1024 * 1024;

    private final Store.Lock lock;
    private final FileChannel open;
    private final Map<String, Integer> counts = new HashMap<>();

    private Tries(Store.Lock lock, Path file, Instant now) throws IOException {
        this.lock = lock;
        List<String> recent = recent(file, now);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        open =
                FileChannel.open(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        Store.ofOwner(draft, "rw-------"));
        try {
            write(String.join("", recent));
            Files.move(
                    draft,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            Store.forceNames(file);
        } catch (IOException e) {
            open.close();
            throw e;
        }
    }

    /** Takes the right to try, which one process has at a time. */
    public static Tries take(Path folder, String kind, Instant now) throws IOException {
        Store.Lock lock = new Store(folder).lockFor(kind);
        try {
            return new Tries(lock, folder.resolve(kind + "-tries"), now);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Counts what is not older than a day; a line that a crash cut short is none. */
    private List<String> recent(Path file, Instant now) throws IOException {
        List<String> recent = new ArrayList<>();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return recent;
        }
        try (FileChannel channel =
                        FileChannel.open(
                                file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                InputStream in = Channels.newInputStream(channel)) {
            String text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n", -1)) {
                int blank = line.indexOf(' ');
                if (blank > 0 && isRecent(line.substring(0, blank), now)) {
                    counts.merge(line.substring(blank + 1), 1, Integer::sum);
                    recent.add(line + "\n");
                }
            }
        }
        return recent;
    }

    /** What is of later than now counts too: clocks are set back at times. */
    private static boolean isRecent(String time, Instant now) {
        try {
            return Instant.parse(time).isAfter(now.minus(DAY));
        } catch (DateTimeException _) {
            return false;
        }
    }

    public int of(String name) {
        return counts.getOrDefault(name, 0);
    }

    /** Counts one more; when this returns, the disk has it. */
    public void add(String name, Instant now) throws IOException {
        if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
            throw new IOException("a name with a line end in it cannot be remembered");
        }
        write(now + " " + name + "\n");
        counts.merge(name, 1, Integer::sum);
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            open.write(bytes);
        }
        open.force(false);
    }

    @Override
    public void close() throws IOException {
        try (Store.Lock _ = lock) {
            open.close();
        }
    }
}
