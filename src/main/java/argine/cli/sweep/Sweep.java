// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Format;
import argine.cli.desk.OutputOptions;
import argine.cli.desk.Surroundings;
import argine.cli.desk.Typed;
import argine.server.Holds;
import argine.server.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "  argine sweep --campaigns                          the queue as campaigns",
            "  argine sweep --case 20261124-rossi-example-org    what would be held of this case",
            "  argine sweep --account rossi@example.org --yes    holds it, and prints a receipt",
            "  argine sweep --contains 'You have won' --not account=boss@example.org",
            "  argine sweep --list                               what is held, and since when",
            "  argine sweep --undo 2026-11-24.1 --yes            puts it back",
            "  argine sweep --delete 2026-11-24.1 --keep /root/spam --yes",
            "",
            "Exit code: 0 done, 1 could not be done (or not to all messages), 2 asked wrongly."
        })
public final class Sweep implements Command {
    private final Surroundings surroundings;

    @Mixin private SelectionOptions selection = new SelectionOptions();

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

    @Mixin private OutputOptions output = new OutputOptions();

    @Spec private CommandLine.Model.CommandSpec spec;

    public Sweep(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (!Servers.HOLDING.contains(server)) {
            throw wrong("there is no server '" + server + "'; known: postfix, icewarp");
        }
        Format format = output.format();
        HeldFace face = new HeldFace(surroundings, format, output.file(), again());
        HeldMail held = new HeldMail(surroundings, custody, face);
        if (custody.areAboutHeldMail()) {
            refuseSelection();
            if (custody.list()) {
                return held.list(holdsIfAny());
            }
            return held.call(() -> Servers.holds(server, asked()));
        }
        if (selection.campaigns()) {
            selection.refuseBeside("--campaigns", "without --campaigns they show what they mean");
            print(choosing().campaigns(format, colour(), again()));
            return Exit.DONE;
        }
        Choosing choosing = choosing();
        if (choosing.isAboutNothing()) {
            throw wrong(
                    "say which messages are meant, for example --account NAME;"
                            + " argine sweep --campaigns shows what there is");
        }
        if (!custody.yes()) {
            print(choosing.plan(format, colour(), "argine " + Typed.wordsWithYes(spec)));
            return Exit.DONE;
        }
        if (selection.namesCampaignByNumber()) {
            throw wrong(
                    "a campaign's number may mean another one by now; with --yes name it by the"
                            + " queue ID of one of its messages, as --campaigns shows");
        }
        Holds holds = Servers.holds(server, asked());
        return held.hold(holds, choosing);
    }

    /** What is held is named by receipt or ID; an option that did not narrow it would deceive. */
    private void refuseSelection() {
        if (selection.campaigns()) {
            throw wrong("--campaigns is about the queue, not about what is held; ask for one");
        }
        if (custody.list()) {
            selection.refuseBeside("--list", "it shows all that is held");
        } else {
            selection.refuseBeside(
                    custody.delete().isPresent() ? "--delete" : "--undo",
                    "name a receipt, or the queue ID of one held message in its place");
        }
    }

    /** None where there is no queue: what is held is then shown as the journals tell. */
    private Optional<Holds> holdsIfAny() {
        try {
            return Optional.of(Servers.holds(server, asked()));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private Choosing choosing() throws IOException {
        return new Choosing(surroundings, selection, asked());
    }

    private boolean colour() {
        return surroundings.terminal() && output.file().isEmpty();
    }

    private void print(String text) throws IOException {
        if (output.file().isPresent()) {
            Files.writeString(output.file().get(), text, StandardCharsets.UTF_8);
        } else {
            surroundings.out().print(text);
        }
    }

    /** Postfix is what is looked for where nobody named a server; then it may be recognised. */
    private Servers.Asked asked() {
        Servers.Asked asked =
                new Servers.Asked(
                        selection.logs(),
                        queue,
                        config,
                        Optional.empty(),
                        Optional.empty(),
                        surroundings.clock());
        return server.equals("postfix") ? asked : asked.of(server);
    }

    /** The options that lead to the same queue and store. */
    private String again() {
        return (server.equals("postfix") ? "" : " --server " + server)
                + queueAgain().map(path -> " --queue " + Typed.quoted(path.toString())).orElse("")
                + config.map(path -> " --config " + Typed.quoted(path.toString())).orElse("")
                + custody.words();
    }

    /** The queue that was named, or that an IceWarp's folder named as its log led to. */
    private Optional<Path> queueAgain() {
        if (queue.isPresent() || selection.logs().isEmpty() || server.equals("postfix")) {
            return queue;
        }
        return holdsIfAny().map(Holds::queue);
    }

    private CommandLine.ParameterException wrong(String why) {
        return new CommandLine.ParameterException(spec.commandLine(), why);
    }
}
