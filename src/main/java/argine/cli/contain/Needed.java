// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The accounts that programs of this host log in with, webmail's or a monitoring's, as an
 * administrator wrote them down: one a line, {@code #} before a remark.
 */
final class Needed {
    static final Path USUAL_PLACE = Path.of("/etc/argine/needed-accounts");

    private static final int MOST = 64 * 1024;

    private Needed() {}

    /** Those in a file; none where the usual one is not there. */
    static List<String> in(Path file) throws IOException {
        if (file.equals(USUAL_PLACE) && Files.notExists(file)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw new IOException(file + ": longer than " + MOST + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("#", 2)[0].strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
