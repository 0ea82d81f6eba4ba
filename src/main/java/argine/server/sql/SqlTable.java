// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * The table in which a database keeps accounts, and what in it is changed to lock one.
 *
 * @param lock column by column what keeps an account from logging in at all; {@code column.key}
 *     stands for a value of a column that holds JSON
 * @param lockStopsMail whether Postfix asks the same columns where it delivers, or may
 * @param lockSending the same for what keeps it from sending only; empty where there is no such
 */
record SqlTable(
        String name,
        String key,
        String password,
        SequencedMap<String, String> lock,
        boolean lockStopsMail,
        SequencedMap<String, String> lockSending) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
    private static final Pattern TABLE = Pattern.compile(NAME + "(\\." + NAME + ")?");

    /** The table that a configuration tells. Its names go into statements, so they are checked. */
    static SqlTable of(SqlConfig config) throws IOException {
        SqlTable table =
                new SqlTable(
                        named(config, "table"),
                        named(config, "key"),
                        named(config, "password-column"),
                        changes(config, "lock"),
                        stopsMail(config),
                        changes(config, "lock-sending"));
        if (!TABLE.matcher(table.name).matches()) {
            throw config.wrong("table is a name such as mailbox");
        }
        for (String column : table.columns()) {
            if (!NAME.matcher(column).matches()) {
                throw config.wrong("'" + column + "' is no name of a column");
            }
        }
        return table;
    }

    private static String named(SqlConfig config, String what) throws IOException {
        return config.statement(what)
                .orElseThrow(() -> config.wrong("needs a preset, or " + what + " = NAME"));
    }

    /** A lock that is not known to let mail in is taken to stop it. */
    private static boolean stopsMail(SqlConfig config) throws IOException {
        return switch (config.statement("lock-stops-mail").orElse("yes")) {
            case "yes" -> true;
            case "no" -> false;
            default -> throw config.wrong("lock-stops-mail is yes or no");
        };
    }

    /** Reads {@code column=value, column=value}. */
    private static SequencedMap<String, String> changes(SqlConfig config, String what)
            throws IOException {
        SequencedMap<String, String> changes = new LinkedHashMap<>();
        for (String change : config.statement(what).orElse("").split(",", -1)) {
            int equals = change.indexOf('=');
            if (equals > 0) {
                changes.put(
                        change.substring(0, equals).strip(), change.substring(equals + 1).strip());
            } else if (!change.isBlank()) {
                throw config.wrong(what + " is column=value, column=value");
            }
        }
        return changes;
    }

    /** All columns that are read of an account, its name first and its password second. */
    SequencedSet<String> columns() {
        SequencedSet<String> columns = new LinkedHashSet<>(List.of(key, password));
        for (Map<String, String> changes : List.of(lock, lockSending)) {
            changes.keySet().forEach(place -> columns.add(column(place)));
        }
        return columns;
    }

    /** The column of {@code column} or {@code column.key}. */
    static String column(String place) {
        int dot = place.indexOf('.');
        return dot < 0 ? place : place.substring(0, dot);
    }
}
