// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Faces;
import argine.cli.desk.Format;
import argine.cli.desk.Progress;
import argine.cli.desk.ServerOptions;
import argine.cli.desk.Surroundings;
import argine.cli.desk.Typed;
import argine.detect.Geography;
import argine.investigate.Investigation;
import argine.investigate.Mmdb;
import argine.investigate.Report;
import argine.mail.QueuedMessage;
import argine.server.MailServer;
import argine.server.Servers;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code argine investigate}: what kind of trouble, whose account, and the lines that prove it. */
@CommandLine.Command(
        description =
                "Says what kind of trouble it is, whose account, and shows the lines that prove it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine investigate                                  on the mail server itself",
            "  argine investigate --log mail.log --queue deferred  on copies from another machine",
            "  argine investigate --log mail.log.1.gz --log mail.log --since 7d",
            "  journalctl -o export | argine investigate --log -",
            "  argine investigate --format html -o report.html",
            "  argine investigate --queue-ids rossi@example.org | postsuper -h -",
            "",
            "Exit code: 0 nothing is wrong here, 1 could not be done, 2 asked wrongly, 3 abuse was found."
        })
final class Investigate implements Command {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "LOG", description = "Log files or folders, as with --log.")
    private List<Path> named = new ArrayList<>();

    @Mixin private final ServerOptions server = new ServerOptions();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From when on: 2026-11-24, 2026-11-24T08:00, 36h, 7d.")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "Until when, in the same forms.")
    private Optional<Instant> until = Optional.empty();

    @Option(
            names = "--mmdb",
            paramLabel = "FILE",
            description = "Your own MMDB file: country, city or ASN of an address.")
    private List<File> mmdb = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "text, json or html (${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Format format = Format.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes to a file instead of the terminal.")
    private Optional<Path> output = Optional.empty();

    @Option(
            names = "--sha256",
            description = "Also says the SHA-256 of each file of the log, as evidence for others.")
    private boolean sha256;

    @Option(
            names = "--queue-ids",
            paramLabel = "ACCOUNT",
            description = "Prints only the IDs of the queued messages that this account sent.")
    private Optional<String> queueIds = Optional.empty();

    @Spec private CommandLine.Model.CommandSpec spec;

    Investigate(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (since.isPresent() && until.isPresent() && !since.get().isBefore(until.get())) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--since is not before --until");
        }
        Servers.Asked asked = server.asked(named, since, until, surroundings.clock());
        if (queueIds.isPresent()) {
            return printQueueIds(queueIds.get(), asked.forAccounts());
        }
        MailServer found = Servers.find(asked).within(since, until);
        Geography geography = mmdb.isEmpty() ? Geography.NOWHERE : new Mmdb(mmdb);
        Report report;
        try (Progress progress = new Progress(surroundings)) {
            report = new Investigation(found, geography, progress, this::again).report();
        }
        new Faces(surroundings, format, output).show(sha256 ? report.sealed() : report);
        return report.exit();
    }

    private String again(List<String> options) {
        return server.words(options, named).stream()
                .map(word -> " " + Typed.quoted(word))
                .collect(Collectors.joining());
    }

    private int printQueueIds(String account, Servers.Asked asked) throws IOException {
        MailServer found = Servers.find(asked);
        String name = account.toLowerCase(Locale.ROOT);
        if (found.queue().isEmpty()) {
            throw new IOException("no queue found here; name it: --queue DIR");
        }
        found.queue().get().read(message -> printIfSentBy(name, message));
        return Exit.DONE;
    }

    private void printIfSentBy(String name, QueuedMessage message) {
        if (message.envelope().account().toLowerCase(Locale.ROOT).equals(name)) {
            surroundings.out().println(message.queueId());
        }
    }
}
