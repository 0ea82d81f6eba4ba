// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AuditSettingsTest {

    private static String said(String... more) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Surroundings surroundings = new Surroundings(writer, writer, Clock.systemUTC(), false);
        List<String> words =
                new ArrayList<>(List.of("audit", "settings", "--postfix", "examples/audit"));
        words.addAll(List.of(more));
        assertEquals(
                Exit.SOMETHING_IS_WRONG,
                Cli.run(surroundings, words.toArray(String[]::new)),
                out::toString);
        surroundings.flush();
        return out.toString();
    }

    /** With the reason before each, as a comment: all of it can be given to a shell. */
    @Test
    void fixPrintsTheCommandsAndNothingElse() {
        List<String> commands =
                JsonMapper.shared()
                        .readTree(said("--format", "json"))
                        .path("lax")
                        .valueStream()
                        .map(one -> one.path("command").asString(""))
                        .filter(command -> !command.startsWith("#")) // what to do in words
                        .toList();
        assertEquals(6, commands.size());
        assertEquals(
                commands, said("--fix").lines().filter(line -> !line.startsWith("#")).toList());
    }
}
