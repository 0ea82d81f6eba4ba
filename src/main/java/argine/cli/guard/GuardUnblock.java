// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code argine guard unblock}: lets a stopped account go. */
@CommandLine.Command(
        description = "Lets a stopped account go.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  argine guard unblock rossi@example.org",
            "",
            "Change the password first: whoever has the old one is waiting."
        })
public final class GuardUnblock implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    @Parameters(paramLabel = "ACCOUNT", description = "The login.")
    private String account = "";

    public GuardUnblock(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        AskedDaemon.Told told =
                daemon.ask("/unblock", ControlSocket.question().put("account", account));
        surroundings
                .out()
                .println(
                        daemon.isJson()
                                ? told.json()
                                : "Let go; it was stopped: " + GuardStatus.line(told.tree()));
        return Exit.DONE;
    }
}
