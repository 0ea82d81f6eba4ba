// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CliTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Surroundings surroundings =
            new Surroundings(
                    new PrintWriter(out),
                    new PrintWriter(err),
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                    false);

    @Test
    void withoutArgumentsItShowsTheSixSteps() {
        assertEquals(Exit.DONE, Cli.run(surroundings));
        assertEquals(Overview.text(), out.toString());
    }

    @Test
    void theVersionIsTheOneThatWasBuilt() {
        assertEquals(Exit.DONE, Cli.run(surroundings, "--version"));
        assertTrue(out.toString().matches("Argine [0-9]+\\.[0-9]+\\.[0-9]+\\R"), out.toString());
    }

    @Test
    void anUnknownCommandIsAskedWrongly() {
        assertEquals(Exit.ASKED_WRONGLY, Cli.run(surroundings, "conquer", "--world"));
        assertTrue(err.toString().contains("'conquer'"), err.toString());
    }

    @Test
    void whatStandsBehindAMistypedCommandIsNotShownForItMayBeAPassword() {
        assertEquals(
                Exit.ASKED_WRONGLY, Cli.run(surroundings, "pasword", "check", "s3cret-of-mine"));
        assertEquals("argine: there is no 'pasword'", firstLine());
        assertEquals(-1, err.toString().indexOf("s3cret"));
    }

    @Test
    void aFolderThatACommandTakesByAnOptionOnlyIsShownWithIt() {
        assertEquals(
                Exit.ASKED_WRONGLY,
                Cli.run(surroundings, "detect", "--server", "icewarp", "examples/icewarp"));
        assertEquals(
                "argine: a log, and the folder of an IceWarp, is named with --log: argine detect --log"
                        + " examples/icewarp",
                firstLine());
    }

    @Test
    void aStepThatIsNotBuiltYetSaysSo() {
        String missing =
                Overview.words().stream()
                        .filter(word -> !Commands.words().contains(word))
                        .findFirst()
                        .orElse("");
        if (!missing.isEmpty()) {
            assertEquals(Exit.ASKED_WRONGLY, Cli.run(surroundings, missing));
            assertEquals("argine: " + missing + " is not in this version", firstLine());
        }
    }

    @Test
    void theOverviewShowsExamplesThatWork() {
        Overview.text()
                .lines()
                .map(line -> line.strip().split(" {2,}", -1)[0])
                .filter(line -> line.startsWith("argine "))
                .forEach(line -> Cli.parser(surroundings).parseArgs(words(line)));
    }

    @Test
    void noOptionIsEverNull() {
        for (CommandLine command : Cli.parser(surroundings).getSubcommands().values()) {
            if (command.getCommand() instanceof Command) {
                command.getCommandSpec().args().forEach(CliTest::isNeverNull);
            }
        }
    }

    @Test
    void whatCannotBeDoneIsOneLine() {
        assertEquals(Exit.NOT_DONE, fail(new NoSuchFileException("mail.log")));
        assertEquals(
                "argine: mail.log: there is no such file" + System.lineSeparator(), err.toString());
    }

    @Test
    void aForbiddenFileSaysWhatToDo() {
        assertEquals(
                Exit.NOT_DONE,
                fail(new UncheckedIOException(new AccessDeniedException("mail.log"))));
        assertEquals("argine: mail.log: not allowed, try as root or with sudo", firstLine());
    }

    @Test
    void aMessageCannotCommandTheTerminal() {
        assertEquals(Exit.NOT_DONE, fail(new IOException("a\u001b[2J\nb\u202ec")));
        assertEquals("argine: a\\x1b[2J\\nb\\u202ec", firstLine());
    }

    @Test
    void ourBugShowsItsTrace() {
        assertEquals(Exit.OUR_BUG, fail(new IllegalStateException("oops")));
        assertTrue(err.toString().contains("IllegalStateException: oops"), err.toString());
    }

    private int fail(Exception e) {
        CommandLine command = new CommandLine(new Argine(surroundings));
        return new Trouble(surroundings.err())
                .whileRunning(e, command, command.parseArgs(new String[0]));
    }

    private String firstLine() {
        return err.toString().lines().findFirst().orElse("");
    }

    private static String[] words(String line) {
        return line.substring("argine ".length()).split(" ", -1);
    }

    private static void isNeverNull(CommandLine.Model.ArgSpec arg) {
        assertTrue(
                arg.required()
                        || arg.defaultValue() != null
                        || arg.initialValue() != null
                        || arg.typeInfo().isOptional(),
                arg + " may be null: give it a default, or make it an Optional");
    }
}
