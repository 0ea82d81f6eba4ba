// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.server.access.Foothold;
import argine.server.access.Footholds;
import argine.server.access.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where Postfix sends an account's mail besides: its virtual aliases, asked one map at a time. */
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
        Program maps = run("postconf", "-h", "virtual_alias_maps");
        String[] names = maps.said().split("[,\\s]+", -1);
        for (int i = 0; i < Math.min(names.length, MOST_MAPS); i++) {
            if (names[i].matches("[a-z]+:[A-Za-z0-9/._:-]+") && maps.exit() == 0) {
                look(account, names[i], found);
            }
        }
        return found;
    }

    private void look(String account, String map, List<Foothold> found) throws IOException {
        Program answer = run("postmap", "-q", account, map);
        if (answer.exit() != 0 || answer.said().isEmpty()) {
            return;
        }
        for (String target : answer.said().split("[,\\s]+", -1)) {
            if (!target.equalsIgnoreCase(account)) {
                boolean outside = isOutside(target);
                found.add(
                        new Foothold(
                                map,
                                (outside ? "sends mail outside, to " : "sends mail to ") + target,
                                outside));
            }
        }
    }

    private boolean isOutside(String target) {
        int at = target.lastIndexOf('@');
        return at >= 0 && !localDomains.contains(target.substring(at + 1).toLowerCase(Locale.ROOT));
    }

    private Program run(String program, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        config.ifPresent(folder -> command.addAll(List.of("-c", folder.toString())));
        command.addAll(List.of(words));
        return Program.run(command);
    }
}
