// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What real daemons wrote while people and thieves used them, and what Argine must say of it.
 *
 * <p>The expected answers were computed from what was played, by {@code lab/record}, never from
 * what Argine said.
 */
class RecordedRunsTest {
    private static final Path RECORDED = Path.of("src/test/corpus/lab");
    private static final Path EXAMPLE = Path.of("examples/breach");

    @TestFactory
    Stream<DynamicTest> everyRecordedRunIsJudgedAsItWasPlayed() throws IOException {
        return runs().stream()
                .map(
                        run ->
                                DynamicTest.dynamicTest(
                                        run.getFileName().toString(), () -> judge(run)));
    }

    @TestFactory
    Stream<DynamicTest> aQueueBesideAWholeLogChangesNoCount() throws IOException {
        return runs().stream()
                .filter(run -> Files.isDirectory(run.resolve("queue")))
                .map(
                        run ->
                                DynamicTest.dynamicTest(
                                        run.getFileName().toString(),
                                        () ->
                                                assertEquals(
                                                        counts(log(run)), counts(withQueue(run)))));
    }

    private static List<Path> runs() throws IOException {
        List<Path> runs = new ArrayList<>();
        runs.add(EXAMPLE);
        try (Stream<Path> folders = Files.list(RECORDED)) {
            folders.filter(folder -> Files.exists(folder.resolve("expected.json")))
                    .sorted()
                    .forEach(runs::add);
        }
        return runs;
    }

    /** What the cases count, in their order. */
    private static List<String> counts(List<String> arguments) throws IOException {
        return Played.messages(Played.run(arguments.toArray(String[]::new)));
    }

    private static void judge(Path run) throws IOException {
        List<String> arguments =
                Files.isDirectory(run.resolve("queue")) ? withQueue(run) : log(run);
        Played.judge(run.resolve("expected.json"), arguments.toArray(String[]::new));
    }

    private static List<String> withQueue(Path run) throws IOException {
        List<String> arguments = log(run);
        arguments.addAll(List.of("--queue", run.resolve("queue").toString()));
        return arguments;
    }

    private static List<String> log(Path run) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of("investigate", "--format", "json", "--config", run.toString()));
        try (Stream<Path> files = Files.list(run)) {
            files.filter(file -> file.getFileName().toString().contains(".log"))
                    .sorted()
                    .forEach(file -> arguments.addAll(List.of("--log", file.toString())));
        }
        return arguments;
    }
}
