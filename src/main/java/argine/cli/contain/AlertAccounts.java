// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import argine.guard.setup.ConfigurationFile;
import argine.guard.setup.Section;
import argine.server.access.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The accounts that the guard's configuration names: without them no alert comes any more. */
final class AlertAccounts {
    static final Path USUAL = Path.of("/etc/argine/guard.toml");

    private AlertAccounts() {}

    /** Those in a file, as far as it can be understood; none where the usual one is not read. */
    static List<Needed> in(Path file) throws IOException {
        if (file.equals(USUAL) && !Files.isReadable(file)) {
            return List.of();
        }
        Section alert = ConfigurationFile.read(file).section("alert");
        List<Needed> all = new ArrayList<>();
        alert.texts("mail-from")
                .forEach(one -> all.add(new Needed(one, "the guard's alerts come from it")));
        alert.texts("mail-to")
                .forEach(one -> all.add(new Needed(one, "the guard's alerts go to it")));
        return List.copyOf(all);
    }
}
