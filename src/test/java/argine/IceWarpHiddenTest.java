// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Servers of {@code lab/icewarp} whose logs hide who logged in, or that anybody did: what is not in
 * them is neither invented nor taken for calm.
 */
class IceWarpHiddenTest {
    private static final Pattern OF_A_LOGIN =
            Pattern.compile(".* (<<< AUTH .*|>>> (235|334) .*|<<< [A-Za-z0-9+/=]{8,})");
    private static final IceWarpLab LAB = new IceWarpLab();

    @TempDir static Path folder;

    private static Path server(String scenario) throws Exception {
        return LAB.write(
                Files.createTempDirectory(folder, scenario),
                ("--seed 419849 --layout D --stamp iso --ids long --secrets both --scenario "
                                + scenario)
                        .split(" ", -1));
    }

    private static JsonNode read(String json) {
        return JsonMapper.shared().readTree(json);
    }

    private static JsonNode investigated(Path server) {
        return read(
                Played.run(
                        "investigate",
                        "--server",
                        "icewarp",
                        "--format",
                        "json",
                        server.toString()));
    }

    @TestFactory
    Stream<DynamicTest> aThiefBehindAMaskIsNeverAnAllClear() {
        return Stream.of("guessed-flood", "low-and-slow", "stolen-snowshoe", "null-sender")
                .map(
                        name ->
                                DynamicTest.dynamicTest(
                                        name, () -> assertNotEquals("0", exit(server(name)))));
    }

    private static String exit(Path server) {
        return investigated(server).get("exit").asString();
    }

    @TestFactory
    Stream<DynamicTest> honestPeopleBehindAMaskAreNoBreachAndNoAllClear() {
        return Stream.of("web-app", "newsletter-first", "helpdesk", "traveller", "vpn-users")
                .map(
                        name ->
                                DynamicTest.dynamicTest(
                                        name,
                                        () -> assertEquals("1 nothing []", said(server(name)))));
    }

    @Test
    void aPasswordThatTheLogHidesIsNotSaidToBeReadable() throws Exception {
        String missing = investigated(server("new-employee")).get("read").get("missing").toString();
        assertEquals(
                List.of(true, false),
                List.of(
                        missing.contains("the log hides who logged in"),
                        missing.contains("passwords can be read")));
    }

    @Test
    void aLogWithoutTheLinesOfLoginsIsNoAllClear() throws Exception {
        Path server = server("low-and-slow");
        withoutLogins(server, line -> line);
        assertEquals("1 nothing []", said(server));
    }

    @Test
    void aTheftWhoseLoginsAreLeftOutIsNoOpenRelay() throws Exception {
        Path example = Path.of("examples", "icewarp");
        Path server = folder.resolve("example");
        try (Stream<Path> files = Files.walk(example.resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = server.resolve(example.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        withoutLogins(server, line -> line);
        JsonNode answer = investigated(server);
        assertEquals(
                List.of("3", "unknown"),
                List.of(answer.get("exit").asString(), answer.get("origin").asString()));
    }

    @Test
    void aHouseWhoseOwnNetworkIsTrustedWithoutALoginIsCalm() throws Exception {
        Path server = server("new-employee");
        withoutLogins(
                server,
                line ->
                        line.replaceFirst("^[0-9]+\\.[0-9]+\\.", "10.1.")
                                .replaceFirst("^2001:db8:", "fd00:db8:"));
        assertEquals("0 nothing []", said(server));
    }

    private static void withoutLogins(Path server, UnaryOperator<String> otherwise)
            throws IOException {
        try (Stream<Path> logs = Files.list(server.resolve("logs"))) {
            for (Path log :
                    logs.filter(one -> one.getFileName().toString().startsWith("s")).toList()) {
                List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
                lines.removeIf(
                        line -> OF_A_LOGIN.matcher(line).matches() || line.endsWith("<<< ***"));
                lines.replaceAll(otherwise);
                Files.write(log, lines);
            }
        }
    }

    private static String said(Path server) {
        JsonNode answer = investigated(server);
        return answer.get("exit").asString()
                + " "
                + answer.get("origin").asString()
                + " "
                + answer.get("cases");
    }
}
