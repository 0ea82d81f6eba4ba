// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import java.io.IOException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A connection to the database of a configuration, with time-outs for everything.
 *
 * <p>What a driver says of a failure may quote the address it was given or the statement, so only
 * the state that the SQL standard gives it is passed on.
 */
final class Database {
    private static final int SECONDS = 30;

    private Database() {}

    /** What is done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException, IOException;
    }

    /** Does it in one transaction that may read only, so that all that is read fits together. */
    static <T> T reading(SqlConfig config, Work<T> work) throws IOException {
        return reading(config, SECONDS, work);
    }

    /** The same for statements that may think that long before they answer. */
    static <T> T reading(SqlConfig config, int seconds, Work<T> work) throws IOException {
        return in(
                config,
                seconds + SECONDS,
                connection -> {
                    connection.setReadOnly(true);
                    if (!isPostgres(config)) { // where that alone forbids nothing
                        execute(connection, "SET SESSION TRANSACTION READ ONLY");
                    }
                    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                    connection.setAutoCommit(false);
                    T result = work.with(connection);
                    connection.rollback();
                    return result;
                });
    }

    /** Does it in one transaction: all of it, or nothing. */
    static <T> T writing(SqlConfig config, Work<T> work) throws IOException {
        return in(
                config,
                SECONDS,
                connection -> {
                    connection.setAutoCommit(false);
                    try {
                        T result = work.with(connection);
                        connection.commit();
                        return result;
                    } catch (SQLException | IOException e) {
                        connection.rollback();
                        throw e;
                    }
                });
    }

    private static <T> T in(SqlConfig config, int silence, Work<T> work) throws IOException {
        try (Connection connection = open(config, silence)) {
            return work.with(connection);
        } catch (SQLException e) {
            throw config.wrong(why(e));
        }
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement asked = connection.createStatement()) {
            asked.execute(statement);
        }
    }

    static boolean isPostgres(SqlConfig config) throws IOException {
        return config.url().startsWith("jdbc:postgresql:");
    }

    /** {@code silence} is for how many seconds it may say nothing. */
    private static Connection open(SqlConfig config, int silence) throws SQLException, IOException {
        String url = config.url();
        boolean postgres = isPostgres(config);
        Driver driver = postgres ? new org.postgresql.Driver() : new org.mariadb.jdbc.Driver();
        Properties with = new Properties();
        with.setProperty("user", config.user());
        with.setProperty("password", config.password());
        int unit = postgres ? 1 : 1000;
        with.setProperty("connectTimeout", String.valueOf(SECONDS * unit));
        with.setProperty("socketTimeout", String.valueOf(silence * unit));
        if (postgres) {
            with.setProperty("loginTimeout", String.valueOf(SECONDS));
        } else {
            with.setProperty("allowLocalInfile", "false"); // the server might ask for our files
        }
        Connection connection = driver.connect(url, with);
        if (connection == null) {
            throw config.wrong("the driver does not understand the url");
        }
        return connection;
    }

    /** The class of the failure, in words for those that administrators meet. */
    private static String why(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String kind = state.length() < 2 ? "" : state.substring(0, 2);
        String words =
                switch (kind) {
                    case "08" -> "the database cannot be reached";
                    case "28" -> "the database refuses this user or password";
                    case "3D" -> "there is no such database";
                    case "42" ->
                            state.equals("42501") || state.equals("42000")
                                    ? "the user may not do this, or the statement is none"
                                    : "a statement names a table or a column that is not there";
                    case "25" -> "a statement of the audit tries to write";
                    case "57" -> "the database ended the statement; it took too long";
                    default -> "the database could not do it";
                };
        return words + " (SQL state " + state + ")";
    }
}
