// SPDX-License-Identifier: Apache-2.0
package argine.cli.past;

import argine.cli.desk.OutputOptions;
import argine.cli.desk.Progress;
import argine.cli.desk.ServerOptions;
import argine.cli.desk.Surroundings;
import argine.cli.guard.GuardFile;
import argine.cli.guard.Setup;
import argine.detect.Geography;
import argine.guard.Logins;
import argine.guard.replay.PastMessages;
import argine.investigate.Investigation;
import argine.mail.MailEvent;
import argine.server.Log;
import argine.server.MailServer;
import argine.server.Reading;
import argine.server.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which mail of the past, and which rules; the same for the commands that bring them together. */
final class PastOptions {
    private static final Path USUAL = Path.of("/etc/argine/guard.toml");
    private static final Path STANDARD_INPUT = Path.of("-");

    @Parameters(paramLabel = "LOG", description = "Log files or folders, as with --log.")
    private List<Path> named = new ArrayList<>();

    @Mixin private ServerOptions server = new ServerOptions();

    @Mixin private OutputOptions output = new OutputOptions();

    @Option(
            names = "--limits",
            paramLabel = "FILE",
            description =
                    "The guard's configuration (/etc/argine/guard.toml, or the usual limits without one).")
    private Optional<Path> limits = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From when on: 2026-11-24, 2026-11-24T08:00, 36h, 7d.")
    private Optional<Instant> since = Optional.empty();

    @Option(names = "--until", paramLabel = "TIME", description = "Until when, in the same forms.")
    private Optional<Instant> until = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec command;

    OutputOptions output() {
        return output;
    }

    /** The rules to go by. */
    Setup setup() throws IOException {
        if (limits.isEmpty() && !Files.exists(USUAL)) {
            return GuardFile.usual();
        }
        return new GuardFile(limits.orElse(USUAL)).read();
    }

    /**
     * The mail server whose log is read, more than once.
     *
     * @throws IOException when there is no log
     */
    MailServer server(Surroundings surroundings) throws IOException {
        if (named.contains(STANDARD_INPUT) || server.words().contains(STANDARD_INPUT.toString())) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "the log is read twice: name a file, not -");
        }
        MailServer found = Servers.find(server.asked(named, since, until, surroundings.clock()));
        if (found.log().isEmpty()) {
            throw new IOException("no log found here; name it: --log FILE");
        }
        return found;
    }

    /** Hands on the messages of a log, in the order in which they were queued. */
    static Reading messages(MailServer server, Progress progress, PastMessages messages)
            throws IOException {
        Reading reading = events(server, progress, messages::take);
        messages.finish();
        return reading;
    }

    /** Hands on the events of a log, in its order. */
    static Reading events(MailServer server, Progress progress, Consumer<MailEvent> events)
            throws IOException {
        Log log = server.log().orElseThrow();
        return log.read(
                new Log.Sink() {
                    @Override
                    public void event(MailEvent event) {
                        events.accept(event);
                    }

                    @Override
                    public void progress(long bytes, long ofBytes) {
                        progress.progress(bytes, ofBytes);
                    }
                });
    }

    /**
     * The accounts in a stranger's hands, as an investigation of the same log finds them.
     *
     * @param logins brings them into the form in which the guard counts
     */
    static Set<String> misused(MailServer server, Logins logins, Progress progress)
            throws IOException {
        return new Investigation(server, Geography.NOWHERE, progress)
                .report().cases().stream()
                        .flatMap(one -> one.namedAccount().stream())
                        .map(account -> logins.of(account).account())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
