// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to whoever names nothing inside an installation. */
class LikenessTest {
    @TempDir Path folder;

    private static void message(Path file, String id) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "LocalSender: a@example.it\nMsgID: " + id + "\n\nSubject: s\n\ntext\n");
    }

    @Test
    void whoIsInAFolderOfIcewarpsHearsHowItIsNamed() throws IOException {
        message(folder.resolve("mail/_outgoing/BBB00002.tmp"), "BBB00002");
        assertEquals(
                Optional.of(
                        "the folder you are in looks like an installation of IceWarp, and was not"
                                + " read; if it is meant, type: argine detect --server icewarp --log"
                                + " ."),
                Likeness.around(folder, "detect"));
        assertEquals(Optional.empty(), Likeness.around(folder.resolve("mail/_outgoing"), "detect"));
    }
}
