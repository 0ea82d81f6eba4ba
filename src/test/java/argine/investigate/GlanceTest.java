// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.check.Snapshot;
import argine.server.MailServer;
import argine.server.Queue;
import argine.server.QueueTrouble;
import argine.server.Settings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GlanceTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");

    @Test
    void aQueueOfWhichFoldersMayNotBeReadGivesNoFigureAndTheReason() throws IOException {
        QueueTrouble trouble = new QueueTrouble();
        trouble.unreadable(Path.of("deferred"), new AccessDeniedException("deferred"));
        trouble.unreadable(Path.of("hold"), new AccessDeniedException("hold"));
        Queue queue = _ -> new Queue.Summary("q", 0, 0, 0, 0, trouble.said(), trouble.unreadable());
        MailServer server =
                new MailServer(
                        "postfix",
                        Optional.empty(),
                        Optional.of(queue),
                        Settings.UNKNOWN,
                        List.of(),
                        "");
        Snapshot now = new Glance(server, AT.minusSeconds(3600), AT).snapshot(Duration.ofDays(7));
        assertEquals(Map.of(), now.figures());
        assertEquals(
                new Snapshot.Unread(
                        "no log of the mail server was read; name it: --log FILE (none was found)",
                        "deferred could not be read: permission denied, and 1 more",
                        ""),
                now.unread());
    }
}
