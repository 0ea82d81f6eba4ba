// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.server.access.Administrators;
import argine.server.postfix.AliasTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Who gets the mail to postmaster: that address has to be read by whoever administers (RFC 5321).
 *
 * <p>It is followed from alias to alias, that of the account's own domain first. A map that cannot
 * be asked tells of nobody.
 */
final class Postmaster implements Administrators {
    private static final String NAME = "postmaster";
    private static final int MOST_NAMES = 20;

    private final Optional<Path> config;

    Postmaster(Optional<Path> config) {
        this.config = config;
    }

    @Override
    public String how() {
        return "postmaster's mail goes there";
    }

    @Override
    public boolean isCertain() {
        return false;
    }

    @Override
    public List<String> around(String account) throws IOException {
        List<AliasTable> virtual = tables("virtual_alias_maps");
        List<AliasTable> local = tables("alias_maps");
        int at = account.lastIndexOf('@');
        List<String> found =
                at < 0 ? List.of() : ends(NAME + account.substring(at), virtual, local);
        return found.isEmpty() ? ends(NAME, virtual, local) : found;
    }

    private List<AliasTable> tables(String parameter) throws IOException {
        return AliasFootholds.maps(config, parameter).stream()
                .flatMap(map -> AliasTable.of(map).stream())
                .toList();
    }

    /** The names at the end of all aliases; none where the name is no alias. */
    private List<String> ends(String name, List<AliasTable> virtual, List<AliasTable> local) {
        SequencedSet<String> seen = new LinkedHashSet<>(List.of(name));
        List<String> open = new ArrayList<>(seen);
        List<String> ends = new ArrayList<>();
        while (!open.isEmpty() && seen.size() < MOST_NAMES) {
            String next = open.removeFirst();
            List<String> targets = targets(next, next.indexOf('@') < 0 ? local : virtual);
            boolean alias = targets.stream().anyMatch(target -> !target.equals(next));
            if (!alias && !next.equals(name)) {
                ends.add(next);
            }
            targets.stream().filter(seen::add).forEach(open::add);
            if (alias && targets.contains(next)) {
                ends.add(next); // a copy stays there
            }
        }
        return ends;
    }

    private List<String> targets(String name, List<AliasTable> tables) {
        return tables.stream()
                .flatMap(table -> asked(table, name).stream())
                .findFirst()
                .map(
                        said ->
                                AliasTable.split(said).stream()
                                        .map(target -> target.toLowerCase(Locale.ROOT))
                                        .filter(Postmaster::isAName)
                                        .toList())
                .orElse(List.of());
    }

    private Optional<String> asked(AliasTable table, String name) {
        try {
            return table.ask(name, config);
        } catch (IOException _) {
            return Optional.empty(); // what it says is not known
        }
    }

    /** A program, a file and a list are no administrator. */
    private static boolean isAName(String target) {
        return target.matches("[^|/:\"\\s][^|:\"\\s]*");
    }
}
