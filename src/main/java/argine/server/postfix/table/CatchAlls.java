// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.table;

import argine.server.Aliases;
import argine.server.Configuration.CatchAll;
import argine.server.postfix.AliasFile;
import argine.server.postfix.AliasTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entries {@code @domain} of the tables that say who has mail here.
 *
 * <p>On the server itself tables that are files are listed through {@code postmap}; of a copy the
 * text is read that they were made from, beside the copied main.cf where it names one in {@code
 * /etc/postfix}. Any other table cannot be listed, which is said.
 */
public final class CatchAlls {
    private static final int MOST_TABLES = 20;
    private static final List<String> PARAMETERS =
            List.of("virtual_alias_maps", "virtual_mailbox_maps");

    private final Optional<Path> copy;

    /** {@code copy} is the folder of main.cf, or a file; empty on the server itself. */
    public CatchAlls(Optional<Path> copy) {
        this.copy = copy;
    }

    /** Reads the tables that these parameters name; what could not be read is added to where. */
    public List<CatchAll> read(Map<String, String> main, List<String> where) {
        List<CatchAll> found = new ArrayList<>();
        for (String parameter : PARAMETERS) {
            List<String> tables = AliasTable.split(main.getOrDefault(parameter, ""));
            tables.stream()
                    .limit(MOST_TABLES)
                    .forEach(table -> read(parameter, table, found, where));
            if (tables.size() > MOST_TABLES) {
                where.add(parameter + " names more than " + MOST_TABLES + " tables: not listed");
            }
        }
        return found;
    }

    private void read(String parameter, String name, List<CatchAll> found, List<String> where) {
        try {
            AliasTable table = Tables.listed(name);
            Aliases aliases = new Aliases();
            list(table, aliases);
            String named = table.type() + ":" + table.path();
            aliases.catchAlls()
                    .forEach((key, to) -> found.add(new CatchAll(parameter, named, key, to)));
        } catch (IOException | InvalidPathException e) {
            where.add(
                    parameter
                            + " "
                            + name
                            + " not listed, so a catch-all in it is not seen: "
                            + e.getMessage());
        }
    }

    private void list(AliasTable table, Aliases aliases) throws IOException {
        if (copy.isEmpty()) {
            table.addTo(aliases, List.of(), Optional.empty());
            return;
        }
        Path text = Tables.place(Path.of(table.path()), copy.get());
        if (!Files.isRegularFile(text)) {
            throw new IOException("no file " + text);
        }
        AliasFile.read(text, aliases);
    }
}
