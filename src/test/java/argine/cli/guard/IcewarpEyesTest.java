// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.IceWarpLab;
import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import argine.server.follow.GrowingLogs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whom the guard's eyes find in IceWarp's logs while they grow, and whom an investigation after.
 */
class IcewarpEyesTest {
    private static final Clock AFTERWARDS =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    @TempDir static Path folder;
    private final IceWarpLab lab = new IceWarpLab();

    @TestFactory
    Stream<DynamicTest> whoIsFoundWhileLogsGrowIsWhoIsFoundInThemAfterwards() throws Exception {
        return Stream.concat(
                Stream.of("breach", "own-sender", "shared-botnet")
                        .map(name -> DynamicTest.dynamicTest(name, () -> foundAlike(name, true))),
                Stream.of("newsletter-regular", "traveller")
                        .map(name -> DynamicTest.dynamicTest(name, () -> foundAlike(name, false))));
    }

    private void foundAlike(String scenario, boolean isTheft) throws Exception {
        Path server = lab.write(folder.resolve(scenario), "--scenario", scenario);
        Path growing = folder.resolve(scenario + "-growing");
        TreeSet<String> investigated = investigated(server.resolve("logs"));
        assertEquals(isTheft, !investigated.isEmpty());
        assertEquals(investigated, seen(server.resolve("logs"), growing));
    }

    private static TreeSet<String> investigated(Path logs) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Cli.run(
                new Surroundings(new PrintWriter(out), new PrintWriter(err), AFTERWARDS, false),
                "investigate",
                "--server",
                "icewarp",
                "--format",
                "json",
                "--log",
                logs.toString());
        assertEquals("", err.toString());
        TreeSet<String> accounts = new TreeSet<>();
        for (JsonNode one : JsonMapper.shared().readTree(out.toString()).path("cases")) {
            accounts.add(one.path("account").asString(""));
        }
        accounts.remove("");
        return accounts;
    }

    private static TreeSet<String> seen(Path logs, Path growing) throws IOException {
        TreeSet<String> accounts = new TreeSet<>();
        GrowingLogs all = new GrowingLogs(logs, growing.resolve("logs"));
        Instant[] now = {all.grow(1)};
        Eyes.Wanted wanted =
                new Eyes.Wanted(
                        new Watching.Logs(
                                List.of(),
                                false,
                                Optional.of(growing.resolve("logs")),
                                Path.of("/nowhere"),
                                Duration.ofDays(60)),
                        growing.resolve("position"),
                        _ -> {},
                        _ -> {},
                        incident -> accounts.add(incident.account()),
                        name -> name,
                        text -> {
                            throw new IllegalStateException(text);
                        });
        try (Eyes eyes = Eyes.open(wanted, clock(now))) {
            while (!all.isOver()) {
                Instant then = all.grow(all.size() / 10);
                now[0] = then.isAfter(now[0].plusSeconds(3)) ? then : now[0].plusSeconds(3);
                boolean more = true;
                while (more) {
                    more = eyes.step();
                }
            }
            now[0] = now[0].plusSeconds(3);
            eyes.step();
        }
        return accounts;
    }

    private static Clock clock(Instant[] now) {
        InstantSource time = () -> now[0];
        return time.withZone(ZoneOffset.UTC);
    }
}
