// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argine.server.access.Needed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertAccountsTest {
    @TempDir Path folder;

    private List<Needed> in(String text) throws IOException {
        return AlertAccounts.in(Files.writeString(folder.resolve("guard.toml"), text));
    }

    @Test
    void fromAndToWhomAlertsGoIsNeeded() throws IOException {
        assertEquals(
                List.of(
                        new Needed("argine@example.org", "the guard's alerts come from it"),
                        new Needed("postmaster@example.org", "the guard's alerts go to it")),
                in(
                        """
                        mode = "watch"
                        [alert]
                        mail-to = ["postmaster@example.org"]
                        mail-from = "argine@example.org"
                        """));
    }

    @Test
    void whereNoAlertIsSentNobodyIsNeeded() throws IOException {
        assertEquals(List.of(), in("mode = \"watch\"\n"));
        assertEquals(List.of(), in("this is [ no TOML"));
        assertEquals(List.of(), in("[alert]\nmail-to = 7\n"));
    }

    @Test
    void aFileThatIsNamedAndNotThereIsTold() {
        assertThrows(IOException.class, () -> AlertAccounts.in(folder.resolve("none")));
    }
}
