// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.LogFile;
import argine.server.icewarp.session.LogName;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The session logs in a zip archive, into which IceWarp moves logs that it would delete otherwise.
 *
 * <p>Whoever made an archive can make it unpack to anything, so its list is looked at before it is
 * read, and a log that grows beyond what a log can is left where it got too large.
 */
final class LogArchive {
    private static final int END_LENGTH = 22;
    private static final int END_MARK = 0x06054B50;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int MOST_ENTRIES = 10_000;
    private static final long MAX_LIST = 8L << 20;

    /** Logs pack to a tenth or a thirtieth. */
    private static final int MAX_RATIO = 250;

    private static final long ALWAYS_ALLOWED = 16L << 20;
    private static final long MAX_LOG = 16L << 30;

    private LogArchive() {}

    static boolean isOne(Path file) {
        return file.toString().regionMatches(true, file.toString().length() - 4, ".zip", 0, 4);
    }

    /** The logs whose names are IceWarp's, in no order. */
    static List<LogFile> logs(Path archive) throws IOException {
        checkList(archive);
        List<LogFile> logs = new ArrayList<>();
        try (ZipFile zip = open(archive)) {
            zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .filter(entry -> LogName.of(entry.getName()).isPresent())
                    .forEach(entry -> logs.add(log(archive, entry)));
        } catch (IllegalArgumentException e) {
            throw new IOException("the archive's list of files is damaged", e);
        }
        return logs;
    }

    private static ZipFile open(Path archive) throws IOException {
        return new ZipFile(archive.toFile(), StandardCharsets.ISO_8859_1);
    }

    private static LogFile log(Path archive, ZipEntry entry) {
        String name = entry.getName();
        int folder = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        return new LogFile(
                archive + "/" + name.substring(folder + 1),
                Math.max(0, entry.getCompressedSize()),
                entry.getLastModifiedTime().toInstant(),
                () -> open(archive, name));
    }

    private static InputStream open(Path archive, String name) throws IOException {
        ZipFile zip = open(archive);
        try {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new IOException("it is no longer in the archive");
            }
            long packed = Math.max(0, entry.getCompressedSize());
            long allowed = Math.min(MAX_LOG, Math.max(ALWAYS_ALLOWED, packed * MAX_RATIO));
            return new Bounded(zip, zip.getInputStream(entry), allowed);
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /** Reads how long the list of files is before anything makes room for it. */
    private static void checkList(Path archive) throws IOException {
        try (FileChannel channel = FileChannel.open(archive)) {
            long size = channel.size();
            int length = (int) Math.min(size, END_LENGTH + MAX_COMMENT);
            ByteBuffer end = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
            long from = size - length;
            while (end.hasRemaining() && channel.read(end, from + end.position()) >= 0) {}
            for (int at = end.position() - END_LENGTH; at >= 0; at--) {
                if (end.getInt(at) == END_MARK) {
                    checkList(end.getShort(at + 10) & 0xFFFF, end.getInt(at + 12) & 0xFFFFFFFFL);
                    return;
                }
            }
        }
        throw new IOException("it is no zip archive, or not whole");
    }

    private static void checkList(int entries, long bytes) throws IOException {
        if (entries > MOST_ENTRIES || bytes > MAX_LIST) {
            throw new IOException(
                    "the archive holds more than "
                            + MOST_ENTRIES
                            + " files; unpack it and name the folder");
        }
    }

    /** A packed log that may not become larger than it should. */
    private static final class Bounded extends FilterInputStream {
        private final ZipFile zip;
        private long left;

        Bounded(ZipFile zip, InputStream in, long allowed) {
            super(in);
            this.zip = zip;
            this.left = allowed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            if (left <= 0) {
                throw new IOException("it unpacks to more than a log can be; the rest is left out");
            }
            int read = in.read(b, off, (int) Math.min(len, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }
}
