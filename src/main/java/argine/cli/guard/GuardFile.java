// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.setup.ConfigurationFile;
import argine.guard.setup.Problem;
import argine.guard.wire.Listen;
import argine.guard.wire.tls.Tls;
import argine.guard.wire.tls.TlsFiles;
import argine.server.log.SystemJournal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The daemon's configuration file, with everything that it names: read anew at each reload.
 *
 * <p>All that is wrong is said at once, each with its line.
 */
public record GuardFile(Path file, Optional<UsualLog> usualLog) {
    private static final int LONGEST_TOKEN = 4096;
    private static final int SHORTEST_TOKEN = 16;
    private static final Path LOGS = Path.of("/var/log");

    /** One that looks at no log but those that it names. */
    public GuardFile(Path file) {
        this(file, Optional.empty());
    }

    /** One that looks at this host's usual log where it names none. */
    static GuardFile withUsualLog(Path file, InstantSource clock) {
        return new GuardFile(
                file, Optional.of(new UsualLog(LOGS, SystemJournal::isReadable, clock)));
    }

    /**
     * Reads it and what it names.
     *
     * @throws IOException with all that is wrong, a line each
     */
    public Setup read() throws IOException {
        ConfigurationFile text;
        try {
            text = ConfigurationFile.read(file);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "no configuration " + file + "; an example is packaging/guard/guard.toml", e);
        }
        Configuration guard = text.configuration();
        Listen listen = ListenSection.read(text.section("listen"));
        DirectorySection section = DirectorySection.of(text.section("directory"));
        Watching watching =
                LoopSections.read(
                        text.section("log"), text.section("loop"), text.section("alert"), usualLog);
        PasswordSection password = PasswordSection.of(text.section("password"));
        List<Problem> problems = text.problems();
        if (!problems.isEmpty()) {
            throw new IOException(
                    problems.stream()
                            .map(problem -> file + ":" + problem.line() + ": " + problem.text())
                            .collect(Collectors.joining("\n")));
        }
        Directory directory = section.read(password);
        return new Setup(
                guard,
                listen,
                directory,
                secret(listen.tokenFile()),
                certificate(listen.tls()),
                watching,
                Messengers.of(watching.ways(), secret(watching.ways().keyFile())));
    }

    /** What holds where there is no file: the usual limits, and a directory that knows nobody. */
    public static Setup usual() {
        return new Setup(
                ConfigurationFile.of("").configuration(), Listen.USUAL, Directory.EMPTY, "");
    }

    private static Optional<Tls> certificate(Optional<TlsFiles> files) throws IOException {
        return files.isEmpty() ? Optional.empty() : Optional.of(files.get().read());
    }

    private static String secret(Optional<Path> file) throws IOException {
        if (file.isEmpty()) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            String token = new String(in.readNBytes(LONGEST_TOKEN), StandardCharsets.UTF_8).strip();
            if (token.length() < SHORTEST_TOKEN) {
                throw new IOException(file.get() + ": a token or key has at least 16 letters");
            }
            return token;
        }
    }

    /** What it comes to, in a sentence or two. */
    static String summary(Setup setup) {
        Listen listen = setup.listen();
        long doors = listen.doors().values().stream().mapToLong(List::size).sum();
        String accounts =
                setup.directory() instanceof AccountDirectory known
                        ? known.size() + " accounts" + expiring(known)
                        : "no accounts";
        return (setup.guard().watch() ? "It only watches. " : "")
                + doors
                + " doors, "
                + accounts
                + ", senders: "
                + switch (setup.guard().sender()) {
                    case REPORT -> "reported";
                    case REWRITE -> "rewritten";
                    case ENFORCE -> "refused";
                }
                + ". Log: "
                + log(setup.watching())
                + ".";
    }

    private static String log(Watching watching) {
        String mode = watching.loop().mode().word();
        return watching.logs().isEmpty() ? mode : watching.logs().names() + " (" + mode + ")";
    }

    private static String expiring(AccountDirectory known) {
        return known.expiring() == 0 ? "" : " (passwords that expire: " + known.expiring() + ")";
    }
}
