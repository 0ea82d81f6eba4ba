// SPDX-License-Identifier: Apache-2.0
package argine.server.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Standard input as a log: it can be read only once, but looked at before. */
public final class StandardInput {
    static final Path NAME = Path.of("-");

    private static final Set<Path> NAMES =
            Set.of(NAME, Path.of("/dev/stdin"), Path.of("/dev/fd/0"), Path.of("/proc/self/fd/0"));
    private static final int HEAD = 1 << 16;

    private StandardInput() {}

    /** Whether this is a name of it. */
    public static boolean isIt(Path path) {
        return NAMES.contains(path);
    }

    /** Its first bytes, unpacked; whoever reads it finds them in it again. */
    public static byte[] start() {
        byte[] unpacked = new byte[HEAD];
        int length = 0;
        try {
            InputStream in = System.in;
            byte[] raw = in.readNBytes(HEAD);
            System.setIn(new SequenceInputStream(new ByteArrayInputStream(raw), in));
            InputStream text = Unpacked.of(new ByteArrayInputStream(raw));
            for (int read = 0; read >= 0 && length < HEAD; length += Math.max(0, read)) {
                read = text.read(unpacked, length, HEAD - length);
            }
        } catch (IOException _) {
            return Arrays.copyOf(unpacked, length); // it was cut: the rest is read with the log
        }
        return Arrays.copyOf(unpacked, length);
    }
}
