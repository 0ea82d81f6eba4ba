// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.contain.AccountName;
import argine.guard.loop.Alert;
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
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Has the sessions of a stopped account ended and its mail held, by somebody who may: a program, or
 * a helper of root's behind a socket.
 *
 * <p>The daemon itself has no right to do so, and what it hands over is the account alone.
 */
record Ending(Watching watching) {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LARGEST = 1 << 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    /**
     * What came of it.
     *
     * @param shut whether nothing is left to do
     * @param how in a sentence; empty where nobody is named who could do anything
     */
    record Ended(boolean shut, String how) {
        Ended and(Ended other) {
            return new Ended(shut && other.shut, (how + " " + other.how).strip());
        }
    }

    /** What people read of a stop: what the helper does has to be taken back as well. */
    Alert told(Alert alert) {
        boolean helped =
                alert.stopped()
                        && watching.helper().isPresent()
                        && AccountName.isFit(alert.incident().account());
        return helped ? alert.andContained() : alert;
    }

    /** Tries it once, unless a person has let the account go since. */
    Ended ofStopped(String account, Predicate<String> isStopped) {
        return isStopped.test(account) ? of(account) : new Ended(true, "it was let go meanwhile");
    }

    /** Tries it once. */
    Ended of(String account) {
        Ended all = new Ended(true, "");
        if (watching.run().isEmpty() && watching.helper().isEmpty()) {
            return all;
        }
        if (!AccountName.isFit(account)) {
            return new Ended(true, "its sessions were left alone: the name of the account is odd");
        }
        if (!watching.run().isEmpty()) {
            all = all.and(run(account));
        }
        if (watching.helper().isPresent()) {
            all = all.and(ask(watching.helper().get(), account));
        }
        return all;
    }

    private Ended run(String account) {
        List<String> words =
                watching.run().stream().map(w -> w.equals("ACCOUNT") ? account : w).toList();
        try {
            Program program = Program.run(words, "", PATIENCE);
            boolean shut = program.exit() == 0;
            return new Ended(
                    shut,
                    words.getFirst()
                            + " ended with "
                            + program.exit()
                            + (shut ? "" : ": " + verdict(program)));
        } catch (IOException e) {
            return new Ended(false, words.getFirst() + " failed: its sessions may go on");
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

    /** A helper that does not answer in time is left alone: its connection is closed. */
    private static Ended ask(Path helper, String account) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            Thread watch = Thread.startVirtualThread(() -> closeLater(channel));
            try {
                channel.connect(UnixDomainSocketAddress.of(helper));
                OutputStream out = Channels.newOutputStream(channel);
                out.write((account + "\n").getBytes(StandardCharsets.UTF_8));
                channel.shutdownOutput();
                InputStream in = Channels.newInputStream(channel);
                return answered(new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8));
            } finally {
                watch.interrupt();
            }
        } catch (IOException e) {
            return new Ended(false, "the helper does not answer: " + e.getMessage());
        }
    }

    private static void closeLater(SocketChannel channel) {
        try (channel) {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException | IOException _) {
            return; // it has answered, or is gone
        }
    }

    private static Ended answered(String json) {
        try {
            boolean shut =
                    JSON.readTree(json).path("receipts").path(0).path("shut").asBoolean(false);
            return shut
                    ? new Ended(true, "the helper shut its door")
                    : new Ended(false, "the helper could not shut its door: argine contain --list");
        } catch (JacksonException _) {
            return new Ended(false, "the helper's answer cannot be read");
        }
    }
}
