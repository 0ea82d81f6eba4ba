// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
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
    private static final String STAYS =
            "\nIt was stopped before, and what is stricter of the two stays; to make it weaker,"
                    + " unblock it first.";

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

    @Spec private CommandLine.Model.CommandSpec spec;

    public GuardBlock(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (until.filter(end -> !end.isAfter(surroundings.clock().instant())).isPresent()) {
            throw new ParameterException(
                    spec.commandLine(), "--until is over already: " + until.get());
        }
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
                                        + (isAsAsked(told.tree()) ? "" : STAYS)
                                        + "\nTo let it go: argine guard unblock "
                                        + GuardStatus.text(told.tree(), "account"));
        return Exit.DONE;
    }

    private boolean isAsAsked(JsonNode block) {
        return GuardStatus.text(block, "extent").equals(extent)
                && GuardStatus.text(block, "until").equals(until.map(Instant::toString).orElse(""));
    }
}
