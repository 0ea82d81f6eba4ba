// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.icewarp.session.Logins;
import argine.server.icewarp.session.SessionLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFoldersTest {
    @TempDir Path folder;

    private static List<String> names(LogFolders folders) throws IOException {
        return new SessionLog(
                        folders.files(),
                        Clock.systemUTC(),
                        Optional.empty(),
                        Optional.empty(),
                        new Logins())
                .read(_ -> {}).files().stream()
                        .map(file -> String.valueOf(Path.of(file.name()).getFileName()))
                        .toList();
    }

    @Test
    void filesAreReadInTheOrderOfTheirDaysAndMailboxesFirst() throws IOException {
        for (String name :
                List.of(
                        "s20261124-01.log",
                        "S20261124-00.log",
                        "m20261124-00.log",
                        "s20261123-10.log",
                        "c20261123-00.log")) {
            Files.writeString(folder.resolve(name), "192.0.2.1 [0F4C] 10:00:00 Connected\n");
        }
        LogFolders folders = new LogFolders(List.of(folder));
        assertEquals(
                List.of(
                        "s20261123-10.log",
                        "m20261124-00.log",
                        "S20261124-00.log",
                        "s20261124-01.log"),
                names(folders));
        assertEquals(
                List.of("logs of other services were not read, by their letter: [c]"),
                folders.remarks());
    }
}
