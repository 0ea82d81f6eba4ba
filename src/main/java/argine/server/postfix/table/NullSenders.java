// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.table;

import argine.server.Configuration;
import argine.server.postfix.AliasTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tables of {@code check_sender_access} say of the null sender.
 *
 * <p>On the server itself they are asked through {@code postmap}; of a copy the text is read that a
 * table was made from. One that cannot be asked is left out, so nobody takes it for one that says
 * nothing.
 */
public final class NullSenders {
    private static final int MOST_TABLES = 20;
    private static final int MAX_FILE = 16 * 1024 * 1024;
    private static final String ACCESS = "check_sender_access";
    private static final String SENDER_STAGE = "smtpd_sender_restrictions";

    private final Optional<Path> copy;
    private final Optional<Path> config;

    /** {@code copy} is the folder of main.cf, or a file; empty on the server itself. */
    public NullSenders(Optional<Path> copy) {
        this(copy, Optional.empty());
    }

    /** {@code config} is the folder of main.cf of the server itself, if not the usual one. */
    NullSenders(Optional<Path> copy, Optional<Path> config) {
        this.copy = copy;
        this.config = config;
    }

    /** Asks each table that a restriction names; what could not be asked is added to where. */
    public Map<String, String> read(Configuration all, List<String> where) {
        String key = all.postfix("smtpd_null_access_lookup_key", "<>");
        Map<String, String> said = new HashMap<>();
        named(all).stream().limit(MOST_TABLES).forEach(table -> ask(table, key, said, where));
        return said;
    }

    private static Set<String> named(Configuration all) {
        Set<String> tables = new LinkedHashSet<>();
        take(all.postfix(), tables);
        all.services().values().forEach(own -> take(own, tables));
        return tables;
    }

    private static void take(Map<String, String> parameters, Set<String> tables) {
        parameters.forEach(
                (name, value) -> {
                    String before = "";
                    for (String word : AliasTable.split(value)) {
                        boolean bare = name.equals(SENDER_STAGE) && !before.startsWith("check_");
                        if (bare || before.equals(ACCESS)) {
                            AliasTable.of(word).ifPresent(_ -> tables.add(word));
                        }
                        before = word.toLowerCase(Locale.ROOT);
                    }
                });
    }

    private void ask(String name, String key, Map<String, String> said, List<String> where) {
        try {
            said.put(name, copy.isEmpty() ? asked(name, key) : written(name, key, copy.get()));
        } catch (IOException | InvalidPathException e) {
            where.add(ACCESS + " " + name + " not asked for " + key + ": " + e.getMessage());
        }
    }

    private String asked(String name, String key) throws IOException {
        AliasTable table =
                AliasTable.of(name).orElseThrow(() -> new IOException("its kind is not known"));
        return table.ask(key, config).orElse("");
    }

    private static String written(String name, String key, Path copy) throws IOException {
        Path text = Tables.place(Path.of(Tables.listed(name).path()), copy);
        if (!Files.isRegularFile(text)) {
            throw new IOException("no copy of its text here");
        }
        try (InputStream in = Files.newInputStream(text)) {
            return new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\\s+", 2))
                    .filter(words -> words.length == 2 && words[0].equals(key))
                    .map(words -> words[1].strip())
                    .findFirst()
                    .orElse("");
        }
    }
}
