// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Holds.Outcome;
import argine.server.Holds.Slip;
import argine.server.Queue;
import argine.server.postfix.PostfixHolds;
import argine.server.postfix.PostfixQueue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Holds, puts back and deletes messages of a real Postfix, which goes on working meanwhile.
 *
 * <p>Only where the lab may be started.
 */
class LiveSweepTest {
    private static final long MINUTES = 10;
    private static final String THIEVED = "rossi@example.org";
    private static final String HONEST = "bianchi@example.org";
    private static final int KILLS = 8;

    @TempDir Path folder;
    private Lab lab;

    @Test
    void aRunningPostfixLosesNothing() throws Exception {
        try (Lab started = new Lab("127.0.47", Map.of("LAB_NO_PENALTY", "1"))) {
            lab = started;
            lab.start();
            lab.run("lab/flood", HONEST, "30", "refused.test");
            lab.run("lab/flood", THIEVED, "250", "refused.test");
            Map<String, String> before = files(THIEVED);
            Map<String, String> honest = files(HONEST);
            assertEquals(30, honest.size());
            aMessageThatIsNotTheOneIsLeftAlone();
            heldWhileTheQueueRuns(before);
            putBack(before);
            killed(before);
            heldWhileTheThiefGoesOn();
            deleted();
            assertEquals(honest, files(HONEST));
        }
    }

    private Path config() {
        return lab.path("postfix/etc");
    }

    private Path queue() {
        return lab.path("postfix/spool");
    }

    /**
     * The ID is there, but another message, which came in since the queue was read, has it by now.
     */
    private void aMessageThatIsNotTheOneIsLeftAlone() throws IOException {
        Holds holds = PostfixHolds.of(queue(), false, Optional.of(config()));
        QueuedMessage message = messages(THIEVED).getFirst();
        Slip slip =
                holds.slips(List.of(message), message.arrival(), "2026-11-24.1").getFirst().slip();
        Slip earlier =
                new Slip(
                        slip.queueId(),
                        slip.file(),
                        slip.held(),
                        slip.arrival().minusNanos(1000),
                        slip.account(),
                        slip.size(),
                        "");
        assertEquals(Outcome.GONE, holds.hold(List.of(earlier)).getFirst().outcome());
        assertEquals(List.of(), held());
    }

    private void heldWhileTheQueueRuns(Map<String, String> before) throws Exception {
        lab.run("postqueue", "-c", config().toString(), "-f");
        String said = sweep(0, "--account", THIEVED, "--yes");
        assertTrue(said.startsWith("Held " + before.size() + " messages. Receipt "), said);
        assertEquals(List.copyOf(before.keySet()), held());
        assertEquals(before, files(THIEVED));
        lab.run("postqueue", "-c", config().toString(), "-f");
        assertEquals(List.copyOf(before.keySet()), held());
    }

    private void putBack(Map<String, String> before) throws IOException {
        String said = sweep(0, "--undo", lastReceipt(), "--yes");
        assertTrue(said.startsWith("Put back " + before.size() + " messages"), said);
        assertEquals(List.of(), held());
        assertEquals(before, files(THIEVED));
    }

    /** Kills the process at any time, in a sweep and in an undo; then does it to the end. */
    private void killed(Map<String, String> before) throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(400 + 70L * kill, "--account", THIEVED, "--yes");
            assertEquals(before, files(THIEVED), "kill " + kill);
            sweep(0, "--account", THIEVED, "--yes");
            assertEquals(List.copyOf(before.keySet()), held(), "kill " + kill);
            for (String receipt : receipts()) {
                killAfter(400 + 70L * kill, "--undo", receipt, "--yes");
                assertEquals(before, files(THIEVED), "kill " + kill);
                sweep(0, "--undo", receipt, "--yes");
            }
            assertEquals(List.of(), held(), "kill " + kill);
            assertEquals(before, files(THIEVED), "kill " + kill);
        }
    }

    /** New messages arrive, some are delivered, while others are held. */
    private void heldWhileTheThiefGoesOn() throws Exception {
        Process thief = lab.begin("lab/flood", THIEVED, "300", "refused.test", "inbox-now.test");
        int rounds = 0;
        while (thief.isAlive() && rounds++ < 200) {
            sweep(0, "--account", THIEVED, "--yes");
        }
        assertTrue(thief.waitFor(MINUTES, TimeUnit.MINUTES));
        assertEquals(0, thief.exitValue());
        sweep(0, "--account", THIEVED, "--yes");
        assertEquals(List.copyOf(files(THIEVED).keySet()), held());
    }

    private void deleted() throws IOException {
        Map<String, String> doomed = files(THIEVED);
        Path keep = folder.resolve("keep");
        for (String receipt : receipts()) {
            sweep(0, "--delete", receipt, "--keep", keep.toString(), "--yes");
        }
        assertEquals(Map.of(), files(THIEVED));
        assertEquals(List.of(), held());
        Map<String, String> kept = new TreeMap<>();
        try (Stream<Path> files = Files.walk(keep)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> kept.put(file.toString().replaceFirst(".*-", ""), hash(file)));
        }
        assertEquals(doomed, kept);
    }

    private List<QueuedMessage> messages(String account) throws IOException {
        List<QueuedMessage> messages = new ArrayList<>();
        new PostfixQueue(queue(), Queue.Content.NONE)
                .read(
                        message -> {
                            if (message.envelope().account().equals(account)) {
                                messages.add(message);
                            }
                        });
        return messages;
    }

    /** Queue IDs of an account's messages, wherever they are, and what is in the files. */
    private Map<String, String> files(String account) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (int look = 0; look < 2; look++) { // one that moves in between is seen the second time
            for (QueuedMessage message : messages(account)) {
                files.computeIfAbsent(message.queueId().text(), _ -> hash(message));
            }
        }
        files.values().removeIf(String::isEmpty);
        return files;
    }

    private static String hash(QueuedMessage message) {
        return hash(Path.of(message.file()));
    }

    private static String hash(Path file) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> held() throws IOException {
        try (Stream<Path> files = Files.list(queue().resolve("hold"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private List<String> receipts() throws IOException {
        List<String> receipts = new ArrayList<>();
        sweep(0, "--list").lines().skip(1).forEach(line -> receipts.add(line.split(" ", 2)[0]));
        receipts.removeIf(word -> word.endsWith(":")); // a note: the kill broke a line off
        return receipts;
    }

    private String lastReceipt() throws IOException {
        return receipts().getLast();
    }

    private List<String> words(String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "sweep",
                                "--config",
                                config().toString(),
                                "--store",
                                folder.resolve("store").toString()));
        words.addAll(List.of(more));
        return words;
    }

    private String sweep(int expected, String... options) {
        return Typed.run(words(options)).exits(expected);
    }

    private void killAfter(long millis, String... options) throws Exception {
        Process process = lab.begin(OwnProcess.command(words(options)).toArray(String[]::new));
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        process.waitFor(MINUTES, TimeUnit.MINUTES);
        waitForPostsuper();
    }

    /** The one that the killed process started ends by itself once its input does. */
    private static void waitForPostsuper() throws Exception {
        for (ProcessHandle each : ProcessHandle.allProcesses().toList()) {
            if (each.info().command().orElse("").endsWith("/postsuper")) {
                each.onExit().get(MINUTES, TimeUnit.MINUTES);
            }
        }
    }
}
