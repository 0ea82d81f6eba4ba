// SPDX-License-Identifier: Apache-2.0

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.server.icewarp.held.Quarantine;
import argine.store.Store;
import argine.sweep.custody.Custody;
import argine.sweep.custody.Holding;
import argine.sweep.custody.Watcher;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Holds the files whose names come on standard input: {@code Quarantining QUEUE STORE}. */
final class Quarantining {
    public static void main(String[] words) throws IOException {
        Clock clock = Clock.systemUTC();
        Instant since = clock.instant();
        List<QueuedMessage> messages;
        try (BufferedReader names =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            messages = names.lines().map(name -> message(name, since)).toList();
        }
        try (Custody custody =
                        Custody.take(
                                Quarantine.of(Path.of(words[0])),
                                new Store(Path.of(words[1])),
                                clock,
                                new Watcher() {});
                Holding holding = custody.holding("the measurement")) {
            holding.hold(messages, since);
            System.out.println(holding.receipt());
        }
    }

    private static QueuedMessage message(String file, Instant at) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return new QueuedMessage(
                new QueueId(name.substring(0, name.indexOf('.'))),
                QueuedMessage.Place.DEFERRED,
                file,
                at,
                0,
                new QueuedMessage.Envelope(
                        Address.of("winner@lottery.test"),
                        "mario.rossi@cliente3.example.it",
                        "",
                        ClientAddress.NONE,
                        "",
                        List.of(Address.of("somebody@example.com"))),
                List.of(),
                QueuedMessage.Headers.NONE,
                "");
    }
}
