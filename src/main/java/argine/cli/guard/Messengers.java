// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.loop.AlertMail;
import argine.guard.loop.Letter;
import argine.guard.loop.Messenger;
import argine.guard.loop.Webhook;
import argine.server.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The ways to people that are configured. */
final class Messengers {
    private Messengers() {}

    /** The key signs what goes to the webhook. */
    static List<Messenger> of(Watching.Ways ways, String key) {
        List<Messenger> all = new ArrayList<>();
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        ways.webhook().ifPresent(uri -> all.add(new Webhook(uri, bytes)));
        if (!ways.run().isEmpty()) {
            all.add(new Paged(ways.run()));
        }
        if (!ways.mailTo().isEmpty()) {
            all.add(new AlertMail(ways.smtp(), ways.mailFrom(), ways.mailTo()));
        }
        return List.copyOf(all);
    }

    /** A program of the administrator's; the alert comes to its standard input, as JSON. */
    private record Paged(List<String> words) implements Messenger {
        @Override
        public String name() {
            return "program " + words.getFirst();
        }

        @Override
        public void send(Letter letter) throws IOException {
            Program program = Program.run(words, letter.json() + "\n");
            if (program.exit() != 0) {
                throw new IOException("it ended with " + program.exit());
            }
        }
    }
}
