// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Violated IceWarp servers, written by {@code lab/icewarp}, and what Argine must say of them.
 *
 * <p>The right answers come from what the generator let happen, never from what Argine said. Each
 * scenario is written in another form of logs and queue files; one is written in all of them.
 */
class IceWarpLabTest {
    private static final List<String> STAMPS =
            List.of("hms", "hms-ms", "rfc822", "iso", "iso-ms", "iso-space");
    private static final List<String> LAYOUTS = List.of("A", "B", "C", "D");
    private static final String MARK = "Segreto-"; // every right password begins so

    @TempDir static Path folder;
    private static final IceWarpLab LAB = new IceWarpLab();

    @TestFactory
    Stream<DynamicTest> everyScenarioIsJudgedAsItWasPlayed() throws Exception {
        List<String> names = LAB.scenarios();
        return IntStream.range(0, names.size())
                .mapToObj(i -> test(names.get(i), names.get(i), form(i)));
    }

    @TestFactory
    Stream<DynamicTest> everyLayoutAndEveryStampTellTheSame() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String layout : LAYOUTS) {
            for (String stamp : STAMPS) {
                List<String> form = List.of("--layout", layout, "--stamp", stamp);
                tests.add(test(layout + " " + stamp, "own-sender", form));
            }
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> noHabitOfAServerChangesTheAnswer() {
        return Stream.of(
                        "--level extended",
                        "--eol crlf --charset cp1252",
                        "--ids long --server-id 1",
                        "--xfer-ids no",
                        "--xfer-ids no --ids long --stamp rfc822 --thread-digits 8",
                        "--rotate 64",
                        "--path-dat blank",
                        "--path-dat moved",
                        "--path-dat windows",
                        "--secrets password",
                        "--offset -05:00",
                        "--offset +05:45 --ids long")
                .map(habit -> test(habit, "breach", Arrays.asList(habit.split(" ", -1))));
    }

    @Test
    void whatWasCopiedWithoutItsInstallFolderIsJudgedAlike() throws Exception {
        Path server = LAB.write(folder.resolve("copied"), "--scenario", "breach");
        Played.judge(
                server.resolve("expected.json"),
                "investigate",
                "--server",
                "icewarp",
                "--format",
                "json",
                "--log",
                server.resolve("logs").toString(),
                "--queue",
                server.resolve("mail/_outgoing").toString());
    }

    @Test
    void theAccountsOfAMiddlingServerAreFoundToTheLastMessage() throws Exception {
        Path server =
                LAB.write(
                        folder.resolve("town"),
                        "--bytes",
                        "50000000",
                        "--accounts",
                        "2000",
                        "--rotate",
                        "8192");
        judge(server);
    }

    @Test
    void noPasswordOfTheLogIsInAnyAnswer() throws Exception {
        Path server = LAB.write(folder.resolve("secrets"), "--scenario", "breach");
        for (String format : List.of("text", "json", "html")) {
            String answer = Played.run(investigate(server, format));
            for (String shape : shapes(MARK)) {
                assertFalse(answer.contains(shape), () -> format + " holds " + shape);
            }
        }
    }

    @Test
    void theSameWordsGiveTheSameServer() throws Exception {
        Path one = LAB.write(folder.resolve("one"), "--scenario", "traveller");
        Path two = LAB.write(folder.resolve("two"), "--scenario", "traveller");
        assertEquals(contents(one), contents(two));
    }

    /** A text as it is, and the part of its Base64 form that is the same at every place. */
    private static List<String> shapes(String text) {
        List<String> shapes = new ArrayList<>(List.of(text));
        for (int before = 0; before < 3; before++) {
            byte[] moved = ("x".repeat(before) + text).getBytes(StandardCharsets.UTF_8);
            String base64 = Base64.getEncoder().encodeToString(moved);
            shapes.add(base64.substring(before == 0 ? 0 : before + 1, moved.length * 8 / 6));
        }
        return shapes;
    }

    /** Some form of server, another one for each number. */
    private static List<String> form(int number) {
        return List.of(
                "--layout",
                LAYOUTS.get(number % LAYOUTS.size()),
                "--stamp",
                STAMPS.get(number % STAMPS.size()),
                "--ids",
                number % 3 == 0 ? "long" : "short",
                "--eol",
                number % 2 == 0 ? "lf" : "crlf",
                "--charset",
                number % 5 == 0 ? "cp1252" : "utf-8",
                "--level",
                number % 4 == 1 ? "extended" : "both");
    }

    private static DynamicTest test(String title, String scenario, List<String> form) {
        return DynamicTest.dynamicTest(
                title,
                () -> {
                    List<String> words = new ArrayList<>(List.of("--scenario", scenario));
                    words.addAll(form);
                    Path place = Files.createTempDirectory(folder, scenario);
                    judge(LAB.write(place, words.toArray(String[]::new)));
                });
    }

    private static void judge(Path server) throws IOException {
        Played.judge(server.resolve("expected.json"), investigate(server, "json"));
    }

    private static String[] investigate(Path server, String format) {
        return new String[] {
            "investigate", "--server", "icewarp", "--format", format, server.toString()
        };
    }

    private static String contents(Path server) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(server)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                all.append(server.relativize(file))
                        .append(' ')
                        .append(text.hashCode())
                        .append('\n');
            }
        }
        return all.toString();
    }
}
