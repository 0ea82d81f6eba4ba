// SPDX-License-Identifier: Apache-2.0
package argine.cli.desk;

import argine.server.Servers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The options that say which mail server to look at and where its files are, the same for every
 * command that reads one.
 *
 * <p>To be mixed into a command; what it returns {@link Servers#find} takes.
 */
public final class ServerOptions {
    @Option(
            names = "--log",
            paramLabel = "PATH",
            description =
                    "A log file (plain, .gz, .zst, journal), a folder of them, or - for standard input.")
    private List<Path> logs = new ArrayList<>();

    @Option(
            names = "--queue",
            paramLabel = "PATH",
            description =
                    "A queue folder, live or copied, or a file that holds the output of postqueue -j.")
    private Optional<Path> queue = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "DIR",
            description =
                    "The folder of main.cf: it says what is local, and where the queue is. For IceWarp,"
                            + " what its tool printed.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description = "The kind of server: postfix or icewarp. Recognised by itself.")
    private String server = "";

    @Spec(Spec.Target.MIXEE)
    private CommandLine.Model.CommandSpec command;

    /** Whether files were named, so that it may not be this host's own server. */
    public boolean nameFiles() {
        return !logs.isEmpty() || queue.isPresent();
    }

    /** The options as they were typed, for the next command. */
    public List<String> words() {
        return words(List.of("--server", "--log", "--queue", "--config"), List.of());
    }

    /** Those of these names, with logs that were named without an option, which come first. */
    public List<String> words(List<String> options, List<Path> named) {
        List<String> words = new ArrayList<>();
        for (String option : options) {
            values(option, named).forEach(value -> words.addAll(List.of(option, value)));
        }
        return words;
    }

    private Stream<String> values(String option, List<Path> named) {
        return switch (option) {
            case "--server" -> Stream.of(server).filter(name -> !name.isEmpty());
            case "--log" -> Stream.concat(named.stream(), logs.stream()).map(Path::toString);
            case "--queue" -> queue.stream().map(Path::toString);
            case "--config" -> config.stream().map(Path::toString);
            default -> throw new IllegalArgumentException(option);
        };
    }

    /**
     * What is to be found, with the log from {@code since} on and before {@code until}.
     *
     * @throws CommandLine.ParameterException when there is no such kind of server
     */
    public Servers.Asked asked(Optional<Instant> since, Optional<Instant> until, Clock clock) {
        return asked(List.of(), since, until, clock);
    }

    /** The same, with logs that were named without an option, which come first. */
    public Servers.Asked asked(
            List<Path> named, Optional<Instant> since, Optional<Instant> until, Clock clock) {
        if (!server.isEmpty() && !Servers.NAMES.contains(server)) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "there is no server '"
                            + server
                            + "'; known: "
                            + String.join(", ", Servers.NAMES));
        }
        List<Path> all = new ArrayList<>(named);
        all.addAll(logs);
        return new Servers.Asked(all, queue, config, since, until, clock).of(server);
    }
}
