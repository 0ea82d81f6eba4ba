// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import argine.mail.StoredPassword;
import argine.server.access.AccountStore;
import argine.server.access.Hashing;
import argine.server.access.Lock;
import argine.server.access.StoredRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/**
 * Accounts in a database, as they are locked, given another password, and put back.
 *
 * <p>Only the password and the columns of a lock are read and written. A row is written when it is
 * still as it was read: both are done in one transaction that keeps the row from others. The name
 * of an account comes from a stranger's login, so it is always bound; the names of table and
 * columns come from the administrator, and are checked.
 *
 * <p><b>Limits.</b> A table without transactions (MyISAM) is not kept from others in between. Where
 * Dovecot caches, a change is seen after {@code doveadm auth cache flush}.
 */
public final class SqlStore implements AccountStore {
    private static final String BARE_CRYPT = "\\{[A-Z0-9-]*CRYPT\\}(\\$.*)";
    private static final int SECONDS = 20;
    private static final int MOST_ADMINISTRATORS = 10_000;

    private final SqlConfig config;
    private final SqlTable table;
    private final String scheme;
    private final Hashing hashing;

    private SqlStore(SqlConfig config, SqlTable table, String scheme, Hashing hashing) {
        this.config = config;
        this.table = table;
        this.scheme = scheme;
        this.hashing = hashing;
    }

    /** The store that a configuration file leads to. */
    public static SqlStore of(Path file, Hashing hashing) throws IOException {
        SqlConfig config = SqlConfig.read(file);
        return new SqlStore(config, SqlTable.of(config), config.scheme(), hashing);
    }

    @Override
    public String name() {
        return "sql " + config;
    }

    @Override
    public Optional<StoredRecord> read(String account) throws IOException {
        return Database.reading(config, connection -> row(connection, account, ""))
                .map(cells -> new StoredRecord(account, cells.text()));
    }

    @Override
    public List<String> administratorsWith(String account) throws IOException {
        Optional<String> statement = config.statement("administrators");
        if (statement.isEmpty()) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        return Database.reading(
                config,
                connection -> {
                    try (PreparedStatement asked = connection.prepareStatement(statement.get())) {
                        asked.setQueryTimeout(SECONDS);
                        asked.setMaxRows(MOST_ADMINISTRATORS);
                        try (ResultSet rows = asked.executeQuery()) {
                            while (rows.next()) {
                                all.add(String.valueOf(rows.getString(1)));
                            }
                        }
                    }
                    return all.stream().anyMatch(account::equalsIgnoreCase) ? all : List.of();
                });
    }

    @Override
    public boolean tellsAdministrators() throws IOException {
        return config.statement("administrators").isPresent();
    }

    @Override
    public Optional<StoredRecord> locked(StoredRecord now, Lock lock) {
        Map<String, String> changes = changes(lock);
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        Cells cells = Cells.parse(now.text());
        for (Map.Entry<String, String> change : changes.entrySet()) {
            cells = cells.with(change.getKey(), Optional.of(change.getValue()));
        }
        return Optional.of(new StoredRecord(now.account(), cells.text()));
    }

    private Map<String, String> changes(Lock lock) {
        return lock == Lock.SENDING ? table.lockSending() : table.lock();
    }

    @Override
    public boolean lockStopsMail() {
        return table.lockStopsMail();
    }

    @Override
    public StoredRecord unlocked(StoredRecord now, StoredRecord before) {
        Cells earlier = Cells.parse(before.text());
        Cells cells = Cells.parse(now.text());
        for (Lock lock : Lock.values()) {
            for (String place : changes(lock).keySet()) {
                cells = cells.restored(place, earlier);
            }
        }
        return new StoredRecord(now.account(), cells.text());
    }

    @Override
    public Optional<StoredRecord> withPassword(StoredRecord now, String password)
            throws IOException {
        Cells cells = Cells.parse(now.text());
        String kept = cells.of(table.password()).orElse("");
        String made =
                hashing.hash(password, StoredPassword.of(kept, scheme).scheme(), now.account());
        boolean bare = !kept.startsWith("{") && scheme.endsWith("CRYPT");
        String text = bare ? made.replaceFirst("^" + BARE_CRYPT + "$", "$1") : made;
        return Optional.of(
                new StoredRecord(
                        now.account(), cells.with(table.password(), Optional.of(text)).text()));
    }

    @Override
    public StoredRecord withPasswordOf(StoredRecord now, StoredRecord before) {
        Optional<String> kept = Cells.parse(before.text()).of(table.password());
        Cells cells = Cells.parse(now.text()).with(table.password(), kept);
        return new StoredRecord(now.account(), cells.text());
    }

    @Override
    public boolean samePassword(StoredRecord one, StoredRecord other) {
        String column = table.password();
        return Cells.parse(one.text()).of(column).equals(Cells.parse(other.text()).of(column));
    }

    @Override
    public Replaced replace(StoredRecord before, StoredRecord after) throws IOException {
        Cells expected = Cells.parse(before.text());
        Cells wanted = Cells.parse(after.text());
        return Database.writing(
                config,
                connection -> {
                    Optional<Cells> now = row(connection, before.account(), " FOR UPDATE");
                    if (now.isEmpty()) {
                        return Replaced.GONE;
                    }
                    if (!now.get().equals(expected)) {
                        return Replaced.CHANGED;
                    }
                    write(connection, wanted);
                    if (!row(connection, before.account(), "").equals(Optional.of(wanted))) {
                        throw config.wrong("what was written is not what is read; nothing changed");
                    }
                    return Replaced.DONE;
                });
    }

    private void write(Connection connection, Cells wanted) throws SQLException, IOException {
        String set =
                table.columns().stream()
                        .skip(1)
                        .map(column -> column + " = ?")
                        .collect(Collectors.joining(", "));
        String statement =
                "UPDATE " + table.name() + " SET " + set + " WHERE " + table.key() + " = ?";
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            update.setQueryTimeout(SECONDS);
            int index = 0;
            for (String column : table.columns().stream().skip(1).toList()) {
                bind(update, ++index, wanted.of(column));
            }
            bind(update, ++index, wanted.of(table.key()));
            if (update.executeUpdate() > 1) {
                throw config.wrong("more than one account has that name; nothing changed");
            }
        }
    }

    /** As text of no type, so that the database takes it for whatever the column is. */
    private void bind(PreparedStatement statement, int index, Optional<String> value)
            throws SQLException, IOException {
        int type = Database.isPostgres(config) ? Types.OTHER : Types.VARCHAR;
        if (value.isPresent()) {
            statement.setObject(index, value.get(), type);
        } else {
            statement.setNull(index, type);
        }
    }

    /**
     * The row of an account. Databases compare names in their own ways, so what comes back is
     * compared once more.
     */
    private Optional<Cells> row(Connection connection, String account, String how)
            throws SQLException, IOException {
        String statement =
                "SELECT %s FROM %s WHERE LOWER(%s) = ?%s"
                        .formatted(
                                String.join(", ", table.columns()), table.name(), table.key(), how);
        Optional<Cells> found = Optional.empty();
        try (PreparedStatement asked = connection.prepareStatement(statement)) {
            asked.setQueryTimeout(SECONDS);
            asked.setMaxRows(16);
            asked.setString(1, account.toLowerCase(Locale.ROOT));
            try (ResultSet rows = asked.executeQuery()) {
                while (rows.next()) {
                    Cells cells = cells(rows);
                    String name = cells.of(table.key()).orElse("");
                    if (!name.equalsIgnoreCase(account)) {
                        continue;
                    }
                    if (found.isPresent()) {
                        throw config.wrong("more than one account has that name");
                    }
                    found = Optional.of(cells);
                }
            }
        }
        return found;
    }

    private Cells cells(ResultSet rows) throws SQLException {
        SequencedMap<String, String> cells = new LinkedHashMap<>();
        int index = 0;
        for (String column : table.columns()) {
            String value = rows.getString(++index);
            if (value != null) {
                boolean flag = rows.getMetaData().getColumnTypeName(index).equals("bool");
                cells.put(column, flag ? value.equals("t") ? "1" : "0" : value);
            }
        }
        return new Cells(cells);
    }
}
