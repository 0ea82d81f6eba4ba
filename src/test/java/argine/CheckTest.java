// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the script that runs all tests to the tests that there are. */
class CheckTest {
    private static final Pattern TARGET = Pattern.compile("\\b(\\w+FuzzTest)(?:#(\\w+))?");

    @Test
    void everyFuzzTargetThatIsNamedIsThere() throws IOException {
        List<MatchResult> targets =
                TARGET.matcher(Files.readString(Path.of("check"))).results().toList();
        assertNotEquals(List.of(), targets);
        List<String> missing = new ArrayList<>();
        for (MatchResult target : targets) {
            if (!isThere(target.group(1), Optional.ofNullable(target.group(2)))) {
                missing.add(target.group());
            }
        }
        assertEquals(List.of(), missing);
    }

    private static boolean isThere(String test, Optional<String> method) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            for (Path file : files.filter(f -> f.endsWith(test + ".java")).toList()) {
                String text = Files.readString(file);
                return method.isEmpty() || text.contains("void " + method.get() + "(");
            }
        }
        return false;
    }
}
