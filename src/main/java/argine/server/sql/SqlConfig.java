// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import argine.server.access.AccountsConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where accounts are in a database, and by which statements they are asked for. */
public final class SqlConfig {
    private final AccountsConfig config;

    private SqlConfig(AccountsConfig config) {
        this.config = config;
    }

    /** Reads a file; a password may stand in the environment instead. */
    public static SqlConfig read(Path file) throws IOException {
        return read(file, System.getenv());
    }

    static SqlConfig read(Path file, Map<String, String> environment) throws IOException {
        Set<String> names = new HashSet<>(SqlPreset.NAMES);
        names.add("preset");
        names.add("scheme");
        return new SqlConfig(AccountsConfig.read(file, environment).naming(names));
    }

    /**
     * Where the database is, for JDBC. Not to be printed: it may hold anything.
     *
     * @throws IOException when it is missing, or of a database that there is no driver for
     */
    String url() throws IOException {
        String url = config.url();
        if (url.isEmpty()) {
            throw wrong("needs url = jdbc:postgresql://host/db");
        }
        if (url.startsWith("jdbc:mysql:")) {
            return "jdbc:mariadb:" + url.substring("jdbc:mysql:".length());
        }
        if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:mariadb:")) {
            throw wrong("url begins with jdbc:postgresql: or jdbc:mariadb:");
        }
        return url;
    }

    String user() {
        return config.user();
    }

    /** From the file, or from the variable that the file names. Not to be printed. */
    String password() throws IOException {
        return config.password();
    }

    /** The scheme of passwords that name none. */
    String scheme() throws IOException {
        Optional<SqlPreset> preset = preset();
        return value("scheme").orElse(preset.map(SqlPreset::scheme).orElse("CRYPT"));
    }

    /**
     * A statement or a name of the table, by what it is called: the file's own, or the preset's;
     * nothing where neither has it.
     */
    Optional<String> statement(String name) throws IOException {
        Optional<SqlPreset> preset = preset();
        Optional<String> own = value(name);
        boolean ofOtherLock = name.equals("lock-stops-mail") && value("lock").isPresent();
        return own.isPresent() || ofOtherLock
                ? own
                : preset.flatMap(known -> known.statement(name));
    }

    /** Whether the file says it itself. */
    boolean isOwn(String name) {
        return value(name).isPresent();
    }

    private Optional<SqlPreset> preset() throws IOException {
        Optional<String> name = value("preset");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<SqlPreset> known = SqlPreset.of(name.get());
        if (known.isEmpty()) {
            throw wrong("preset is one of " + String.join(", ", SqlPreset.names()));
        }
        return known;
    }

    private Optional<String> value(String name) {
        return config.value(name);
    }

    IOException wrong(String why) {
        return config.wrong(why);
    }

    /** So that no password gets into a message by accident. */
    @Override
    public String toString() {
        return config.toString();
    }
}
