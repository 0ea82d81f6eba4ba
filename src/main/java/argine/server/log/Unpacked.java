// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Opens what may be packed with gzip or Zstandard; the first bytes tell, not the name.
 *
 * <p>A packed log that is damaged or cut short gives everything up to the damage, and only then an
 * {@link IOException}: the lines before it are evidence. The JDK's own gzip reader loses the lines
 * of the last block, and on a pipe takes the end of the first member for the end of the file.
 */
final class Unpacked {
    /** How many of the first bytes can be looked at and put back. */
    static final int HEAD = 256;

    private static final int LONGEST_MAGIC = 8;
    private static final int BUFFER = 1 << 16;

    private static final byte[] GZIP = bytes(0x1F, 0x8B);
    private static final byte[] ZSTANDARD = bytes(0x28, 0xB5, 0x2F, 0xFD);
    private static final byte[] ZSTANDARD_SKIPPED = bytes(0x50, 0x2A, 0x4D, 0x18);

    /** What cannot be read here, by its first bytes, and what can be done about it. */
    private static final Map<byte[], String> FOREIGN =
            Map.of(
                    bytes(0xFD, '7', 'z', 'X', 'Z', 0), "packed with xz; pipe it in: xz -dc",
                    bytes('B', 'Z', 'h'), "packed with bzip2; pipe it in: bzip2 -dc",
                    bytes(0x04, 0x22, 0x4D, 0x18), "packed with lz4; pipe it in: lz4 -dc",
                    bytes('P', 'K', 3, 4), "packed with zip; pipe it in: unzip -p",
                    bytes(0x1F, 0x9D), "packed with compress; pipe it in: uncompress -c",
                    bytes('L', 'P', 'K', 'S', 'H', 'H', 'R', 'H'),
                            "a journal as systemd keeps it; pipe it in: journalctl --file=... -o"
                                    + " export");

    private Unpacked() {}

    /** Returns the unpacked bytes; {@link #head} can look at the first of them. */
    static PushbackInputStream of(InputStream raw) throws IOException {
        PushbackInputStream in = new PushbackInputStream(raw, HEAD);
        byte[] head = head(in);
        for (Map.Entry<byte[], String> foreign : FOREIGN.entrySet()) {
            if (startsWith(head, foreign.getKey())) {
                throw new IOException("it is " + foreign.getValue());
            }
        }
        if (startsWith(head, GZIP)) {
            return new PushbackInputStream(new Sound(new Gzip(in)), HEAD);
        }
        return isZstandard(head) ? new PushbackInputStream(new Sound(zstandard(in)), HEAD) : in;
    }

    /**
     * Looks at the first bytes, without waiting for more than the first line. Unpacked data that
     * breaks off there says so again to whoever reads it.
     */
    static byte[] head(PushbackInputStream in) throws IOException {
        byte[] head = new byte[HEAD];
        int length = 0;
        try {
            int read = 0;
            while (length < HEAD && read >= 0 && !isEnough(head, length)) {
                read = in.read(head, length, HEAD - length);
                length += Math.max(0, read);
            }
        } catch (IOException e) {
            if (length == 0) {
                throw e;
            }
        }
        in.unread(head, 0, length);
        return Arrays.copyOf(head, length);
    }

    private static boolean isEnough(byte[] head, int length) {
        for (int i = 0; i < length; i++) {
            if (head[i] == '\n') {
                return length >= LONGEST_MAGIC;
            }
        }
        return false;
    }

    /** A frame, or one of sixteen kinds to pass over, with which parallel packers begin. */
    private static boolean isZstandard(byte[] head) {
        byte[] lowered = head.clone();
        if (lowered.length > 0) {
            lowered[0] &= (byte) 0xF0;
        }
        return startsWith(head, ZSTANDARD) || startsWith(lowered, ZSTANDARD_SKIPPED);
    }

    private static InputStream zstandard(InputStream in) throws IOException {
        try {
            return new ZstdInputStreamNoFinalizer(in);
        } catch (LinkageError e) {
            throw new IOException(
                    "packed with zstd, which does not run here; pipe it in: zstd -dc", e);
        }
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static boolean startsWith(byte[] head, byte[] magic) {
        return head.length >= magic.length
                && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
    }

    /** Unpacked data that, once it has broken off, says so whenever it is asked for more. */
    private static final class Sound extends FilterInputStream {
        private String trouble = "";

        Sound(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            if (!trouble.isEmpty()) {
                throw new IOException(trouble);
            }
            try {
                return in.read(b, off, len);
            } catch (ZstdIOException e) {
                boolean cut = e.getErrorCode() == Zstd.errCorruptionDetected();
                trouble =
                        cut
                                ? "the zstd data is damaged or cut short"
                                : "zstd says: " + e.getMessage();
                throw new IOException(trouble, e);
            } catch (IOException e) {
                trouble = String.valueOf(e.getMessage());
                throw e;
            }
        }
    }

    /** Unpacked bytes that may not become more than they should; beyond, reading fails. */
    static final class Bounded extends InputStream {
        private final InputStream in;
        private long left;

        Bounded(InputStream in, long most) {
            this.in = in;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            if (left > 0) {
                int read = in.read(b, off, (int) Math.min(len, left));
                left -= Math.max(0, read);
                return read;
            }
            if (len > 0 && in.read() >= 0) {
                throw new IOException("it unpacks to more than a log can be; the rest is left out");
            }
            return len > 0 ? -1 : 0;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /** Unpacks gzip: members one after another, zeros after the last one. RFC 1952. */
    private static final class Gzip extends InputStream {
        private static final int DEFLATE = 8;
        private static final int HEADER_CHECK = 2;
        private static final int EXTRA = 4;
        private static final int NAME = 8;
        private static final int COMMENT = 16;
        private static final int FIXED_REST = 6;
        private static final String CUT = "the gzip data is cut short";
        private static final String DAMAGED = "the gzip data is damaged";

        private final InputStream in;
        private final byte[] input = new byte[BUFFER];
        private final Inflater inflater = new Inflater(true);
        private final CRC32 check = new CRC32();
        private int at;
        private int limit;
        private boolean inMember;
        private boolean first = true;
        private boolean broken;

        Gzip(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            int length = 0;
            while (length == 0 && len > 0 && (inMember || nextMember())) {
                length = inflate(b, off, len);
            }
            return length == 0 && len > 0 ? -1 : length;
        }

        private int inflate(byte[] b, int off, int len) throws IOException {
            if (broken) {
                throw new IOException(DAMAGED);
            }
            if (inflater.needsInput() && !inflater.finished()) {
                if (at == limit && !fill()) {
                    throw new EOFException(CUT);
                }
                inflater.setInput(input, at, limit - at);
                at = limit;
            }
            int length = unpack(b, off, len);
            check.update(b, off, length);
            if (length == 0 && inflater.finished()) {
                endMember();
            }
            broken |= inflater.needsDictionary();
            return length;
        }

        /** What came out before the damage counts; the damage is told when it has been taken. */
        private int unpack(byte[] b, int off, int len) {
            long before = inflater.getBytesWritten();
            try {
                return inflater.inflate(b, off, len);
            } catch (DataFormatException e) {
                broken = true;
                return (int) (inflater.getBytesWritten() - before);
            }
        }

        private void endMember() throws IOException {
            at = limit - inflater.getRemaining();
            inMember = false;
            long expected = little(4);
            long length = little(4);
            if (expected != check.getValue()
                    || length != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
                throw new IOException(DAMAGED);
            }
        }

        private long little(int bytes) throws IOException {
            long value = 0;
            for (int i = 0; i < bytes; i++) {
                value |= (long) next() << (8 * i);
            }
            return value;
        }

        private boolean nextMember() throws IOException {
            skipPadding();
            if (at == limit && !fill()) {
                return false;
            }
            if (next() != 0x1F || next() != 0x8B || next() != DEFLATE) {
                throw new IOException(first ? DAMAGED : "something that is not gzip follows");
            }
            skipHeader();
            first = false;
            inflater.reset();
            check.reset();
            inMember = true;
            return true;
        }

        private void skipPadding() throws IOException {
            while (!first && (at < limit || fill()) && input[at] == 0) {
                at++;
            }
        }

        private void skipHeader() throws IOException {
            int flags = next();
            skip(FIXED_REST);
            if ((flags & EXTRA) != 0) {
                skip((int) little(2));
            }
            for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
                int letter = next();
                while (letter != 0) {
                    letter = next();
                }
            }
            skip((flags & HEADER_CHECK) != 0 ? 2 : 0);
        }

        private void skip(int bytes) throws IOException {
            for (int i = 0; i < bytes; i++) {
                next();
            }
        }

        private int next() throws IOException {
            if (at == limit && !fill()) {
                throw new EOFException(CUT);
            }
            return input[at++] & 0xFF;
        }

        private boolean fill() throws IOException {
            at = 0;
            limit = Math.max(0, in.read(input, 0, input.length));
            return limit > 0;
        }

        @Override
        public void close() throws IOException {
            inflater.end();
            in.close();
        }
    }
}
