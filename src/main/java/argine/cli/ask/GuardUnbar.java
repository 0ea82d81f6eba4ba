// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code argine guard unbar}: lets a network in again, or strangers at a login. */
@CommandLine.Command(
        description = "Lets a barred network in again, or strangers at a login.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard unbar 203.0.113.9",
            "  argine guard unbar rossi@example.org       strangers may try this login again",
            "",
            "Who should never be barred belongs on the allow list of the configuration."
        })
public final class GuardUnbar implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    @Parameters(paramLabel = "NETWORK|LOGIN", description = "As argine guard barred shows it.")
    private String whom = "";

    public GuardUnbar(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        String name = whom.startsWith(BarLines.STRANGERS) ? name(whom) : whom;
        AskedDaemon.Told told = daemon.ask("/unbar", ControlSocket.question().put("whom", name));
        surroundings
                .out()
                .println(
                        daemon.isJson()
                                ? told.json()
                                : "Let in; it was barred: " + BarLines.line(told.tree()));
        return Exit.DONE;
    }

    private static String name(String text) {
        return text.substring(BarLines.STRANGERS.length());
    }
}
