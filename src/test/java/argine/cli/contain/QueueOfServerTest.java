// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.contain.QueueHold;
import argine.server.Servers;
import argine.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which queue a containment takes the account's mail from. */
class QueueOfServerTest {
    private static final Path LOG = Path.of("examples/breach/mail.log");
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-27T00:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path folder;

    private static Servers.Asked asked(List<Path> logs, Optional<Path> config) {
        return new Servers.Asked(
                logs, Optional.empty(), config, Optional.empty(), Optional.empty(), CLOCK);
    }

    private Path configurationWithTheQueueOfTheExample() throws IOException {
        Path from = Path.of("examples/breach/queue");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve("spool").resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Files.writeString(
                folder.resolve("main.cf"), "queue_directory = " + folder.resolve("spool") + "\n");
        return folder;
    }

    @Test
    void besideALogThatIsNamedItIsTheOneThatMainCfNames() throws IOException {
        Servers.Asked asked =
                asked(List.of(LOG), Optional.of(configurationWithTheQueueOfTheExample()));
        assertEquals(
                new QueueHold.Waiting(61, 0),
                new QueueOfServer(asked, "postfix", new Store(folder.resolve("store")), CLOCK, "")
                        .waiting("rossi@example.org"));
        assertEquals(
                folder.resolve("spool").toRealPath(),
                Servers.holds("postfix", QueueOfServer.toChange(asked, "postfix"))
                        .queue()
                        .toRealPath());
    }

    @Test
    void aLogThatIsNamedHidesNoMainCfFromWhatHoldsPostfixesMail() {
        assertEquals(
                asked(List.of(), Optional.empty()).forAccounts().of("postfix"),
                QueueOfServer.toChange(asked(List.of(LOG), Optional.empty()), "postfix"));
    }

    @Test
    void anIcewarpsIsThatOfWhatWasNamedAlone() {
        Servers.Asked asked = asked(List.of(Path.of("examples/icewarp")), Optional.empty());
        assertEquals(asked.of("icewarp"), QueueOfServer.toChange(asked, "icewarp"));
    }
}
