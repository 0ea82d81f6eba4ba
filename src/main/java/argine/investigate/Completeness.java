// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Ledger;
import argine.detect.Profile;
import argine.server.MailServer;
import argine.server.Queue;
import argine.server.Reading;
import argine.server.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what was read, and what would have helped and was not there. */
final class Completeness {
    private static final int TOP_SHAPES = 10;
    private static final long TWO_DAYS = 48 * 3_600_000_000L;

    private final Ledger ledger;
    private final MailServer server;

    Completeness(Ledger ledger, MailServer server) {
        this.ledger = ledger;
        this.server = server;
    }

    Report.Read read(Optional<Reading> reading, Optional<Queue.Summary> queued) {
        List<String> missing = new ArrayList<>(server.missing());
        reading.ifPresent(log -> missing.addAll(log.trouble()));
        reading.ifPresent(_ -> missingHistory(missing));
        queued.ifPresent(queue -> missing.addAll(queue.trouble()));
        queued.flatMap(Queue.Summary::strange).ifPresent(missing::add);
        return new Report.Read(
                reading.map(Reading::lines).orElse(0L),
                reading.map(Reading::unreadLines).orElse(0L),
                queued.map(Queue.Summary::messages).orElse(0L),
                Cases.instant(ledger.from()),
                Cases.instant(ledger.to()),
                List.copyOf(missing),
                reading.map(Reading::files).orElse(List.of()).stream()
                        .map(f -> new Report.File(f.name(), f.bytes(), f.lines()))
                        .toList(),
                reading.map(Reading::unread).orElse(List.of()).stream()
                        .limit(TOP_SHAPES)
                        .map(s -> new Report.Shape(s.shape(), s.count(), s.example()))
                        .toList(),
                server.recognised(),
                reading.map(Reading::unreadable)
                        .orElse(Unreadable.NOTHING)
                        .plus(queued.map(Queue.Summary::unreadable).orElse(Unreadable.NOTHING))
                        .said(),
                new Blindness(ledger, server.name()).said());
    }

    private void missingHistory(List<String> missing) {
        boolean reads = showsReading(ledger);
        boolean any = ledger.profiles().stream().anyMatch(Profile::isAccount);
        if (any && !reads) {
            missing.add(
                    "no mailbox logins (Dovecot's log): nothing tells from where the owners read their"
                            + " mail; name that log with --log, beside the others");
        }
        if (any && ledger.to() - ledger.from() < TWO_DAYS) {
            missing.add(
                    "the log covers less than two days: little is known of what is usual for each account");
        }
    }

    /** Whether logins of mail programs are in what was read. */
    static boolean showsReading(Ledger ledger) {
        return ledger.profiles().stream().anyMatch(Completeness::hasMailbox);
    }

    private static boolean hasMailbox(Profile profile) {
        return profile.usages().stream().anyMatch(u -> u.mailboxLogins > 0);
    }
}
