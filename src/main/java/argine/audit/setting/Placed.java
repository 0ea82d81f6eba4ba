// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.mail.Network;
import argine.server.Configuration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A value that a setting of Dovecot's has: for all, or in blocks that are for some connections
 * alone, {@code protocol}, {@code local}, {@code local_name} or {@code remote}.
 *
 * @param blocks those around it, outermost first, each with its label: {@code protocol imap}
 */
record Placed(List<String> blocks, String name, String value) {
    private static final Set<String> FILTERS = Set.of("protocol", "local", "local_name", "remote");

    /** Its values where it is set; of several for the same connections the last. */
    static Collection<Placed> all(Configuration all, String name) {
        Map<String, Placed> found = new LinkedHashMap<>();
        Map<String, String> labels = new HashMap<>();
        for (Map.Entry<String, String> entry : all.dovecot()) {
            String path = entry.getKey();
            int slash = path.lastIndexOf('/');
            String around = slash < 0 ? "" : path.substring(0, slash);
            if (isFilter(path)) {
                labels.put(path, entry.getValue());
            } else if (path.substring(slash + 1).equals(name)
                    && (around.isEmpty() || isFilter(around))) {
                Placed placed = new Placed(titled(around, labels), name, entry.getValue());
                found.put(placed.path(), placed);
            }
        }
        return found.values();
    }

    private static boolean isFilter(String blocks) {
        return Stream.of(blocks.split("/", -1)).allMatch(FILTERS::contains);
    }

    /** The label of a block within another is kept by the whole path. */
    private static List<String> titled(String around, Map<String, String> labels) {
        List<String> titled = new ArrayList<>();
        String path = "";
        for (String block : around.isEmpty() ? new String[0] : around.split("/", -1)) {
            path = path.isEmpty() ? block : path + "/" + block;
            titled.add((block + " " + labels.getOrDefault(path, "")).strip());
        }
        return List.copyOf(titled);
    }

    /** The setting as an administrator finds it: {@code protocol imap/disable_plaintext_auth}. */
    String path() {
        return blocks.isEmpty() ? name : String.join("/", blocks) + "/" + name;
    }

    /** Whether it is for connections from one other host alone. */
    boolean isForOneHost() {
        return blocks.stream()
                .filter(block -> block.startsWith("remote "))
                .flatMap(
                        block ->
                                Network.parse(block.substring("remote ".length()).strip()).stream())
                .anyMatch(network -> network.bits() == (network.base().isV4() ? 32 : 128));
    }

    /** Whether it is for connections of this host with itself alone. */
    boolean isWithinHost() {
        return blocks.stream()
                .map(block -> block.split(" ", 2))
                .filter(words -> words.length == 2 && !words[0].equals("protocol"))
                .flatMap(words -> Network.parse(words[1].strip()).stream())
                .anyMatch(Placed::isLoopback);
    }

    private static boolean isLoopback(Network network) {
        boolean v4 = network.base().isV4();
        return network.base().isLoopback() && network.bits() >= (v4 ? 8 : 128);
    }
}
