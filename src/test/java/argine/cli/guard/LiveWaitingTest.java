// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.THIEF;
import static argine.cli.guard.GuardLab.THIEFS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Mode;
import argine.guard.loop.Loop;
import argine.store.block.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A thief guesses a password and writes under the account's own name to people whose server is
 * down. The log alone is not enough against him; what his messages say, which wait in a real
 * Postfix's queue, is. Only where the lab may be started.
 */
class LiveWaitingTest {
    private static final String NET = "127.0.56";

    /** The fewest that are noticed: a look into the queue that meets only some tells nothing. */
    private static final int MESSAGES = 20;

    private static final String FROM = "127.66.1.7";
    private static final String TEXT =
            "Your invoice is overdue and your account will be closed today unless you pay the sum"
                    + " by the link below, which our accountants have made for you alone, number";

    @TempDir Path folder;
    private GuardLab lab;

    @Test
    void whoseMessagesWaitAndSayTheSameIsStoppedForIt() throws Exception {
        try (GuardLab started = new GuardLab(folder, NET)) {
            lab = started;
            lab.startWithPolicy();
            try (Daemon _ = lab.daemon(this::setup)) {
                guess();
                flood();
                lab.until(() -> lab.log.toString().contains("event=alert-sent"));
            }
        }
        JsonNode alert = JsonMapper.shared().readTree(Files.readString(alerts()));
        assertEquals(
                List.of(
                        THIEF,
                        "stopped",
                        List.of(
                                "12 logins failed from 127.66.1.0/24, then one succeeded and sent mail",
                                MESSAGES
                                        + " queued messages to "
                                        + MESSAGES
                                        + " people are nearly the same text: \"Your invoice\"")),
                List.of(
                        alert.path("account").asString(),
                        alert.path("event").asString(),
                        alert.path("evidence")
                                .valueStream()
                                .map(one -> one.path("claim").asString())
                                .toList()));
    }

    private void guess() throws IOException {
        try (Smtp guessing = lab.callFrom(FROM)) {
            for (int i = 0; i < 12; i++) {
                guessing.login(THIEF, "guess" + i);
            }
        }
    }

    private void flood() throws IOException {
        try (Smtp smtp = lab.callFrom(FROM)) {
            assertTrue(smtp.login(THIEF, THIEFS).startsWith("235"));
            for (int i = 0; i < MESSAGES; i++) {
                String message =
                        "From: %s\r\nSubject: Your invoice\r\n\r\n%s %d".formatted(THIEF, TEXT, i);
                String reply = smtp.post(THIEF, message, "who" + i * 37 % 100 + "@busy.test");
                assertTrue(reply.startsWith("250"), reply);
            }
        }
    }

    private Path alerts() {
        return folder.resolve("alerts");
    }

    private Setup setup() {
        Setup plain = lab.setups.of("waiting", true, Mode.REPORT, Map.of());
        Watching.Ways none = Watching.NOTHING.ways();
        Watching.Ways page =
                new Watching.Ways(
                        none.webhook(),
                        none.keyFile(),
                        List.of("/usr/bin/tee", alerts().toString()),
                        List.of(),
                        "",
                        none.smtp());
        Watching watching =
                new Watching(
                        lab.setups.logs(),
                        new Loop.Settings(argine.guard.loop.Mode.CONTAIN, Block.Extent.EVERYTHING),
                        List.of(),
                        Optional.empty(),
                        page);
        return new Setup(
                plain.guard(),
                plain.listen(),
                plain.directory(),
                "",
                Optional.empty(),
                watching,
                Messengers.of(page, ""));
    }
}
