// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Command;
import argine.cli.desk.Faces;
import argine.cli.desk.Format;
import argine.cli.desk.Surroundings;
import argine.detect.Geography;
import argine.investigate.Investigation;
import argine.investigate.Report;
import argine.server.MailServer;
import argine.server.Servers;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code argine demo}: investigates a recorded break-in; no mail server is needed or touched. */
@CommandLine.Command(
        description =
                "Investigates a recorded break-in that comes with Argine; nothing of yours is read.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine demo",
            "  argine demo --server icewarp",
            "",
            "Exit code: 3, for the break-in is found."
        })
final class Demo implements Command {
    private static final int LEVELS = 4;

    private static final String ICEWARP = "icewarp";

    /** The break-ins that come with Argine, by the kind of server. */
    private static final Map<String, String> EXAMPLES =
            Map.of("postfix", "examples/breach", ICEWARP, "examples/icewarp");

    private final Surroundings surroundings;

    @Option(
            names = "--server",
            paramLabel = "NAME",
            description = "Whose logs to look at: postfix or icewarp (${DEFAULT-VALUE}).",
            defaultValue = "postfix")
    private String server = "postfix";

    @Spec private CommandLine.Model.CommandSpec spec;

    Demo(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        String name =
                Optional.ofNullable(EXAMPLES.get(server)).orElseThrow(this::thereIsNoSuchServer);
        Path folder = folder(name);
        Servers.Asked asked = server.equals(ICEWARP) ? icewarp(folder) : postfix(folder);
        MailServer found = Servers.find(asked.of(server));
        Report report =
                new Investigation(found, Geography.NOWHERE, new Investigation.Watcher() {})
                        .report();
        new Faces(surroundings, Format.TEXT, Optional.empty()).show(report);
        surroundings.out().println();
        surroundings
                .out()
                .println(
                        "That was a recorded break-in: those commands are for its server. On"
                                + " yours, as root:  argine investigate");
        return report.exit();
    }

    private CommandLine.ParameterException thereIsNoSuchServer() {
        String known = String.join(" and ", new TreeSet<>(EXAMPLES.keySet()));
        return new CommandLine.ParameterException(
                spec.commandLine(),
                "there is no example of a server '" + server + "'; there are: " + known);
    }

    private Servers.Asked postfix(Path folder) throws IOException {
        Optional<Path> queue = Optional.of(folder.resolve("queue")).filter(Files::isDirectory);
        return asked(logs(folder), queue, Optional.of(folder));
    }

    /** An IceWarp server is one folder with all in it. */
    private Servers.Asked icewarp(Path folder) {
        return asked(List.of(folder), Optional.empty(), Optional.empty());
    }

    private Servers.Asked asked(List<Path> logs, Optional<Path> queue, Optional<Path> config) {
        Optional<Instant> always = Optional.empty();
        return new Servers.Asked(logs, queue, config, always, always, surroundings.clock());
    }

    private static List<Path> logs(Path example) throws IOException {
        List<Path> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(example)) {
            files.filter(file -> file.toString().contains(".log")).sorted().forEach(logs::add);
        }
        return logs;
    }

    /** The examples lie beside the jar when installed, and above it in a checkout. */
    private static Path folder(String name) throws IOException {
        Path place = home();
        for (int level = 0; level < LEVELS; level++) {
            if (Files.isDirectory(place.resolveSibling(name))) {
                return relative(place.resolveSibling(name));
            }
            place = place.resolveSibling("");
        }
        throw new IOException(name + ", which comes with Argine, is not beside its jar");
    }

    private static Path home() throws IOException {
        try {
            return Path.of(Demo.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IOException("cannot tell where Argine is installed", e);
        }
    }

    /** Shorter to read, where one stands above the example. */
    private static Path relative(Path folder) {
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }
}
