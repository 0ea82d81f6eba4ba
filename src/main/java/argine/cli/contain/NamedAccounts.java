// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Accounts as an administrator wrote them down, one a line, {@code #} before a remark: those that
 * programs of this host log in with, webmail's or a monitoring's, or those of administrators.
 */
final class NamedAccounts {
    static final Path NEEDED = Path.of("/etc/argine/needed-accounts");
    static final Path ADMINISTRATORS = Path.of("/etc/argine/administrators");

    private static final int MOST = 64 * 1024;

    private NamedAccounts() {}

    /** Those in a file; none where it is the usual one and not there. */
    static List<String> in(Path file, Path usual) throws IOException {
        if (file.equals(usual) && Files.notExists(file)) {
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
