// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The log files: lines of many sessions, put into the order of time and cut by day and by size.
 *
 * <p>The first seconds of a day still go into the file of the day before, as with a log cache.
 */
final class Logs {
    private static final long LATE = 3000;

    private record Line(long millis, char service, String head, String action) {}

    private static final class File {
        private OutputStream out = OutputStream.nullOutputStream();
        private long day = Long.MIN_VALUE;
        private long size;
        private int part;
    }

    private final Path folder;
    private final Stamps stamps;
    private final String eol;
    private final String serverId;
    private final long most;
    private final Charset charset;
    private final Map<Character, File> files = new HashMap<>();
    private final byte[] buffer = new byte[1 << 16];
    private long[] keys = new long[1 << 12];
    private Line[] heap = new Line[1 << 12];
    private int size;
    private long sequence;
    private long generated;

    Logs(Setup setup, Stamps stamps) throws IOException {
        this.stamps = stamps;
        this.eol = setup.eol();
        this.serverId = setup.get("server-id");
        this.most = setup.number("rotate") * 1024;
        this.charset = setup.charset();
        this.folder = setup.out().resolve("logs");
        Files.createDirectories(folder);
    }

    /** How many bytes have been asked for, about. */
    long generated() {
        return generated;
    }

    void line(char service, long millis, String head, String action) {
        generated += head.length() + action.length() + 12;
        push(millis << 20 | sequence++ & 0xFFFFF, new Line(millis, service, head, action));
    }

    private void push(long key, Line line) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            heap = Arrays.copyOf(heap, size * 2);
        }
        int i = size++;
        while (i > 0 && keys[(i - 1) >> 1] > key) {
            keys[i] = keys[(i - 1) >> 1];
            heap[i] = heap[(i - 1) >> 1];
            i = (i - 1) >> 1;
        }
        keys[i] = key;
        heap[i] = line;
    }

    private Line pop() {
        Line first = heap[0];
        long key = keys[--size];
        Line last = heap[size];
        int i = 0;
        for (int child = 1; child < size; child = 2 * i + 1) {
            child += child + 1 < size && keys[child + 1] < keys[child] ? 1 : 0;
            if (keys[child] >= key) {
                break;
            }
            keys[i] = keys[child];
            heap[i] = heap[child];
            i = child;
        }
        keys[i] = key;
        heap[i] = last;
        return first;
    }

    /** Writes all lines before a moment; none will come that is earlier. */
    void until(long millis) {
        try {
            while (size > 0 && heap[0].millis < millis) {
                write(pop());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() throws IOException {
        until(Long.MAX_VALUE);
        for (File file : files.values()) {
            file.out.close();
        }
    }

    @SuppressWarnings("deprecation") // the fastest way to copy Latin-1
    private void write(Line line) throws IOException {
        int n = put(0, line.head);
        n = put(n, stamps.log(line.millis));
        buffer[n++] = ' ';
        n = put(n, line.action);
        n = put(n, eol);
        file(line.service, line.millis, n).write(buffer, 0, n);
    }

    @SuppressWarnings("deprecation")
    private int put(int at, String text) {
        String latin = charset.equals(StandardCharsets.UTF_8) && !isAscii(text)
                ? new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                : text;
        latin.getBytes(0, latin.length(), buffer, at);
        return at + latin.length();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 127) {
                return false;
            }
        }
        return true;
    }

    private OutputStream file(char service, long millis, int bytes) throws IOException {
        File file = files.computeIfAbsent(service, _ -> new File());
        long day = stamps.day(file.day == Long.MIN_VALUE ? millis : millis - LATE);
        if (day > file.day) {
            file.day = day;
            file.part = -1;
        }
        if (file.part < 0 || most > 0 && file.size + bytes > most) {
            file.out.close();
            file.part++;
            file.size = 0;
            file.out = new BufferedOutputStream(Files.newOutputStream(folder.resolve(name(service, file))), 1 << 18);
        }
        file.size += bytes;
        return file.out;
    }

    private String name(char service, File file) {
        String date = LocalDate.ofEpochDay(file.day).toString().replace("-", "");
        return String.format(Locale.ROOT, "%c%s%s-%02d.log", service, serverId, date, file.part);
    }
}
