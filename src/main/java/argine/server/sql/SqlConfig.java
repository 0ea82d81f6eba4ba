// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where accounts are in a database, and by which statements they are asked for: {@code name =
 * value} lines, of which one that begins with a blank goes on with the line before.
 *
 * <p>A file that names a password must be of no use to anybody but its owner; else it is refused,
 * as {@code ssh} refuses such a key.
 */
public final class SqlConfig {
    private static final int MAX_FILE = 64 * 1024;
    private static final Set<String> NAMES =
            Set.of("preset", "url", "user", "password", "password-environment", "scheme");
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final Map<String, String> values;
    private final Map<String, String> environment;

    private SqlConfig(Path file, Map<String, String> values, Map<String, String> environment) {
        this.file = file;
        this.values = values;
        this.environment = environment;
    }

    /** Reads a file; a password may stand in the environment instead. */
    public static SqlConfig read(Path file) throws IOException {
        return read(file, System.getenv());
    }

    static SqlConfig read(Path file, Map<String, String> environment) throws IOException {
        SqlConfig config = new SqlConfig(file, lines(file), environment);
        Set<String> unknown = new TreeSet<>(config.values.keySet());
        unknown.removeAll(NAMES);
        unknown.removeAll(SqlPreset.NAMES);
        if (!unknown.isEmpty()) {
            throw config.wrong("there is no setting '" + unknown.iterator().next() + "'");
        }
        if (config.values.containsKey("password")) {
            config.refuseIfOthersMayRead();
        }
        return config;
    }

    private static Map<String, String> lines(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_FILE + 1);
        }
        if (bytes.length > MAX_FILE) {
            throw new IOException(file + " is too large to be a configuration");
        }
        Map<String, String> values = new HashMap<>();
        String name = "";
        int number = 0;
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.strip().startsWith("#")) {
                continue;
            }
            if (Character.isWhitespace(line.charAt(0)) && !name.isEmpty()) {
                values.merge(name, line.strip(), (before, more) -> before + " " + more);
                continue;
            }
            int equals = line.indexOf('=');
            if (equals <= 0) {
                throw new IOException(file + ", line " + number + ": not of the form name = value");
            }
            name = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            values.put(name, line.substring(equals + 1).strip());
        }
        return values;
    }

    private void refuseIfOthersMayRead() throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        Set<PosixFilePermission> open = new TreeSet<>(Files.getPosixFilePermissions(file));
        open.retainAll(OF_OTHERS);
        if (!open.isEmpty()) {
            throw wrong("holds a password, and others may read it; type: chmod 600 " + file);
        }
    }

    /**
     * Where the database is, for JDBC. Not to be printed: it may hold anything.
     *
     * @throws IOException when it is missing, or of a database that there is no driver for
     */
    String url() throws IOException {
        String url = value("url").orElseThrow(() -> wrong("needs url = jdbc:postgresql://host/db"));
        if (url.startsWith("jdbc:mysql:")) {
            return "jdbc:mariadb:" + url.substring("jdbc:mysql:".length());
        }
        if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:mariadb:")) {
            throw wrong("url begins with jdbc:postgresql: or jdbc:mariadb:");
        }
        return url;
    }

    String user() {
        return value("user").orElse("");
    }

    /** From the file, or from the variable that the file names. Not to be printed. */
    String password() throws IOException {
        Optional<String> variable = value("password-environment");
        if (variable.isEmpty()) {
            return value("password").orElse("");
        }
        return Optional.ofNullable(environment.get(variable.get()))
                .orElseThrow(
                        () -> wrong("the environment has no variable " + variable.get() + " here"));
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
        return own.isPresent() ? own : preset.flatMap(known -> known.statement(name));
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
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
    }

    IOException wrong(String why) {
        return new IOException(file + ": " + why);
    }

    /** So that no password gets into a message by accident. */
    @Override
    public String toString() {
        return file.toString();
    }
}
