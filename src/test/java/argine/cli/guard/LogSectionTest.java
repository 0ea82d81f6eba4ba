// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.guard.loop.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the configuration says of logs and of what is done about what they tell. */
class LogSectionTest {
    @TempDir Path folder;

    private Setup setup(String text) throws IOException {
        return new GuardFile(Files.writeString(folder.resolve("guard.toml"), text)).read();
    }

    @Test
    void whatIsNamedAndCannotBeReadIsWarnedOf() throws IOException {
        Path log = Files.createFile(folder.resolve("mail.log"));
        Setup setup =
                setup(
                        """
                        [log]
                        files = ["%s", "/nowhere/mail.log"]
                        mmdb = ["/nowhere/country.mmdb"]
                        """
                                .formatted(log));
        assertEquals(
                List.of(
                        "[log] /nowhere/mail.log is not there, or may not be read by who asks",
                        "[log] /nowhere/country.mmdb is not there, or may not be read by who asks"),
                setup.warnings(Instant.EPOCH).stream()
                        .filter(one -> one.startsWith("[log]"))
                        .toList());
        assertEquals(Mode.ALERT, setup.watching().loop().mode());
    }

    @Test
    void servicesAreKnownHoweverTheyAreWritten() throws IOException {
        Setup setup = setup("[log]\njournal = true\n[loop]\nservices = [\" Shop@Example.org\"]\n");
        assertEquals(Set.of("shop@example.org"), setup.watching().loop().services());
    }
}
