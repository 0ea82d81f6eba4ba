// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.mail.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * From where other people's clients come to Dovecot: the proxies in front of it, and the hosts that
 * it believes who the client is.
 *
 * <p>A list may be one line, or a block with an entry for each network.
 */
public final class DovecotProxies {
    private static final Set<String> LISTS =
            Set.of("haproxy_trusted_networks", "login_trusted_networks");

    private DovecotProxies() {}

    /** Others, and then those that a folder with dovecot.conf names. */
    public static List<Network> after(List<Network> others, Path folder) {
        return Stream.concat(others.stream(), in(folder).stream()).distinct().toList();
    }

    /** Those that a folder with dovecot.conf names; none where it cannot be read. */
    static List<Network> in(Path folder) {
        try {
            return DoveconfText.read(folder).stream()
                    .flatMap(DovecotProxies::words)
                    .flatMap(word -> Network.parseMapped(word).stream())
                    .distinct()
                    .toList();
        } catch (IOException _) {
            return List.of(); // no Dovecot here, or one whose settings are not for everybody
        }
    }

    private static Stream<String> words(Map.Entry<String, String> setting) {
        String path = setting.getKey();
        for (String name : LISTS) {
            if (path.equals(name)) {
                return Stream.of(setting.getValue().split("[\\s,]+"));
            }
            if (path.startsWith(name + "/") && setting.getValue().equals("yes")) {
                return Stream.of(path.substring(name.length() + 1));
            }
        }
        return Stream.empty();
    }
}
