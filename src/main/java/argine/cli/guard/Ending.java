// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.server.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Has the sessions of a stopped account ended and its mail held, by somebody who may: a program, or
 * a helper of root's behind a socket.
 *
 * <p>The daemon itself has no right to do so, and what it hands over is the account alone.
 */
record Ending(Watching watching) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LARGEST = 1 << 20;
    private static final String NAME = "[^\\s\\p{Cntrl}-][^\\s\\p{Cntrl}]{0,200}";

    /** Does it; says how it went, in a sentence. */
    String of(String account) {
        if (!account.matches(NAME)) {
            return "its sessions were left alone: the name of the account is odd";
        }
        StringBuilder said = new StringBuilder();
        if (!watching.run().isEmpty()) {
            said.append(run(account));
        }
        watching.helper().ifPresent(helper -> said.append(ask(helper, account)));
        return said.toString();
    }

    private String run(String account) {
        List<String> words =
                watching.run().stream().map(w -> w.equals("ACCOUNT") ? account : w).toList();
        try {
            Program program = Program.run(words, "", PATIENCE);
            return words.getFirst()
                    + " ended with "
                    + program.exit()
                    + (program.exit() == 0 ? "" : ": " + verdict(program));
        } catch (IOException e) {
            return words.getFirst() + " failed: its sessions may go on";
        }
    }

    /** What it says first; what it complains of where it says nothing. */
    private static String verdict(Program program) {
        return program.said()
                .lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .orElseGet(program::why);
    }

    private static String ask(Path helper, String account) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(helper));
            OutputStream out = Channels.newOutputStream(channel);
            out.write((account + "\n").getBytes(StandardCharsets.UTF_8));
            channel.shutdownOutput();
            InputStream in = Channels.newInputStream(channel);
            String answer = new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
            return answer.contains("\"shut\":1") || answer.contains("\"shut\": 1")
                    ? "the helper shut its door"
                    : "the helper could not shut its door: argine contain --list";
        } catch (IOException e) {
            return "the helper does not answer: " + e.getMessage();
        }
    }
}
