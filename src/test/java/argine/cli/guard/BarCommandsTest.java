// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Barring as an administrator types it, to a daemon over its control socket. */
class BarCommandsTest {
    private static final Clock NOW =
            Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Daemon daemon;

    @BeforeEach
    void start() throws IOException {
        Path config = SocketGuard.configuration(folder);
        daemon =
                SocketGuard.start(
                        folder, NOW, "[intrusion]\nmode = \"enforce\"\nallow = [\"192.0.2.7\"]\n");
        assertEquals(Exit.DONE, run("guard", "--check-config", "--config", config.toString()));
    }

    @AfterEach
    void stop() throws IOException {
        daemon.close();
    }

    private int run(String... words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Cli.run(
                new Surroundings(new PrintWriter(out), new PrintWriter(err), NOW, false), words);
    }

    private int ask(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "guard";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--socket";
        all[words.length + 2] = SocketGuard.socket(folder).toString();
        return run(all);
    }

    @Test
    void whoIsBarredByHandIsListedAndLetInAgain() {
        assertEquals(Exit.DONE, ask("bar", "203.0.113.9", "--for", "2h", "--why", "ticket 812"));
        String line = "203.0.113.9/32  U until 2026-11-26T14:00:00Z by ";
        assertTrue(out.toString().startsWith("Barred: " + line), out::toString);
        assertTrue(
                out.toString().contains("To let it in: argine guard unbar 203.0.113.9/32"),
                out::toString);
        ask("barred");
        assertTrue(out.toString().contains("  " + line), out::toString);
        assertTrue(out.toString().contains(": ticket 812"), out::toString);
        ask("barred", "--format", "list");
        assertEquals("203.0.113.9/32\n", out.toString());
        ask("barred", "--format", "nftables");
        assertTrue(out.toString().contains("    203.0.113.9/32 timeout 7200s\n"), out::toString);
        ask("status");
        assertTrue(out.toString().contains("Barred: 1 "), out::toString);
        assertEquals(Exit.DONE, ask("unbar", "203.0.113.9"));
        ask("barred");
        assertEquals("Nobody is barred.\n", out.toString());
        assertTrue(ask("unbar", "203.0.113.9") != Exit.DONE, "there is none any more");
    }

    @Test
    void theCodeOfABarTellsItsStory() {
        ask("bar", "203.0.113.0/24", "--for", "30m", "--why", "ticket 812");
        ask("barred");
        String code = out.toString().lines().skip(1).findFirst().orElse("").strip().split(" ")[0];
        run("why", code, "--socket", SocketGuard.socket(folder).toString());
        assertTrue(
                out.toString()
                        .startsWith("203.0.113.0/24: reject, because of the rule \"barred U\""),
                out::toString);
        assertTrue(out.toString().contains("argine guard unbar \"203.0.113.0/24\""), out::toString);
    }

    @Test
    void whatMakesNoSenseIsTold() {
        assertEquals(2, ask("bar", "203.0.113.9", "--for", "ever"));
        assertTrue(ask("bar", "somewhere") != Exit.DONE);
        assertTrue(err.toString().contains("not an address or a network"), err::toString);
        assertTrue(ask("bar", "203.0.113.9", "--for", "400d") != Exit.DONE);
        assertTrue(err.toString().contains("within a year"), err::toString);
        assertTrue(ask("bar", "192.0.2.0/24") != Exit.DONE);
        assertTrue(err.toString().contains("192.0.2.7/32, which is on the allow list"));
        assertTrue(ask("bar", "127.0.0.0/8") != Exit.DONE, "this host itself");
    }
}
