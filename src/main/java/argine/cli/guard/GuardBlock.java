// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** {@code argine guard block}: stops an account at every door, at once. */
@CommandLine.Command(
        description = "Stops an account at every door the guard stands at, at once.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard block rossi@example.org --why \"password stolen, ticket 812\"",
            "  argine guard block rossi@example.org --extent sending      may still read",
            "  argine guard block rossi@example.org --until 2026-12-01T08:00",
            "",
            "It ends live SMTP sessions at their next message, and lasts over restarts. It does not",
            "change the password and does not end IMAP sessions."
        })
public final class GuardBlock implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    @Parameters(paramLabel = "ACCOUNT", description = "The login.")
    private String account = "";

    @Option(
            names = "--why",
            paramLabel = "TEXT",
            description = "The reason, for whoever comes next.")
    private String why = "by hand";

    @Option(
            names = "--extent",
            paramLabel = "HOW",
            description =
                    "sending, everything, or suspected: its mail is held instead of put off"
                            + " (${DEFAULT-VALUE}).")
    private String extent = "everything";

    @Option(names = "--until", paramLabel = "TIME", description = "When it ends by itself.")
    private Optional<Instant> until = Optional.empty();

    public GuardBlock(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        ObjectNode question =
                ControlSocket.question()
                        .put("account", account)
                        .put("extent", extent)
                        .put("why", why);
        until.ifPresent(end -> question.put("until", end.toString()));
        AskedDaemon.Told told = daemon.ask("/block", question);
        surroundings
                .out()
                .println(
                        daemon.isJson()
                                ? told.json()
                                : "Stopped: "
                                        + GuardStatus.line(told.tree())
                                        + "\nTo let it go: argine guard unblock "
                                        + GuardStatus.text(told.tree(), "account"));
        return Exit.DONE;
    }
}
