// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

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
 * Where accounts are kept that are asked for over a network, and as whom: {@code name = value}
 * lines, of which one that begins with a blank goes on with the line before.
 *
 * <p>A file that names a password must be of no use to anybody but its owner; else it is refused,
 * as {@code ssh} refuses such a key.
 */
public final class AccountsConfig {
    private static final int MAX_FILE = 64 * 1024;
    private static final Set<String> NAMES =
            Set.of("url", "user", "password", "password-environment");
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final Path file;
    private final Map<String, String> values;
    private final Map<String, String> environment;

    private AccountsConfig(Path file, Map<String, String> values, Map<String, String> environment) {
        this.file = file;
        this.values = values;
        this.environment = environment;
    }

    /**
     * Reads a file.
     *
     * @param environment where a password may stand instead
     * @throws IOException when it cannot be read, or others may read the password in it
     */
    public static AccountsConfig read(Path file, Map<String, String> environment)
            throws IOException {
        AccountsConfig config = new AccountsConfig(file, lines(file), environment);
        if (config.values.containsKey("password")) {
            config.refuseIfOthersMayRead();
        }
        return config;
    }

    /** Refuses names that mean nothing, besides those of every such file. */
    public AccountsConfig naming(Set<String> more) throws IOException {
        Set<String> unknown = new TreeSet<>(values.keySet());
        unknown.removeAll(NAMES);
        unknown.removeAll(more);
        if (!unknown.isEmpty()) {
            throw wrong("there is no setting '" + unknown.iterator().next() + "'");
        }
        return this;
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

    /** Where to ask; empty when the file does not say. Not to be printed: it may hold anything. */
    public String url() {
        return value("url").orElse("");
    }

    public String user() {
        return value("user").orElse("");
    }

    /** From the file, or from the variable that the file names. Not to be printed. */
    public String password() throws IOException {
        Optional<String> variable = value("password-environment");
        if (variable.isEmpty()) {
            return value("password").orElse("");
        }
        return Optional.ofNullable(environment.get(variable.get()))
                .orElseThrow(
                        () -> wrong("the environment has no variable " + variable.get() + " here"));
    }

    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isEmpty());
    }

    /** What is wrong, with the file that it is in. */
    public IOException wrong(String why) {
        return new IOException(file + ": " + why);
    }

    /** So that no password gets into a message by accident. */
    @Override
    public String toString() {
        return file.toString();
    }
}
