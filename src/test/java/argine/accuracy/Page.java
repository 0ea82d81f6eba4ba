// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page with tables that are measured: each stands between {@code <!-- measured: NAME -->} and
 * {@code <!-- end -->}.
 */
public final class Page {
    private Page() {}

    /** Compares; what was measured is in the message, to be pasted. */
    public static void compare(Path page, String name, List<String> measured) throws IOException {
        List<String> lines = Files.readAllLines(page);
        int from = lines.indexOf("<!-- measured: " + name + " -->");
        int to = from < 0 ? -1 : from + lines.subList(from, lines.size()).indexOf("<!-- end -->");
        List<String> shown = from < 0 || to < from ? List.of() : lines.subList(from + 1, to);
        assertLinesMatch(shown, measured, () -> page + ":\n" + String.join("\n", measured) + "\n");
    }

    /** The numbers of the row that begins with these words; twice 0 when there is none. */
    static List<Integer> numbers(Path page, String words) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("| " + words + " |"))
                .findFirst()
                .map(
                        line ->
                                Stream.of(line.replace("| none up to ", "| ").split(" \\| | \\|"))
                                        .filter(cell -> cell.matches("[0-9]{1,9}"))
                                        .map(Integer::valueOf)
                                        .toList())
                .orElse(List.of(0, 0));
    }
}
