// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.mail.QueuedMessage;
import argine.server.Holds;
import argine.server.Queue;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code argine sweep}: holds queued messages, puts them back, deletes them when told. */
@CommandLine.Command(
        description = "Takes messages out of the queue so that every one of them can be put back.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine sweep --account rossi@example.org          what would be held",
            "  argine sweep --account rossi@example.org --yes    holds it, and prints a receipt",
            "  argine sweep --list                               what is held, and since when",
            "  argine sweep --undo 2026-11-24.1 --yes            puts it back",
            "  argine sweep --delete 2026-11-24.1 --keep /root/spam --yes",
            "",
            "Exit code: 0 done, 1 could not be done (or not to all messages), 2 asked wrongly."
        })
final class Sweep implements Command {
    private final Surroundings surroundings;

    @Option(
            names = "--account",
            paramLabel = "NAME",
            description = "The messages that were sent with this login.")
    private Optional<String> account = Optional.empty();

    @Mixin private CustodyOptions custody = new CustodyOptions();

    @Option(names = "--queue", paramLabel = "DIR", description = "A queue folder, live or copied.")
    private Optional<Path> queue = Optional.empty();

    @Option(names = "--config", paramLabel = "DIR", description = "The folder of main.cf.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description = "The kind of server: postfix or icewarp (${DEFAULT-VALUE}).",
            defaultValue = "postfix")
    private String server = "postfix";

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "text or json (${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes to a file instead of the terminal.")
    private Optional<Path> output = Optional.empty();

    @Spec private CommandLine.Model.CommandSpec spec;

    Sweep(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (!Servers.HOLDING.contains(server)) {
            throw wrong("there is no server '" + server + "'; known: postfix, icewarp");
        }
        if (format == Format.HTML) {
            throw wrong("--format is text or json here");
        }
        HeldFace face = new HeldFace(surroundings, format, output, again());
        HeldMail held = new HeldMail(surroundings, custody, face);
        if (custody.areAboutHeldMail()) {
            if (custody.list()) {
                return held.list(holdsIfAny());
            }
            return held.call(Servers.holds(server, asked()));
        }
        if (account.isEmpty()) {
            throw wrong("say which messages are meant: --account NAME");
        }
        String reason = "account " + account.get();
        if (!custody.yes()) {
            HeldFace.Shown plan = face.wouldHold(chosen().size(), reason);
            face.print(plan);
            return plan.exit();
        }
        Holds holds = Servers.holds(server, asked());
        return held.hold(holds, this::chosen, reason);
    }

    /** None where there is no queue: what is held is then shown as the journals tell. */
    private Optional<Holds> holdsIfAny() {
        try {
            return Optional.of(Servers.holds(server, asked()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** The messages that are meant and not on hold. */
    private List<QueuedMessage> chosen() throws IOException {
        String name = account.orElse("").toLowerCase(Locale.ROOT);
        Queue found =
                Servers.find(asked().forAccounts())
                        .queue()
                        .orElseThrow(
                                () -> new IOException("no queue found here; name it: --queue DIR"));
        List<QueuedMessage> chosen = new ArrayList<>();
        found.read(
                message -> {
                    boolean waits = message.place() != QueuedMessage.Place.HOLD;
                    if (waits
                            && message.envelope().account().toLowerCase(Locale.ROOT).equals(name)) {
                        chosen.add(message);
                    }
                });
        return chosen;
    }

    private Servers.Asked asked() {
        return new Servers.Asked(
                List.of(), queue, config, Optional.empty(), Optional.empty(), surroundings.clock());
    }

    /** The options that lead to the same queue and store. */
    private String again() {
        return (server.equals("postfix") ? "" : " --server " + server)
                + queue.map(path -> " --queue " + path).orElse("")
                + config.map(path -> " --config " + path).orElse("")
                + custody.words();
    }

    private CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
