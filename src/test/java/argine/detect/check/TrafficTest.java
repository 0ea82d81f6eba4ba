// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.Address;
import argine.mail.EnhancedStatus;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.Reaction;
import argine.mail.Seen;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");

    @Test
    void whoDoesNotExistCountsOnceHoweverOftenTheServerTries() {
        Traffic traffic = new Traffic(AT, AT.plusSeconds(3600));
        traffic.event(deferred("4A", "nobody@example.net"));
        traffic.event(deferred("4A", "nobody@example.net"));
        traffic.event(deferred("4B", "nobody@example.net"));
        assertEquals(2L, traffic.perHour().get(Figure.UNKNOWN));
    }

    private static MailEvent deferred(String id, String recipient) {
        return new MailEvent.Deferred(
                Seen.at(AT, "mx"),
                new QueueId(id),
                Address.of(recipient),
                MailEvent.Relay.REMOTE,
                EnhancedStatus.NONE,
                Reaction.NO_SUCH_RECIPIENT,
                "");
    }
}
