// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.limited;
import static argine.guard.GuardOfTests.message;
import static argine.guard.GuardOfTests.outside;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.store.Clocks;
import argine.store.block.Block;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.json.JsonFactory;

/** Kills real guards while they count and stop accounts, and looks at what the next one knows. */
class KilledGuardTest {
    private static final int KILLS = Integer.getInteger("argine.kills", 4);
    private static final Random RANDOM = new Random(6);

    @Test
    void noContainedAccountPassesAfterAKillAndNoFlushedCountIsLost(@TempDir Path folder)
            throws Exception {
        long stopped = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path said = folder.resolve("said" + kill);
            killed(folder, said, kill);
            look(folder, Files.readAllLines(said), kill);
            stopped += stopped(Files.readAllLines(said));
        }
        assertTrue(stopped > 0, "nobody was stopped before a kill");
    }

    private static void killed(Path folder, Path said, int kill) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classPath(),
                                KilledGuardTest.class.getName(),
                                folder.toString(),
                                "round" + kill)
                        .redirectOutput(said.toFile())
                        .start();
        for (int i = 0; i < 2000 && stopped(Files.readAllLines(said)) == 0; i++) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        process.waitFor(RANDOM.nextInt(500), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    /** Where this test and all that a guard needs come from, whoever runs the test. */
    private static String classPath() {
        return Stream.of(KilledGuardTest.class, Guard.class, Hashing.class, JsonFactory.class)
                .map(
                        c ->
                                Path.of(
                                        URI.create(
                                                c.getProtectionDomain()
                                                                .getCodeSource()
                                                                .getLocation()
                                                        + "")))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static long stopped(List<String> said) {
        return said.stream().filter(line -> line.startsWith("stopped")).count();
    }

    private static void look(Path folder, List<String> said, int kill) throws IOException {
        try (Guard guard = open(folder)) {
            long flushed = 0;
            for (String line : said) {
                String[] words = line.split(" ");
                if (words.length == 3 && words[0].equals("stopped") && words[2].equals(".")) {
                    assertInstanceOf(
                            Decision.Reject.class,
                            guard.decide(message(words[1], "", outside(1))),
                            line);
                } else if (words.length == 3 && words[2].equals(".")) {
                    flushed = Long.parseLong(words[1]);
                }
            }
            List<String> remarks = guard.office().status().remarks();
            assertEquals(List.of(), remarks);
            long used = guard.office().limits("round" + kill).getFirst().used();
            assertTrue(used >= flushed, "kill " + kill + ": " + used + " of " + flushed);
        }
    }

    private static Guard open(Path folder) throws IOException {
        Clocks clocks = new Clocks(Clock.systemUTC(), System::nanoTime);
        GuardStore store =
                GuardStore.open(folder.resolve("guard"), folder.resolve("stopped"), clocks);
        Configuration limits = limited("100000000 recipients / day");
        return Guard.of(limits, store, Directory.EMPTY, clocks, _ -> {});
    }

    /**
     * The guard that is killed: one thread counts, one stops accounts, one brings it to the disk.
     */
    public static void main(String[] words) throws Exception {
        Guard guard = open(Path.of(words[0]));
        AtomicInteger counted = new AtomicInteger();
        Thread.ofPlatform().daemon().start(() -> count(guard, words[1], counted));
        Thread.ofPlatform().daemon().start(() -> stop(guard, words[1]));
        while (true) {
            int before = counted.get();
            guard.tick();
            say("flushed " + before + " .");
            Thread.sleep(20);
        }
    }

    private static void count(Guard guard, String account, AtomicInteger counted) {
        while (true) {
            guard.decide(message(account, "", outside(1)));
            counted.incrementAndGet();
        }
    }

    private static void stop(Guard guard, String round) {
        for (int i = 0; true; i++) {
            String account = "thief" + i + "-" + round;
            try {
                guard.office()
                        .block(account, Block.Extent.SENDING, Optional.empty(), "spam", "test");
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
            say("stopped " + account + " .");
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
