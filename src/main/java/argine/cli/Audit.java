// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Spec;

/** {@code argine audit}, without saying what: says what there is. */
@CommandLine.Command(
        description = "Finds who is next: weak passwords, and settings that help a thief.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  argine audit passwords --passwd-file /etc/dovecot/users --aliases /etc/postfix/virtual",
            "  argine audit settings"
        })
final class Audit implements Command {
    private final Surroundings surroundings;

    @Spec private CommandLine.Model.CommandSpec spec;

    Audit(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().print(spec.commandLine().getUsageMessage());
        return Exit.ASKED_WRONGLY;
    }
}
