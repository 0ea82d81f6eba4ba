// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** {@code argine} itself, without a command: shows the six steps. */
@CommandLine.Command(
        name = "argine",
        description = "Investigates a mail server after a user's password is stolen.",
        mixinStandardHelpOptions = true,
        versionProvider = Argine.VersionLine.class,
        subcommands = HelpCommand.class)
final class Argine implements Command {
    private final Surroundings surroundings;

    Argine(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(Overview.text());
        return Exit.DONE;
    }

    /** Lets the parser say the version too, for {@code argine --version} among other options. */
    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {Version.line()};
        }
    }
}
