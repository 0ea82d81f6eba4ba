// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import argine.server.Accounts;
import argine.server.Directories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say where accounts are written. To be mixed into a command. */
final class DirectoryOptions {
    @Option(
            names = "--passwd-file",
            paramLabel = "FILE",
            description = "Dovecot's passwd-file. Without a source: /etc/dovecot/users.")
    private Optional<Path> passwdFile = Optional.empty();

    @Option(names = "--shadow", paramLabel = "FILE", description = "A Unix shadow file.")
    private Optional<Path> shadow = Optional.empty();

    @Option(
            names = "--icewarp",
            paramLabel = "PATH",
            description =
                    "IceWarp's folder, whose tool is asked; or what it exports, see"
                            + " docs/audit.md.")
    private Optional<Path> icewarp = Optional.empty();

    @Option(
            names = "--accounts-config",
            paramLabel = "FILE",
            description = "Accounts in a database, see docs/accounts-sql.md.")
    private Optional<Path> sql = Optional.empty();

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "The properties in IceWarp's export, in its order.")
    private List<String> columns = new ArrayList<>();

    @Option(
            names = "--aliases",
            paramLabel = "FILE",
            description =
                    "The text that Postfix's virtual or alias table is made from; or TYPE:PATH, the"
                            + " table itself.")
    private List<Path> aliases = new ArrayList<>();

    @Option(
            names = "--postfix",
            paramLabel = "DIR",
            description =
                    "The folder of main.cf, for tables; without it MAIL_CONFIG, then Postfix's own.")
    private Optional<Path> postfix = Optional.empty();

    @Option(
            names = "--scheme",
            paramLabel = "NAME",
            description = "The scheme of passwords that name none (${DEFAULT-VALUE}).",
            defaultValue = "CRYPT")
    private String scheme = "CRYPT";

    Accounts accounts() throws IOException {
        return Directories.accounts(
                new Directories.Asked(
                        passwdFile,
                        shadow,
                        icewarp,
                        sql,
                        lowerColumns(),
                        scheme,
                        aliases,
                        postfix.or(DirectoryOptions::fromEnvironment)));
    }

    /** Where Postfix's own programs look first, too. */
    private static Optional<Path> fromEnvironment() {
        return Optional.ofNullable(System.getenv("MAIL_CONFIG"))
                .filter(folder -> folder.startsWith("/"))
                .map(Path::of);
    }

    private List<String> lowerColumns() {
        return columns.stream().map(c -> c.strip().toLowerCase(Locale.ROOT)).toList();
    }
}
