// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.MailServer;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read where a queue is named beside an installation, and where nothing is named. */
class NamedQueueTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;

    private static void message(Path file, String id) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "LocalSender: a@example.it\nMsgID: " + id + "\n\nSubject: s\n\ntext\n");
    }

    private static List<String> queued(MailServer server) throws IOException {
        List<String> ids = new ArrayList<>();
        server.queue().orElseThrow().read(one -> ids.add(one.queueId().toString()));
        return ids.stream().sorted().toList();
    }

    private MailServer found(Path copy, Optional<Path> queue) throws IOException {
        Optional<Instant> any = Optional.empty();
        return new Installation(
                        new Servers.Asked(List.of(copy), queue, Optional.empty(), any, any, CLOCK),
                        folder)
                .server();
    }

    @Test
    void aQueueThatIsNamedIsAllThatIsReadWhateverACopiedPathDatSays() throws IOException {
        Path retry = folder.resolve("original/retry");
        message(retry.resolve("AAA00001.tmp"), "AAA00001");
        Path copy = folder.resolve("copy");
        message(copy.resolve("mail/_outgoing/BBB00002.tmp"), "BBB00002");
        Files.writeString(copy.resolve("path.dat"), "\n".repeat(8) + retry + "\n");
        MailServer named = found(copy, Optional.of(copy.resolve("mail/_outgoing")));
        assertEquals(List.of("BBB00002"), queued(named));
        assertEquals(
                List.of(
                        "path.dat says that retries are at "
                                + retry
                                + ", which are not read, for --queue names another folder; if they"
                                + " are meant, leave --queue out"),
                named.missing().stream().filter(one -> one.startsWith("path.dat")).toList());
        assertEquals(List.of("AAA00001", "BBB00002"), queued(found(copy, Optional.empty())));
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
