// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code argine guard limits}: which limits an account has, and how much of them is used. */
@CommandLine.Command(
        description = "Shows the limits of an account, and how much of them is used.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  argine guard limits rossi@example.org"})
public final class GuardLimits implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    @Parameters(paramLabel = "ACCOUNT", description = "The login.")
    private String account = "";

    public GuardLimits(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        AskedDaemon.Told told =
                daemon.ask("/limits", ControlSocket.question().put("account", account));
        if (daemon.isJson()) {
            surroundings.out().println(told.json());
        } else {
            Standings.print(told.tree(), "No limit concerns this account.", surroundings.out());
        }
        return Exit.DONE;
    }
}
