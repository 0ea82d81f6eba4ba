// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Geography;
import argine.investigate.Investigation;
import argine.investigate.Report;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Investigates logs of servers on which nothing was wrong, and finds that nothing is. */
class RealLogsTest {
    private static final Path CORPORA =
            Path.of(
                    Optional.ofNullable(System.getenv("ARGINE_CORPORA"))
                            .orElse("../shared/corpora"));

    @Test
    void noCaseIsMadeOfARealLog() throws IOException {
        List<String> claims = new ArrayList<>();
        for (Path log : logs("real-logs/dev")) {
            claim(log).ifPresent(claims::add);
        }
        assertEquals(List.of(), claims);
    }

    @Test
    void noCaseIsMadeOfTheSamplesOfOthers() throws IOException {
        List<String> claims = new ArrayList<>();
        for (String folder : List.of("lightmeter/dev/individual_files", "fail2ban-logs/dev")) {
            for (Path log : logs(folder)) {
                claim(log).ifPresent(claims::add);
            }
        }
        assertEquals(List.of(), claims);
    }

    private static Optional<String> claim(Path log) throws IOException {
        Servers.Asked asked =
                new Servers.Asked(
                        List.of(log),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Clock.systemUTC());
        Report report =
                new Investigation(
                                Servers.find(asked),
                                Geography.NOWHERE,
                                new Investigation.Watcher() {})
                        .report();
        String said = report.origin() + " " + report.cases();
        return report.cases().isEmpty() && report.origin().equals("nothing")
                ? Optional.empty()
                : Optional.of(log.getFileName() + ": " + said);
    }

    private static List<Path> logs(String folder) throws IOException {
        Path path = CORPORA.resolve(folder);
        if (!Files.isDirectory(path)) {
            System.out.println("Not run: logs of others, no folder " + path);
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
