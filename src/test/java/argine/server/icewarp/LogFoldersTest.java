// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFoldersTest {
    @TempDir Path folder;

    @Test
    void filesAreReadInTheOrderOfTheirDaysAndMailboxesFirst() throws IOException {
        for (String name :
                List.of(
                        "s20261124-01.log",
                        "S20261124-00.log",
                        "m20261124-00.log",
                        "s20261123-10.log",
                        "c20261123-00.log")) {
            Files.writeString(folder.resolve(name), "");
        }
        LogFolders folders = new LogFolders(List.of(folder));
        assertEquals(
                List.of(
                        "s20261123-10.log",
                        "m20261124-00.log",
                        "S20261124-00.log",
                        "s20261124-01.log"),
                folders.files().stream().map(f -> f.getFileName().toString()).toList());
        assertEquals(
                List.of("logs of other services were not read, by their letter: [c]"),
                folders.remarks());
    }
}
