// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code argine guard top}: who has used most of a limit, and what was refused last. */
@CommandLine.Command(
        description = "Shows who has used most of a limit, and what was refused last.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  argine guard top", "  argine guard top -n 50 --format json"})
public final class GuardTop implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    @Option(names = "-n", paramLabel = "NUMBER", description = "How many (${DEFAULT-VALUE}).")
    private int most = 10;

    public GuardTop(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        AskedDaemon.Told told = daemon.ask("/top", ControlSocket.question().put("most", most));
        if (daemon.isJson()) {
            surroundings.out().println(told.json());
            return Exit.DONE;
        }
        Standings.print(told.tree(), "Nobody has used anything of a limit.", surroundings.out());
        JsonNode refusals =
                daemon.ask("/refusals", ControlSocket.question().put("most", most))
                        .tree()
                        .path("refusals");
        if (!refusals.isEmpty()) {
            surroundings.out().println("Refused last (argine why CODE tells the story):");
        }
        for (JsonNode one : refusals) {
            surroundings
                    .out()
                    .println(
                            "  "
                                    + GuardStatus.text(one, "code")
                                    + "  "
                                    + GuardStatus.text(one, "last")
                                    + "  "
                                    + GuardStatus.text(one, "subject")
                                    + "  "
                                    + GuardStatus.text(one, "times")
                                    + " x "
                                    + GuardStatus.text(one, "text"));
        }
        return Exit.DONE;
    }
}
