// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordCheckTest {
    private static final String PASSWORD = "Zitrone2026!";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(List<String> args) {
        Surroundings surroundings =
                new Surroundings(
                        new PrintWriter(out), new PrintWriter(err), Clock.systemUTC(), false);
        int code = Cli.run(surroundings, args.toArray(String[]::new));
        surroundings.flush();
        return code;
    }

    @Test
    void aPasswordOnTheCommandLineIsNotShownAgain() {
        for (List<String> args :
                List.of(
                        List.of("password", "check", PASSWORD),
                        List.of("password", "check", "--account", "a@b.example", PASSWORD),
                        List.of("password", "check", "--" + PASSWORD),
                        List.of("password", "check", "-" + PASSWORD, "x"),
                        List.of("password", PASSWORD),
                        List.of("password", "check", "--", PASSWORD))) {
            assertEquals(Exit.ASKED_WRONGLY, run(args), args.toString());
            assertTrue(err.toString().contains("is read from the standard input"), err.toString());
            assertFalse((out + err.toString()).contains(PASSWORD), err.toString());
            err.getBuffer().setLength(0);
        }
    }
}
