// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.wire.Notices;
import argine.guard.wire.milter.Talk;
import argine.store.Clocks;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A message that more authors signed than anybody has is refused at the door, though each of them
 * is the account itself: what stands behind the hundredth was not looked at.
 */
class ManyAuthorsTest {
    private static final String ROSSI = "rossi@corp.test";
    private static final int MOST = 100;

    @TempDir Path folder;

    @Test
    void byTheMilterInOneHeaderOrInMany() throws IOException {
        try (Daemon _ = start()) {
            assertEquals("c", milter(List.of(authors(MOST))));
            assertRefused("y550 5.7.1 ", milter(List.of(authors(MOST + 1))));
            assertEquals("c", milter(Collections.nCopies(MOST, ROSSI)));
            assertRefused("y550 5.7.1 ", milter(Collections.nCopies(MOST + 1, ROSSI)));
        }
    }

    @Test
    void byTheLineThatEximWrites() throws IOException {
        try (Daemon _ = start()) {
            assertEquals("pass\n", line(authors(MOST)));
            assertRefused("reject 5.7.1 ", line(authors(MOST + 1)));
        }
    }

    private static String authors(int count) {
        return String.join(", ", Collections.nCopies(count, "Rossi <" + ROSSI + ">"));
    }

    private static void assertRefused(String begins, String answer) {
        assertTrue(
                answer.startsWith(begins) && answer.contains("more than 100 addresses in From"),
                answer);
    }

    private String milter(List<String> headers) throws IOException {
        Talk talk = new Talk().begin().mail(ROSSI, ROSSI).rcpt("a@ext.test");
        headers.forEach(header -> talk.say('L', "From\0" + header + "\0"));
        List<String> answers =
                Talk.read(said("milter", talk.say('B', "hello").say('E', "").say('Q', "").bytes()));
        return answers.getLast();
    }

    private String line(String header) throws IOException {
        String question =
                String.join(
                        "\t",
                        "data",
                        "login=" + ROSSI,
                        "ip=203.0.113.9",
                        "from=" + ROSSI,
                        "to=a@ext.test",
                        "count=1",
                        "header=" + header + "\n");
        return new String(
                said("line", question.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    private byte[] said(String door, byte[] words) throws IOException {
        try (SocketChannel channel =
                SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve(door)))) {
            channel.write(ByteBuffer.wrap(words));
            return Channels.newInputStream(channel).readAllBytes();
        }
    }

    private Daemon start() throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("guard.toml"),
                        """
                        mode = "enforce"
                        [listen]
                        policy = []
                        milter = ["unix:%1$s/milter"]
                        http = []
                        line = ["unix:%1$s/line"]
                        metrics = []
                        control = "unix:%1$s/control"
                        [sender]
                        mode = "refuse"
                        [store]
                        folder = "%1$s/store"
                        second-copy = "%1$s/copy"
                        """
                                .formatted(folder));
        Notices notices =
                new Notices(new PrintWriter(new StringWriter()), Clock.systemUTC(), false);
        return Daemon.start(
                new GuardFile(config)::read,
                new Clocks(Clock.systemUTC(), System::nanoTime),
                notices);
    }
}
