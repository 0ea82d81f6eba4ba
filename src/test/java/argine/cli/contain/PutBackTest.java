// SPDX-License-Identifier: Apache-2.0
package argine.cli.contain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.desk.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What an administrator has put back is not taken again. */
class PutBackTest extends OnRestingServer {
    /** A message of the same account, come in later. */
    private static void sendAnother(Path queue) throws IOException {
        try (Stream<Path> files = Files.walk(queue)) {
            for (Path one : files.filter(Files::isRegularFile).toList()) {
                Path other = one.resolveSibling("4gFRVX0Z1Rz9Qw2");
                if (Files.readString(one, StandardCharsets.ISO_8859_1).contains(ROSSI)
                        && Files.notExists(other)) {
                    Files.copy(one, other);
                    return;
                }
            }
        }
    }

    @Test
    void whatWasPutBackIsLeftAndSaidAndWhatCameSinceIsHeld() throws Exception {
        with(
                () -> {
                    Path queue = queueOfTheExample();
                    String[] words = {ROSSI, "--queue", queue.toString()};
                    String[] doIt = {ROSSI, "--queue", queue.toString(), "--yes"};
                    typed(Exit.DONE, proposed(contain(Exit.NOT_DONE, doIt)).getLast());
                    sendAnother(queue);
                    JsonNode plan = json(Exit.NOT_DONE, words).at("/plans/0/steps");
                    String command =
                            "argine sweep --account rossi@example.org --queue "
                                    + queue
                                    + " --config "
                                    + folder.resolve("postfix")
                                    + " --store "
                                    + folder.resolve("store")
                                    + " --yes";
                    String left =
                            "; 61 that were held before and put back are left: "
                                    + command
                                    + " takes them all the same";
                    assertEquals(
                            "hold 1 of its messages, and all that come to light meanwhile" + left,
                            what("queue", plan));
                    JsonNode receipt = json(Exit.NOT_DONE, doIt).at("/receipts/0/steps");
                    assertEquals("held 1, receipt 2026-11-27.4" + left, what("queue", receipt));
                    String taken =
                            typed(
                                    Exit.DONE,
                                    List.of(command.substring("argine ".length()).split(" ")));
                    assertTrue(taken.contains("61"), taken);
                });
    }
}
