// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Spec;

/** {@code argine password}, without saying what: says what there is. */
@CommandLine.Command(
        description = "Says whether a password may be taken, and whose is too old.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  argine password check --account rossi@example.org"})
final class Password implements Command {
    private final Surroundings surroundings;

    @Spec private CommandLine.Model.CommandSpec spec;

    Password(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(spec.commandLine().getUsageMessage());
        return Exit.ASKED_WRONGLY;
    }
}
