// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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

    /** What is known of a thief: how much was sent, and from which addresses. */
    private record Theft(String account, long accepted, TreeSet<String> sources) {
        static Theft of(JsonNode one, String account) {
            TreeSet<String> sources = new TreeSet<>();
            for (JsonNode source : one.get("sources")) {
                sources.add(
                        source.isString() ? source.asString() : source.get("address").asString());
            }
            return new Theft(account, one.get("messages").get("accepted").asLong(), sources);
        }
    }

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
    Stream<DynamicTest> aThiefInManyNetworksIsOneUnknownAccount() {
        return Stream.of("guessed-flood", "low-and-slow", "stolen-snowshoe", "null-sender")
                .map(name -> DynamicTest.dynamicTest(name, () -> oneUnknownAccount(server(name))));
    }

    private static void oneUnknownAccount(Path server) throws IOException {
        JsonNode expected = read(Files.readString(server.resolve("expected.json")));
        List<Theft> found = new ArrayList<>();
        for (JsonNode one : investigated(server).get("cases")) {
            if (one.get("origin").asString().equals("account")) {
                found.add(Theft.of(one, one.get("account").asString()));
            }
        }
        assertEquals(List.of(Theft.of(expected.get("cases").get(0), "UNKNOWN")), found);
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
