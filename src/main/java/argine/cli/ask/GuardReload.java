// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code argine guard reload}: has the daemon read its configuration again. */
@CommandLine.Command(
        description = "Has the running guard read its configuration again; connections stay.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  argine guard --check-config && argine guard reload",
            "",
            "A mistake in the configuration is told, and the old one stays in force."
        })
public final class GuardReload implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    public GuardReload(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        AskedDaemon.Told told = daemon.ask("/reload", ControlSocket.question());
        surroundings
                .out()
                .println(daemon.isJson() ? told.json() : "The new configuration is in force.");
        return Exit.DONE;
    }
}
