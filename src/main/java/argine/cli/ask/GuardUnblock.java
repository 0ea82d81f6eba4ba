// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.contain.AccountName;
import argine.guard.loop.Loop;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code argine guard unblock}: lets a stopped account go. */
@CommandLine.Command(
        description = "Lets a stopped account go.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine guard unblock rossi@example.org",
            "  argine guard unblock --it-was-them rossi@example.org",
            "",
            "Change the password first: whoever has the old one is waiting."
        })
public final class GuardUnblock implements Command {
    private final Surroundings surroundings;

    @Mixin private ControlSocket daemon = new ControlSocket();

    @Parameters(paramLabel = "ACCOUNT", description = "The login.")
    private String account = "";

    @Option(
            names = "--it-was-them",
            description =
                    "The owner did what looked like somebody else's doing: for a week the guard"
                            + " does not stop the account by itself.")
    private boolean theirs;

    public GuardUnblock(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        String path = theirs ? "/theirs" : "/unblock";
        AskedDaemon.Told told = daemon.ask(path, ControlSocket.question().put("account", account));
        boolean stopped = !told.tree().path("account").asString("").isEmpty();
        String line =
                stopped
                        ? "Let go; it was stopped: " + GuardStatus.line(told.tree())
                        : "It was not stopped; the guard takes note.";
        surroundings.out().println(daemon.isJson() ? told.json() : line);
        boolean byLoop = told.tree().path("by").asString("").equals(Loop.NAME);
        if (!daemon.isJson() && byLoop && AccountName.isFit(account)) {
            String release = "argine contain --release " + account;
            surroundings
                    .out()
                    .println(
                            "If argine contain --list has it as well, it stays locked there: "
                                    + release
                                    + (theirs ? " --same-password --yes" : " --yes"));
        }
        return Exit.DONE;
    }
}
