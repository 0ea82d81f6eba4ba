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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The addresses in the tables and files that {@code mynetworks} names.
 *
 * <p>Postfix looks a client's address up as it is: a table such as {@code hash:} trusts those
 * addresses that are its keys, and a network among them means nothing; {@code cidr:} trusts
 * networks, whatever stands behind them.
 */
public final class TrustedNetworks {
    private static final int MOST_TABLES = 20;
    private static final int MOST_WORDS = 100_000;
    private static final int MAX_FILE = 16 * 1024 * 1024;
    private static final String NAME = "mynetworks";
    private static final String CIDR = "cidr:";
    private static final String PROXY = "proxy:";

    private final Optional<Path> copy;
    private final Optional<Path> config;

    /** {@code copy} is the folder of main.cf, or a file; empty on the server itself. */
    public TrustedNetworks(Optional<Path> copy) {
        this(copy, Optional.empty());
    }

    /** {@code config} is the folder of main.cf of the server itself, if not the usual one. */
    TrustedNetworks(Optional<Path> copy, Optional<Path> config) {
        this.copy = copy;
        this.config = config;
    }

    /** By the word that names each; what could not be read is added to where. */
    public Map<String, List<String>> read(Configuration all, List<String> where) {
        Map<String, List<String>> found = new HashMap<>();
        Set<String> names = new LinkedHashSet<>();
        Stream.concat(Stream.of(all.postfix()), all.services().values().stream())
                .flatMap(each -> AliasTable.split(each.getOrDefault(NAME, "")).stream())
                .filter(TrustedNetworks::isElsewhere)
                .limit(MOST_TABLES)
                .forEach(names::add);
        for (String name : names) {
            try {
                found.put(name, words(name));
            } catch (IOException | InvalidPathException e) {
                where.add(
                        NAME
                                + " "
                                + name
                                + " not read, so networks in it are not seen: "
                                + e.getMessage());
            }
        }
        return found;
    }

    /** A file, or a table of some type; an address of IPv6 has colons too. */
    private static boolean isElsewhere(String word) {
        return word.startsWith("/")
                || word.matches("[a-z][a-z0-9]*:[^:].*")
                        && !word.matches("[0-9a-f:.]+(/[0-9]+)?")
                        && !word.startsWith("static:");
    }

    private List<String> words(String name) throws IOException {
        String direct = name.startsWith(PROXY) ? name.substring(PROXY.length()) : name;
        if (direct.startsWith("/")) {
            return lines(Path.of(direct))
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> AliasTable.split(line).stream())
                    .filter(word -> !word.startsWith("!"))
                    .toList();
        }
        if (direct.startsWith(CIDR)) {
            return lines(Path.of(direct.substring(CIDR.length())))
                    .flatMap(line -> pattern(line).stream())
                    .toList();
        }
        AliasTable table = Tables.listed(direct);
        List<String> keys =
                copy.isEmpty()
                        ? table.keys(config)
                        : lines(Path.of(table.path()))
                                .filter(line -> line.matches("[^#\\s].*"))
                                .map(line -> line.split("\\s", 2)[0])
                                .toList();
        return keys.stream().filter(key -> key.indexOf('/') < 0).toList();
    }

    /** The pattern of a line of a cidr table; one that is turned round is nearly the world. */
    private static Optional<String> pattern(String line) {
        String first = line.split("\\s", 2)[0];
        boolean none = first.isEmpty() || first.matches("(?i)#.*|if|endif");
        String world = first.indexOf(':') < 0 ? "0.0.0.0/0" : "::/0";
        return none ? Optional.empty() : Optional.of(first.startsWith("!") ? world : first);
    }

    private Stream<String> lines(Path named) throws IOException {
        Path file = copy.isEmpty() ? named : Tables.place(named, copy.get());
        if (!Files.isRegularFile(file)) {
            throw new IOException("no file " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(MAX_FILE), StandardCharsets.UTF_8);
            return text.lines().limit(MOST_WORDS);
        }
    }
}
