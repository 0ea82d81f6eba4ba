// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterUsersTest {
    @TempDir private Path folder;

    @Test
    void everyNameOfTheFileIsAMasterUser() throws IOException {
        Path file = folder.resolve("master-users");
        Files.writeString(
                file, "# masters\n\nboss@example.org:{PLAIN}x\nzo\u00eb:{PLAIN}y::::::\n");
        MasterUsers masters = new MasterUsers(file);
        assertEquals(List.of("boss@example.org", "zo\u00eb"), masters.around("x"));
        assertEquals("Dovecot's master users in " + file, masters.how());
    }
}
