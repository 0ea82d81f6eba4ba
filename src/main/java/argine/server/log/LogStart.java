// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the first lines of a log tell: when it begins, whether it is Dovecot's own file, and whether
 * it is about mail at all.
 *
 * @param micros the time of the first line that has one, else of the last change of the file
 */
record LogStart(long micros, boolean isDovecotFile, boolean isMail) {
    private static final int LENGTH = 1 << 16;

    static LogStart of(InputStream in, Stamp stamp, Instant written) {
        byte[] bytes = new byte[LENGTH];
        int length = read(in, bytes);
        String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        boolean named = text.contains("postfix") || text.contains("dovecot");
        for (int line = 0; line < length; line = lineEnd(bytes, line, length) + 1) {
            long micros = stamp.read(bytes, line, lineEnd(bytes, line, length));
            if (micros != Stamp.NONE) {
                boolean own = isHostless(bytes, stamp.end(), length);
                return new LogStart(micros, own, named || own);
            }
        }
        return new LogStart(ChronoUnit.MICROS.between(Instant.EPOCH, written), false, named);
    }

    /** Reads the start, as far as it can be read; whoever reads the whole is told of damage. */
    private static int read(InputStream in, byte[] bytes) {
        int length = 0;
        try {
            int read = 0;
            while (read >= 0 && length < bytes.length) {
                read = in.read(bytes, length, bytes.length - length);
                length += Math.max(0, read);
            }
        } catch (IOException _) {
            return length;
        }
        return length;
    }

    private static int lineEnd(byte[] bytes, int from, int length) {
        int end = from;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        return end;
    }

    /**
     * {@code TIME service: Info: ...} or {@code TIME imap(user): Info: ...}: no host, no program.
     */
    private static boolean isHostless(byte[] bytes, int stampEnd, int length) {
        int at = stampEnd + 1;
        while (at < length && bytes[at] > ' ' && bytes[at] != '(') {
            at++;
        }
        return at > stampEnd + 1 && at < length && (bytes[at - 1] == ':' || bytes[at] == '(');
    }
}
