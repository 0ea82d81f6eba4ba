// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import argine.server.access.Foothold;
import argine.server.access.Footholds;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The passwords that an account has besides its own, one for each program: they let in whatever the
 * account's own password is.
 *
 * <p>They are reported and not switched off: a release would have to switch on again what may be
 * the thief's. The statement that does it is shown, with the account's name in it.
 */
public final class SqlAppPasswords implements Footholds {
    private static final String STATEMENT = "app-passwords";
    private static final String OFF = "app-passwords-off";
    private static final int MOST = 100;
    private static final int NAME = 80;
    private static final int SECONDS = 20;
    private static final int DATE_AND_TIME = 19;
    private static final Set<String> NO = Set.of("0", "f", "false", "n", "no", "off");

    private final SqlConfig config;
    private final String statement;
    private final Optional<String> off;

    private SqlAppPasswords(SqlConfig config, String statement, Optional<String> off) {
        this.config = config;
        this.statement = statement;
        this.off = off;
    }

    /** Those of the accounts that a configuration file leads to, where it tells of any. */
    public static Optional<Footholds> of(Path file) throws IOException {
        SqlConfig config = SqlConfig.read(file);
        Optional<String> statement = config.statement(STATEMENT);
        if (statement.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> off = config.statement(OFF);
        if (!asksForOne(statement.get()) || off.isPresent() && !asksForOne(off.get())) {
            throw config.wrong(STATEMENT + " has one ? in the place of the account");
        }
        return Optional.of(new SqlAppPasswords(config, statement.get(), off));
    }

    private static boolean asksForOne(String statement) {
        return statement.chars().filter(c -> c == '?').count() == 1;
    }

    @Override
    public List<Foothold> of(String account) throws IOException {
        return Database.reading(config, connection -> all(connection, account));
    }

    private List<Foothold> all(Connection connection, String account)
            throws SQLException, IOException {
        List<Foothold> found = new ArrayList<>();
        try (PreparedStatement asked = connection.prepareStatement(statement)) {
            asked.setQueryTimeout(SECONDS);
            asked.setMaxRows(MOST + 1);
            asked.setString(1, account.toLowerCase(Locale.ROOT));
            try (ResultSet rows = asked.executeQuery()) {
                while (rows.next()) {
                    found.add(
                            found.size() < MOST
                                    ? one(rows, account)
                                    : new Foothold(off(account), "and more app passwords", true));
                }
            }
        }
        return found;
    }

    private Foothold one(ResultSet rows, String account) throws SQLException, IOException {
        String name = text(rows, "name").orElseThrow(() -> missing("name"));
        String made = text(rows, "created").orElseThrow(() -> missing("created"));
        boolean works = !NO.contains(text(rows, "active").orElse("1").toLowerCase(Locale.ROOT));
        String what =
                "app password \"%s\"%s %s"
                        .formatted(
                                cut(name, NAME),
                                made.isEmpty() ? "" : ", made " + cut(made, DATE_AND_TIME) + ",",
                                works ? "works whatever the account's password is" : "is off");
        return new Foothold(works ? off(account) : "sql " + config, what, works);
    }

    private IOException missing(String column) {
        return config.wrong("the statement '" + STATEMENT + "' has to return " + column);
    }

    /** The column of a name; nothing where there is no such. */
    private static Optional<String> text(ResultSet rows, String name) throws SQLException {
        ResultSetMetaData all = rows.getMetaData();
        for (int i = 1; i <= all.getColumnCount(); i++) {
            if (all.getColumnLabel(i).equalsIgnoreCase(name)) {
                return Optional.of(Row.text(rows, i).strip());
            }
        }
        return Optional.empty();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** What to type, with the account in it; a name that might end the text is not put there. */
    private String off(String account) {
        boolean fit = account.matches("[^'\"\\\\\\p{Cntrl}]{1,254}");
        return off.filter(_ -> fit)
                .map(text -> text.replace("?", "'" + account.toLowerCase(Locale.ROOT) + "'") + ";")
                .orElse("sql " + config);
    }
}
