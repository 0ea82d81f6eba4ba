// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Moments;
import argine.cli.desk.Surroundings;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The way in: finds the command that the arguments ask for, runs it, and returns its exit code.
 *
 * <p>What is asked most often while looking around, the overview and the version, is answered
 * before the option parser is loaded, which takes longer than the answer.
 */
public final class Cli {
    private Cli() {}

    /** Runs one command; trouble is told on the error output, never thrown. */
    public static int run(Surroundings surroundings, String... args) {
        switch (args.length == 0 ? "--help" : args.length == 1 ? args[0] : "") {
            case "--help", "-h", "help" -> surroundings.out().print(Overview.text());
            case "--version", "-V" -> surroundings.out().println(Version.line());
            default -> {
                return execute(surroundings, args);
            }
        }
        return Exit.DONE;
    }

    private static int execute(Surroundings surroundings, String[] args) {
        try {
            return parser(surroundings, asked(args[0])).execute(args);
        } catch (OutOfMemoryError e) { // the parser lets errors through
            return new Trouble(surroundings.err()).outOfMemory();
        } catch (VirtualMachineError e) {
            return new Trouble(surroundings.err()).ourBug(e);
        }
    }

    /** The command of this name alone, for making out the options of all takes long; or all. */
    private static Map<String, Function<Surroundings, Command>> asked(String word) {
        Function<Surroundings, Command> one = Commands.all().get(word);
        return one == null ? Commands.all() : Map.of(word, one);
    }

    /** The option parser with every command in it; the tests of the documentation ask it too. */
    public static CommandLine parser(Surroundings surroundings) {
        return parser(surroundings, Commands.all());
    }

    private static CommandLine parser(
            Surroundings surroundings, Map<String, Function<Surroundings, Command>> commands) {
        CommandLine parser = new CommandLine(above(surroundings, commands));
        commands.forEach(
                (word, make) -> {
                    CommandLine command = new CommandLine(make.apply(surroundings));
                    Commands.below(word)
                            .forEach(
                                    (second, below) ->
                                            command.addSubcommand(
                                                    second, below.apply(surroundings)));
                    parser.addSubcommand(word, command);
                });
        if (commands.size() > 1) {
            parser.addSubcommand(new GenerateCompletion());
        }
        Trouble trouble = new Trouble(surroundings.err());
        return parser.setOut(surroundings.out())
                .setErr(surroundings.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(colour(surroundings)))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Instant.class, new Moments(surroundings.clock()))
                .setParameterExceptionHandler(trouble::askedWrongly)
                .setExecutionExceptionHandler(trouble::whileRunning);
    }

    /** What the commands stand below; above a single one it needs no options of its own. */
    private static Object above(Surroundings surroundings, Map<String, ?> commands) {
        return commands.size() > 1 ? new Argine(surroundings) : CommandSpec.create().name("argine");
    }

    private static Ansi colour(Surroundings surroundings) {
        return surroundings.terminal() ? Ansi.AUTO : Ansi.OFF;
    }
}
