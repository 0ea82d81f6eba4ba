// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options that say in which form a command answers and where to, for those that answer as text
 * and as JSON. To be mixed into a command.
 */
public final class OutputOptions {
    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "text or json (${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes to a file instead of the terminal.")
    private Optional<Path> output = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec command;

    /**
     * The form that was asked for.
     *
     * @throws CommandLine.ParameterException when it is one that the command has not
     */
    public Format format() {
        if (format == Format.HTML) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "--format is text or json here");
        }
        return format;
    }

    public boolean isJson() {
        return format() == Format.JSON;
    }

    /** The file that was asked for instead of the terminal. */
    public Optional<Path> file() {
        return output;
    }

    /** Puts the answer where it was asked for. */
    public void show(Surroundings surroundings, String text) throws IOException {
        new Written(surroundings, output).show(text);
    }
}
