// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.cli.desk.Typed;
import argine.contain.Done.Outcome;
import argine.contain.Sentry;
import argine.guard.wire.Listen;
import argine.investigate.face.Plain;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * The guard of this host, if one runs, for a command that shuts an account's door by other means.
 *
 * <p>It refuses sessions that are open already at their next message, and has a file of its own
 * that tells who was stopped and why; so what is let go here is only what was stopped here.
 */
public final class RunningGuard implements Sentry {
    private static final String WHY = "argine contain";

    @Option(
            names = "--guard-socket",
            paramLabel = "PATH",
            description =
                    "Where a guard that runs here is told as well (${DEFAULT-VALUE}, if it is there).")
    private Path socket = Listen.CONTROL;

    /** Has an account's sending refused; says so, and nothing where no guard was ever. */
    @Override
    public Optional<Sentry.Told> stop(String account) {
        String question =
                AskedDaemon.question()
                        .put("account", account)
                        .put("extent", "sending")
                        .put("why", WHY)
                        .toString();
        String named = Plain.line(account);
        try {
            return asked("/block", question)
                    .map(_ -> new Told(Outcome.DONE, "the guard refuses what " + named + " sends"));
        } catch (Gone e) {
            return Optional.of(
                    new Told(
                            Outcome.NOTHING,
                            e.getMessage()
                                    + ", so it was not told; once it runs: "
                                    + command("block", account)));
        } catch (IOException e) {
            return Optional.of(new Told(Outcome.NOT_DONE, String.valueOf(e.getMessage())));
        }
    }

    /** Lets an account go that was stopped so; says what became of it, if anything. */
    public Optional<String> letGo(String account) {
        String named = AskedDaemon.question().put("account", account).toString();
        try {
            String why = asked("/blocked", named).map(RunningGuard::why).orElse("");
            if (why.equals(WHY)) {
                asked("/unblock", named);
                return Optional.of("the guard lets it send again");
            }
            return why.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "the guard still stops it, for another reason; "
                                    + command("unblock", account)
                                    + " lets it go");
        } catch (Gone e) {
            return Optional.of(
                    e.getMessage()
                            + "; what it stopped is stopped again once it runs: "
                            + command("unblock", account)
                            + " lets it send");
        } catch (IOException e) {
            return Optional.of(
                    e.getMessage() + "; " + command("unblock", account) + " lets it send again");
        }
    }

    /** The option that names its socket, for the next command; none if it is the usual one. */
    public List<String> words() {
        return named("--guard-socket");
    }

    private List<String> named(String option) {
        return socket.equals(Listen.CONTROL) ? List.of() : List.of(option, socket.toString());
    }

    /** A command about an account that asks the same guard. */
    private String command(String word, String account) {
        List<String> words = new ArrayList<>(List.of("guard", word, account));
        words.addAll(named("--socket"));
        return "argine " + Plain.line(Typed.words(words));
    }

    /** A guard that ended and left its socket. */
    private static final class Gone extends IOException {
        private static final long serialVersionUID = 1;

        Gone(Path socket) {
            super("no guard answers at " + socket);
        }
    }

    private static String why(JsonNode blocked) {
        return blocked.path("stopped").path(0).path("why").asString("");
    }

    private Optional<JsonNode> asked(String path, String question) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(AskedDaemon.ask(socket, path, question).tree());
        } catch (IOException e) {
            if (e.getCause() instanceof ConnectException) {
                throw new Gone(socket);
            }
            throw new IOException("the guard could not be told: " + e.getMessage(), e);
        }
    }
}
