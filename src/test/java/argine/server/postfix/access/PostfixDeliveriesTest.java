// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.QueueId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which message a program delivers, by the files that it has open. */
class PostfixDeliveriesTest {
    private static final Path QUEUE = Path.of("/var/spool/postfix");
    private static final Optional<QueueId> MESSAGE = Optional.of(new QueueId("4hGB0k3Xz1z9Q"));

    @TempDir private Path open;

    private Optional<QueueId> with(String file) throws IOException {
        Path link = open.resolve("12");
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(file));
        return PostfixDeliveries.open(open, QUEUE);
    }

    @Test
    void itIsTheOneWhoseFileIsOpenWhereverThatIsMoved() throws IOException {
        assertEquals(MESSAGE, with("/var/spool/postfix/active/4hGB0k3Xz1z9Q"));
        assertEquals(MESSAGE, with("/var/spool/postfix/hold/4/4hGB0k3Xz1z9Q"));
        assertEquals(Optional.empty(), with("/var/spool/postfix/defer/4/4hGB0k3Xz1z9Q"));
        assertEquals(Optional.empty(), with("/var/spool/postfix-out/active/4hGB0k3Xz1z9Q"));
        assertEquals(Optional.empty(), with("/var/spool/postfix/hold/4hGB0k3Xz1z9Q (deleted)"));
    }

    /** What is no link any more when it is looked at is as good as one that is gone. */
    @Test
    void othersThatAreClosedMeanwhileHideItNot() throws IOException {
        for (int number = 20; number < 60; number++) {
            Files.createFile(open.resolve(Integer.toString(number)));
        }
        assertEquals(MESSAGE, with("/var/spool/postfix/active/4hGB0k3Xz1z9Q"));
    }

    @Test
    void aProgramThatHasEndedDeliversNothing() throws IOException {
        assertEquals(Optional.empty(), PostfixDeliveries.open(open.resolve("gone"), QUEUE));
    }
}
