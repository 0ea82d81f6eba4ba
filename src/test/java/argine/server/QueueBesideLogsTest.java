// SPDX-License-Identifier: Apache-2.0
package argine.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which queue is read where logs are named. */
class QueueBesideLogsTest {
    private static final Path RUN = Path.of("src/test/corpus/lab/guessed-flood");
    private static final String NO_QUEUE = "no queue: what still waits is told by the log alone";

    @TempDir private Path folder;

    private MailServer found(Optional<Path> config, Optional<Path> queue) throws IOException {
        return Servers.find(
                new Servers.Asked(
                        List.of(RUN.resolve("mail.log.gz"), RUN.resolve("dovecot.log")),
                        queue,
                        config,
                        Optional.empty(),
                        Optional.empty(),
                        Clock.systemUTC()));
    }

    private static long messages(MailServer server) throws IOException {
        return server.queue().isEmpty() ? 0 : server.queue().get().read(_ -> {}).messages();
    }

    private Path config(String more) throws IOException {
        String own = Files.readString(RUN.resolve("main.cf"));
        Files.writeString(folder.resolve("main.cf"), own + more);
        return folder;
    }

    private static String queueDirectory(Path queue) {
        return "\nqueue_directory = " + queue.toAbsolutePath() + "\n";
    }

    @Test
    void theQueueThatANamedConfigurationNamesIsReadBesideNamedLogs() throws IOException {
        MailServer alone = found(Optional.empty(), Optional.of(RUN.resolve("queue")));
        MailServer server =
                found(Optional.of(config(queueDirectory(RUN.resolve("queue")))), Optional.empty());
        assertEquals(List.of(), server.missing());
        assertEquals(messages(alone), messages(server));
    }

    @Test
    void aNamedQueueIsTakenRatherThanTheConfigurations() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other/deferred")).getParent();
        MailServer server =
                found(
                        Optional.of(config(queueDirectory(RUN.resolve("queue")))),
                        Optional.of(other));
        assertEquals(0, messages(server));
    }

    @Test
    void aCopiedConfigurationThatNamesNoQueueDoesNotLeadToThisHosts() throws IOException {
        MailServer server = found(Optional.of(config("")), Optional.empty());
        assertEquals(List.of(NO_QUEUE), server.missing());
        assertEquals(Optional.empty(), server.queue());
    }

    @Test
    void aCopiedConfigurationThatNamesTheUsualQueueDoesNotLeadToThisHosts() throws IOException {
        Path usual = Path.of("/var/spool/postfix");
        MailServer server = found(Optional.of(config(queueDirectory(usual))), Optional.empty());
        assertEquals(List.of(NO_QUEUE), server.missing());
        assertEquals(Optional.empty(), server.queue());
    }

    @Test
    void aQueueThatIsNotThereIsSaidToBeMissing() throws IOException {
        Path nowhere = folder.resolve("nowhere");
        MailServer server = found(Optional.of(config(queueDirectory(nowhere))), Optional.empty());
        assertEquals(List.of(NO_QUEUE), server.missing());
    }

    @Test
    void logsAloneAreTakenForCopiesFromElsewhere() throws IOException {
        assertEquals(Optional.empty(), found(Optional.empty(), Optional.empty()).queue());
    }
}
