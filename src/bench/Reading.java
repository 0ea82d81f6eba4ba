// SPDX-License-Identifier: Apache-2.0

import argine.server.Servers;
import argine.server.log.FileLog;
import argine.server.log.LogFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a log into events and throws them away: what reading costs by itself.
 *
 * <p>{@code java -cp target/argine.jar src/bench/Reading.java LOG [ROUNDS]} with the options that
 * the launcher gives; prints wall time and processor time of each round.
 */
final class Reading {
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        for (int i = 0; i < rounds; i++) {
            long wall = System.nanoTime();
            long cpu = cpu();
            long[] events = new long[1];
            LogFiles files = LogFiles.of(List.of(Path.of(arguments[0])));
            var reading =
                    new FileLog(files, Servers.readers(), Clock.systemDefaultZone(), Optional.empty(), Optional.empty())
                            .read(event -> events[0]++);
            System.out.printf(
                    "%d lines, %d events, %.2f s, %.2f CPU s%n",
                    reading.lines(),
                    events[0],
                    (System.nanoTime() - wall) / 1e9,
                    (cpu() - cpu) / 1e9);
        }
        threads();
    }

    /** Processor time of all threads so far, by what they do. */
    private static void threads() throws IOException {
        Map<String, Long> ticks = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                String stat = Files.readString(task.resolve("stat"));
                String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
                String[] rest = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                ticks.merge(name.replaceAll("[#0-9]+$", ""), Long.parseLong(rest[11]) + Long.parseLong(rest[12]), Long::sum);
            }
        }
        ticks.values().removeIf(time -> time < 5);
        System.out.println("of living threads, hundredths of CPU seconds: " + ticks);
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
