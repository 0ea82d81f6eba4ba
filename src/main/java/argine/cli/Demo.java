// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.detect.Geography;
import argine.investigate.Investigation;
import argine.investigate.Report;
import argine.server.MailServer;
import argine.server.Servers;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** {@code argine demo}: investigates a recorded break-in; no mail server is needed or touched. */
@CommandLine.Command(
        description =
                "Investigates a recorded break-in that comes with Argine; nothing of yours is read.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  argine demo", "", "Exit code: 3, for the break-in is found."})
final class Demo implements Command {
    private static final String EXAMPLE = "examples/breach";
    private static final int LEVELS = 4;

    private final Surroundings surroundings;

    Demo(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Path example = example();
        MailServer server =
                Servers.find(
                        new Servers.Asked(
                                logs(example),
                                Optional.of(example.resolve("queue")).filter(Files::isDirectory),
                                Optional.of(example),
                                Optional.empty(),
                                Optional.empty(),
                                surroundings.clock()));
        Report report =
                new Investigation(server, Geography.NOWHERE, new Investigation.Watcher() {})
                        .report();
        new Faces(surroundings, Format.TEXT, Optional.empty()).show(report);
        return report.exit();
    }

    private static List<Path> logs(Path example) throws IOException {
        List<Path> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(example)) {
            files.filter(file -> file.toString().contains(".log")).sorted().forEach(logs::add);
        }
        return logs;
    }

    /** The examples lie beside the jar when installed, and above it in a checkout. */
    private static Path example() throws IOException {
        Path folder = home();
        for (int level = 0; level < LEVELS; level++) {
            if (Files.isDirectory(folder.resolve(EXAMPLE))) {
                return relative(folder.resolve(EXAMPLE));
            }
            folder = folder.resolveSibling("..").normalize();
        }
        throw new NoSuchFileException(EXAMPLE + ", which comes with Argine, is not beside its jar");
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
