// SPDX-License-Identifier: Apache-2.0
package argine.audit.policy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * A file of hashes from breaches, sorted, a line each: {@code HASH} or {@code HASH:count}, as the
 * downloader of Have I Been Pwned writes it (SHA-1, or NT hashes).
 *
 * <p>It may be of any size: a look-up is some forty short reads at halves of halves, and nothing is
 * loaded. Safe to share between threads.
 */
public final class BreachedHashes implements AutoCloseable {
    private static final int LINE = 128;

    private final FileChannel file;
    private final long size;
    private final int length;

    private BreachedHashes(FileChannel file, long size, int length) {
        this.file = file;
        this.size = size;
        this.length = length;
    }

    /** Opens the file and looks at its first line and its last, to see that it is such a file. */
    public static BreachedHashes open(Path path) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            long size = file.size();
            int length = 0;
            String first = text(file, 0);
            while (length < first.length() && Character.digit(first.charAt(length), 16) >= 0) {
                length++;
            }
            if (length != 40 && length != 32) {
                throw new IOException(
                        path + " is no sorted file of SHA-1 or NT hashes, one to a line");
            }
            return new BreachedHashes(file, size, length);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** How many hexadecimal digits its hashes have: 40 for SHA-1, 32 for NT. */
    public int digits() {
        return length;
    }

    /** Whether a hash, in hexadecimal, is in the file. */
    public boolean contains(String hash) throws IOException {
        if (hash.length() != length) {
            return false;
        }
        String wanted = hash.toUpperCase(Locale.ROOT);
        long low = 0; // a line begins here
        long high = size; // every line from here on is larger
        while (low < high) {
            long begin = lineAtOrAfter((low + high) >>> 1, low);
            if (begin >= high) {
                begin = low;
            }
            int order = hashAt(begin).compareTo(wanted);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = next(begin);
            } else {
                high = begin == low ? low : (low + high) >>> 1;
            }
        }
        return false;
    }

    private String hashAt(long at) throws IOException {
        String text = text(file, at);
        return text.substring(0, Math.min(length, text.length())).toUpperCase(Locale.ROOT);
    }

    /** Where the first line at or after a place begins, given the beginning of an earlier one. */
    private long lineAtOrAfter(long at, long earlier) throws IOException {
        return at <= earlier ? earlier : next(at - 1);
    }

    private long next(long at) throws IOException {
        int end = text(file, at).indexOf('\n');
        return end < 0 ? size : at + end + 1;
    }

    private static String text(FileChannel file, long at) throws IOException {
        ByteBuffer line = ByteBuffer.allocate(LINE);
        int read = 0;
        while (line.hasRemaining() && read >= 0) {
            read = file.read(line, at + line.position());
        }
        return new String(line.array(), 0, line.position(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
