// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import argine.mail.Account;
import argine.server.Accounts;
import argine.server.Aliases;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The accounts in a database: those that the statement {@code list} returns, with the aliases that
 * {@code aliases} leads to them, and when they were used last as {@code last-logins} tells.
 *
 * <p>All are asked in one transaction that may only read, and row by row: a million accounts need
 * no more memory than they do from a file.
 */
public final class SqlAccounts implements Accounts {
    private static final int MAX_ACCOUNTS = 2_000_000;
    private static final int MAX_ALIASES = 4_000_000;
    private static final int MAX_TROUBLE = 20;
    private static final int AT_A_TIME = 1000;
    private static final int SECONDS = 300;

    private final SqlConfig config;

    public SqlAccounts(SqlConfig config) {
        this.config = config;
    }

    /** The accounts in the database that a configuration file leads to. */
    public static SqlAccounts of(Path file) throws IOException {
        return new SqlAccounts(SqlConfig.read(file));
    }

    @Override
    public Listing list() throws IOException {
        return Database.reading(
                config,
                SECONDS,
                connection -> {
                    List<String> trouble = new ArrayList<>();
                    Aliases aliases = aliases(connection, trouble);
                    LastLogins logins = LastLogins.read(connection, config, trouble);
                    return accounts(connection, aliases, logins, trouble);
                });
    }

    private Aliases aliases(Connection connection, List<String> trouble)
            throws SQLException, IOException {
        Aliases aliases = new Aliases();
        Optional<String> statement = config.statement("aliases");
        if (statement.isEmpty()) {
            return aliases;
        }
        try (PreparedStatement asked = prepare(connection, statement.get());
                ResultSet rows = asked.executeQuery()) {
            if (rows.getMetaData().getColumnCount() < 2) {
                throw config.wrong("the statement 'aliases' has to return an alias and its target");
            }
            for (int count = 0; rows.next(); count++) {
                if (count == MAX_ALIASES) {
                    trouble.add(config + " has more than " + MAX_ALIASES + " aliases");
                    break;
                }
                aliases.add(Row.text(rows, 1), Row.text(rows, 2));
            }
        }
        return aliases;
    }

    private Listing accounts(
            Connection connection, Aliases aliases, LastLogins logins, List<String> trouble)
            throws SQLException, IOException {
        String statement =
                config.statement("list")
                        .orElseThrow(() -> config.wrong("needs a preset, or list = SELECT ..."));
        List<Account> accounts = new ArrayList<>();
        try (PreparedStatement asked = prepare(connection, statement);
                ResultSet rows = asked.executeQuery()) {
            Row row = Row.of(rows, config);
            for (int number = 1; rows.next(); number++) {
                if (accounts.size() >= MAX_ACCOUNTS) {
                    trouble.add(config + " has more than " + MAX_ACCOUNTS + " accounts");
                    break;
                }
                Optional<Account> account = row.account();
                account.map(aliases::on).map(logins::on).ifPresent(accounts::add);
                if (account.isEmpty() && trouble.size() < MAX_TROUBLE) {
                    trouble.add(config + ", row " + number + ": no name; passed over");
                }
            }
        }
        return new Listing(accounts, trouble);
    }

    private static PreparedStatement prepare(Connection connection, String statement)
            throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        prepared.setFetchSize(AT_A_TIME);
        prepared.setQueryTimeout(SECONDS);
        return prepared;
    }
}
