// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.server.Program;
import argine.server.access.Foothold;
import argine.server.access.Footholds;
import argine.server.postfix.AliasTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where Postfix sends an account's mail besides: its virtual aliases, and the local ones of an
 * account without a domain, asked one map at a time.
 *
 * <p>A map that cannot be asked is told: what it says of the account is not known.
 */
final class AliasFootholds implements Footholds {
    private static final int MOST_MAPS = 20;

    private final Optional<Path> config;
    private final Set<String> localDomains;

    AliasFootholds(Optional<Path> config, Set<String> localDomains) {
        this.config = config;
        this.localDomains = Set.copyOf(localDomains);
    }

    @Override
    public List<Foothold> of(String account) throws IOException {
        List<Foothold> found = new ArrayList<>();
        List<String> maps = new ArrayList<>(maps(config, "virtual_alias_maps"));
        if (account.indexOf('@') < 0) {
            maps.addAll(maps(config, "alias_maps"));
        }
        for (String map : maps.stream().limit(MOST_MAPS).toList()) {
            look(account, map, found);
        }
        if (maps.size() > MOST_MAPS) {
            found.add(unasked("the others of " + maps.size() + " maps", "", true));
        }
        return found;
    }

    /** With its {@code $names} put in. */
    static List<String> maps(Optional<Path> config, String parameter) throws IOException {
        List<String> command = new ArrayList<>(List.of("postconf"));
        config.ifPresent(folder -> command.addAll(List.of("-c", folder.toString())));
        command.addAll(List.of("-xh", parameter));
        return AliasTable.split(Program.output(command));
    }

    private void look(String account, String map, List<Foothold> found) {
        Optional<AliasTable> table = AliasTable.of(map);
        if (table.isEmpty()) {
            found.add(unasked(map, "", false));
            return;
        }
        try {
            for (String target : AliasTable.split(table.get().ask(account, config).orElse(""))) {
                if (!target.equalsIgnoreCase(account)) {
                    found.add(sends(map, target));
                }
            }
        } catch (IOException e) {
            found.add(unasked(map, ": " + e.getMessage(), true));
        }
    }

    private Foothold sends(String map, String target) {
        boolean outside = isOutside(target);
        return new Foothold(
                map, (outside ? "sends mail outside, to " : "sends mail to ") + target, outside);
    }

    private static Foothold unasked(String map, String why, boolean suspicious) {
        return new Foothold(map, "was not asked where it sends the mail" + why, suspicious);
    }

    /** A program or a file is outside too. */
    private boolean isOutside(String target) {
        int at = target.lastIndexOf('@');
        return target.startsWith("|")
                || target.startsWith("\"|")
                || target.startsWith(":include:")
                || at >= 0
                        && !localDomains.contains(
                                target.substring(at + 1).toLowerCase(Locale.ROOT));
    }
}
