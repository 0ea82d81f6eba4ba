// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command that is to be typed again does what it says. */
class TypedTest {
    private static String again(String... words) {
        CommandSpec spec =
                CommandSpec.create()
                        .addPositional(
                                PositionalParamSpec.builder()
                                        .arity("0..*")
                                        .type(String[].class)
                                        .build());
        new CommandLine(spec).parseArgs(words);
        return Typed.wordsWithYes(spec);
    }

    @Test
    void yesIsNoNameBehindTwoHyphens() {
        assertEquals("contain a@example.org --yes", again("contain", "a@example.org"));
        assertEquals("contain --yes -- a@example.org", again("contain", "--", "a@example.org"));
        assertEquals("contain 'o'\\''hara' --yes", again("contain", "o'hara"));
    }
}
