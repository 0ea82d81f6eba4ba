// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.icewarp.session.LogName;
import argine.server.log.LogFile;
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
    private static final int LIST_MARK = 0x02014B50;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int MOST_ENTRIES = 10_000;
    private static final long MAX_LIST = 8L << 20;

    /** Logs pack to a tenth or a thirtieth. */
    private static final int MAX_RATIO = 250;

    private static final long ALWAYS_ALLOWED = 16L << 20;
    private static final long MAX_LOG = 16L << 30;

    /** A log in an archive: how many bytes it is unpacked, and how many are read at most. */
    record Packed(LogFile file, long length, long most) {}

    private LogArchive() {}

    static boolean isOne(Path file) {
        return file.toString().regionMatches(true, file.toString().length() - 4, ".zip", 0, 4);
    }

    /** The logs whose names are IceWarp's, in no order. */
    static List<Packed> logs(Path archive) throws IOException {
        checkList(archive);
        List<Packed> logs = new ArrayList<>();
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

    private static Packed log(Path archive, ZipEntry entry) {
        String name = entry.getName();
        int folder = Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
        long packed = Math.max(0, entry.getCompressedSize());
        LogFile file =
                new LogFile(
                        archive + "/" + name.substring(folder + 1),
                        packed,
                        entry.getLastModifiedTime().toInstant(),
                        () -> open(archive, name));
        long most = Math.min(MAX_LOG, Math.max(ALWAYS_ALLOWED, packed * MAX_RATIO));
        return new Packed(file, entry.getSize(), most);
    }

    private static InputStream open(Path archive, String name) throws IOException {
        ZipFile zip = open(archive);
        try {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                throw new IOException("it is no longer in the archive");
            }
            return new FilterInputStream(zip.getInputStream(entry)) {
                @Override
                public void close() throws IOException {
                    zip.close();
                }
            };
        } catch (IOException e) {
            zip.close();
            throw e;
        }
    }

    /**
     * Reads how long the list of files is before anything makes room for it. A comment may hold
     * what looks like the end of an archive, so every end that could be taken for one is looked at.
     */
    private static void checkList(Path archive) throws IOException {
        boolean any = false;
        try (FileChannel channel = FileChannel.open(archive)) {
            long size = channel.size();
            int length = (int) Math.min(size, END_LENGTH + MAX_COMMENT);
            ByteBuffer end = read(channel, size - length, length);
            for (int at = end.limit() - END_LENGTH; at >= 0; at--) {
                if (end.getInt(at) == END_MARK && isEnd(channel, size - length, end, at)) {
                    checkList(end.getShort(at + 10) & 0xFFFF, end.getInt(at + 12) & 0xFFFFFFFFL);
                    any = true;
                }
            }
        }
        if (!any) {
            throw new IOException("it is no zip archive, or not whole");
        }
    }

    /** Whether its comment ends with the file, or a list of files stands in front of it. */
    private static boolean isEnd(FileChannel channel, long from, ByteBuffer end, int at)
            throws IOException {
        if (at + END_LENGTH + (end.getShort(at + 20) & 0xFFFF) == end.limit()) {
            return true;
        }
        long list = from + at - (end.getInt(at + 12) & 0xFFFFFFFFL);
        return list >= 0 && read(channel, list, 4).getInt(0) == LIST_MARK;
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("it was cut short just now; run again");
            }
        }
        return bytes.flip();
    }

    private static void checkList(int entries, long bytes) throws IOException {
        if (entries > MOST_ENTRIES || bytes > MAX_LIST) {
            throw new IOException(
                    "the archive holds more than "
                            + MOST_ENTRIES
                            + " files; unpack it and name the folder");
        }
    }
}
