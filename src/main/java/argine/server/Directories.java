// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Account;
import argine.server.access.AccountsConfig;
import argine.server.dovecot.PasswdFile;
import argine.server.icewarp.AccountExport;
import argine.server.icewarp.AccountValues;
import argine.server.icewarp.ToolAccounts;
import argine.server.icewarp.rpc.RpcAccounts;
import argine.server.postfix.AliasFile;
import argine.server.postfix.AliasTable;
import argine.server.sql.SqlAccounts;
import argine.server.unix.ShadowFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The list of directories of accounts that Argine knows, and of what leads to their accounts. */
public final class Directories {
    private static final Path USERS = Path.of("/etc/dovecot/users");

    private Directories() {}

    /**
     * Where accounts are asked for; of the kinds of source exactly one is named.
     *
     * @param scheme the scheme of passwords that name none
     * @param icewarp an export, or the folder of an installation, whose tool is asked for it
     * @param sql the configuration of accounts in a database, or in an IceWarp that is asked
     * @param postfix the folder of main.cf, for tables that Postfix is asked about; empty for its
     *     own
     * @param columns the properties in an export of IceWarp's, in its order; empty for the usual
     */
    public record Asked(
            Optional<Path> passwdFile,
            Optional<Path> shadow,
            Optional<Path> icewarp,
            Optional<Path> sql,
            List<String> columns,
            String scheme,
            List<Path> aliases,
            Optional<Path> postfix) {}

    /** The directory of accounts that was named, each account with the aliases that lead to it. */
    public static Accounts accounts(Asked asked) throws IOException {
        Accounts named = directory(asked);
        if (asked.aliases().isEmpty()) {
            return named;
        }
        return () -> {
            Accounts.Listing listing = named.list();
            Aliases aliases = aliases(asked, listing);
            return new Accounts.Listing(
                    listing.accounts().stream().map(aliases::on).toList(), listing.trouble());
        };
    }

    private static Aliases aliases(Asked asked, Accounts.Listing listing) throws IOException {
        Aliases aliases = new Aliases();
        for (Path each : asked.aliases()) {
            Optional<AliasTable> table = AliasTable.of(each.toString());
            if (table.isPresent()) {
                List<String> names = listing.accounts().stream().map(Account::name).toList();
                table.get().addTo(aliases, names, asked.postfix());
            } else {
                AliasFile.read(each, aliases);
            }
        }
        return aliases;
    }

    /** Accounts in a database, or those of an IceWarp's administration, by the file's url. */
    private static Accounts overNetwork(Path file) throws IOException {
        Optional<Accounts> icewarp = RpcAccounts.of(AccountsConfig.read(file, System.getenv()));
        return icewarp.isPresent() ? icewarp.get() : SqlAccounts.of(file);
    }

    private static Accounts directory(Asked asked) throws IOException {
        List<String> columns = asked.columns().isEmpty() ? AccountValues.NAMES : asked.columns();
        List<Accounts> named = new ArrayList<>();
        asked.passwdFile().ifPresent(file -> named.add(new PasswdFile(file, asked.scheme())));
        asked.shadow().ifPresent(file -> named.add(new ShadowFile(file)));
        asked.icewarp()
                .ifPresent(
                        path ->
                                named.add(
                                        Files.isDirectory(path)
                                                ? new ToolAccounts(path, columns)
                                                : new AccountExport(path, columns)));
        if (asked.sql().isPresent()) {
            named.add(overNetwork(asked.sql().get()));
        }
        if (named.isEmpty() && Files.exists(USERS)) {
            named.add(new PasswdFile(USERS, asked.scheme()));
        }
        if (named.size() != 1) {
            throw new IOException(
                    named.isEmpty()
                            ? "no accounts here; name them: argine audit passwords --passwd-file FILE"
                            : "more than one source of accounts; name one");
        }
        return named.getFirst();
    }
}
