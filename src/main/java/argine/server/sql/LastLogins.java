// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import argine.mail.Account;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When accounts were logged in to last, by the statement {@code last-logins}: a name and a time in
 * each row, of which the latest counts.
 *
 * <p>Older versions of a program have no such table, and some servers do not fill it: the statement
 * of a preset may fail, and then nobody's last login is known. One in the file itself may not.
 */
final class LastLogins {
    private static final int MOST = 2_000_000;
    private static final int SECONDS = 300;
    private static final int AT_A_TIME = 1000;
    private static final String STATEMENT = "last-logins";

    /** What the two databases say of a table or a column that is not there. */
    private static final Set<String> NOT_THERE = Set.of("42P01", "42703", "42S02", "42S22");

    private final Map<String, Instant> latest = new HashMap<>();

    private LastLogins() {}

    static LastLogins read(Connection connection, SqlConfig config, List<String> trouble)
            throws SQLException, IOException {
        LastLogins logins = new LastLogins();
        Optional<String> statement = config.statement(STATEMENT);
        if (statement.isEmpty()) {
            return logins;
        }
        Savepoint before = connection.setSavepoint();
        try {
            logins.read(connection, config, statement.get());
        } catch (SQLException e) {
            if (config.isOwn(STATEMENT)) {
                throw e;
            }
            connection.rollback(before);
            logins.latest.clear();
            if (!NOT_THERE.contains(String.valueOf(e.getSQLState()))) {
                trouble.add(config + ": when accounts were used last was not told");
            }
        }
        return logins;
    }

    private void read(Connection connection, SqlConfig config, String statement)
            throws SQLException, IOException {
        try (PreparedStatement asked = connection.prepareStatement(statement)) {
            asked.setFetchSize(AT_A_TIME);
            asked.setQueryTimeout(SECONDS);
            asked.setMaxRows(MOST);
            try (ResultSet rows = asked.executeQuery()) {
                if (rows.getMetaData().getColumnCount() < 2) {
                    throw config.wrong(
                            "the statement 'last-logins' has to return a name and a time");
                }
                while (rows.next()) {
                    String name = Row.text(rows, 1).strip().toLowerCase(Locale.ROOT);
                    Row.instant(Row.text(rows, 2))
                            .ifPresent(when -> latest.merge(name, when, LastLogins::later));
                }
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** The account with the latest that is known of it. */
    Account on(Account account) {
        Optional<Instant> known = Optional.ofNullable(latest.get(account.name()));
        return known.isEmpty() ? account : account.withLastLogin(known.get());
    }
}
