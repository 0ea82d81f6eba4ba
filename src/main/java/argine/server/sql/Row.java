// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import argine.mail.Account;
import argine.mail.Account.Traits;
import argine.mail.StoredPassword;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A row of the statement {@code list}, by the names of its columns: {@code username} and {@code
 * password}; and if it has them {@code scheme}, {@code name}, {@code aliases}, {@code active},
 * {@code disabled}, {@code admin}, {@code nopassword}, {@code changed} and {@code last_login}.
 *
 * <p><b>Limits.</b> Dates without a zone are taken for UTC; nobody counts the hours of a password.
 */
final class Row {
    private static final int LONGEST = 8192;
    private static final Instant BEFORE_ALL_MAIL = Instant.parse("1990-01-01T00:00:00Z");
    private static final Set<String> YES = Set.of("1", "t", "true", "y", "yes", "on");

    private final ResultSet rows;
    private final Map<String, Integer> columns;
    private final String scheme;

    private Row(ResultSet rows, Map<String, Integer> columns, String scheme) {
        this.rows = rows;
        this.columns = columns;
        this.scheme = scheme;
    }

    static Row of(ResultSet rows, SqlConfig config) throws SQLException, IOException {
        Map<String, Integer> columns = new HashMap<>();
        ResultSetMetaData all = rows.getMetaData();
        for (int i = 1; i <= all.getColumnCount(); i++) {
            columns.putIfAbsent(all.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
        }
        if (!columns.containsKey("username") || !columns.containsKey("password")) {
            throw config.wrong("the statement 'list' has to return username and password");
        }
        return new Row(rows, columns, config.scheme());
    }

    /** A column of any type as text; empty for NULL, and for what is too long to be one. */
    static String text(ResultSet rows, int column) throws SQLException {
        String text = rows.getString(column);
        return text == null || text.length() > LONGEST ? "" : text;
    }

    /** The account; nothing where the row has no name for it. */
    Optional<Account> account() throws SQLException {
        String name = text("username").strip();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Traits traits =
                new Traits(
                        text("name").strip(),
                        "",
                        instant(text("changed")),
                        instant(text("last_login")),
                        columns.containsKey("active") && !is("active") || is("disabled"),
                        is("admin"));
        return Optional.of(new Account(name, aliases(), password(), traits));
    }

    private List<String> aliases() throws SQLException {
        List<String> aliases = new ArrayList<>();
        for (String alias : text("aliases").split("[;,\\s]+", -1)) {
            if (!alias.isEmpty()) {
                aliases.add(alias.toLowerCase(Locale.ROOT));
            }
        }
        return aliases;
    }

    private StoredPassword password() throws SQLException {
        if (is("nopassword")) {
            return StoredPassword.OPEN;
        }
        String kept = text("password");
        String named = text("scheme").strip();
        return kept.isEmpty()
                ? StoredPassword.LOCKED
                : StoredPassword.of(kept, named.isEmpty() ? scheme : named);
    }

    private boolean is(String column) throws SQLException {
        return YES.contains(text(column).strip().toLowerCase(Locale.ROOT));
    }

    private String text(String column) throws SQLException {
        Integer index = columns.get(column);
        return index == null ? "" : text(rows, index);
    }

    /** Seconds since 1970, or a date and a time; one of before there was mail stands for none. */
    static Optional<Instant> instant(String kept) {
        String text = kept.strip();
        if (text.matches("[0-9]{1,11}")) {
            return later(Instant.ofEpochSecond(Long.parseLong(text)));
        }
        if (text.length() < 19) {
            return Optional.empty();
        }
        try {
            String seconds = text.substring(0, 19).replace(' ', 'T');
            return later(LocalDateTime.parse(seconds).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Instant> later(Instant when) {
        return when.isBefore(BEFORE_ALL_MAIL) ? Optional.empty() : Optional.of(when);
    }
}
