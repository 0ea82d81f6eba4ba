// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.mail.ClientAddress;
import argine.server.Configuration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A service of Dovecot's that is for its administrator, or for Dovecot itself, can be reached from
 * other hosts.
 *
 * <p>A firewall may stand before it; settings do not tell.
 */
final class OpenAdministration implements LaxSetting {
    private static final String INNER = "what trusts every caller answers other hosts";
    private static final String FIGURES = "other hosts are told how many log in, and how many fail";
    private static final Map<String, String> WHY =
            Map.ofEntries(
                    Map.entry(
                            "doveadm",
                            "one key opens, changes and deletes every mailbox, and other hosts may"
                                    + " try it"),
                    Map.entry(
                            "auth",
                            "passwords can be guessed and names asked past the services where"
                                    + " users log in"),
                    Map.entry("anvil", INNER),
                    Map.entry("config", INNER),
                    Map.entry("dict", INNER),
                    Map.entry("dict-async", INNER),
                    Map.entry("director", INNER),
                    Map.entry("indexer", INNER),
                    Map.entry("ipc", INNER),
                    Map.entry("replicator", INNER),
                    Map.entry("old-stats", FIGURES),
                    Map.entry("stats", FIGURES));
    private static final List<String> KEYS = List.of("doveadm", "auth");

    @Override
    public Stream<Finding> look(Configuration all) {
        List<Listener> open =
                Listener.all(all).stream()
                        .filter(door -> isOpen(door, all))
                        .sorted(Comparator.comparing(OpenAdministration::severity))
                        .toList();
        if (open.isEmpty()) {
            return Stream.empty();
        }
        Listener worst = open.getFirst();
        return Stream.of(
                new Finding(
                        severity(worst),
                        "dovecot",
                        worst.title() + "/address",
                        open.stream()
                                .map(door -> shown(door, all))
                                .collect(Collectors.joining("; ")),
                        WHY.getOrDefault(worst.service(), INNER),
                        "127.0.0.1",
                        Listener.command(open, "address", "127.0.0.1")));
    }

    private static Severity severity(Listener door) {
        boolean figures = door.service().endsWith("stats");
        return KEYS.contains(door.service())
                ? Severity.HIGH
                : figures ? Severity.LOW : Severity.MEDIUM;
    }

    /** Dovecot opens none without a port, and none for TLS where TLS is off. */
    static boolean isOpen(Listener door, Configuration all) {
        return isListening(door, all)
                && Stream.of(addresses(door, all).split("[,\\s]+", -1))
                        .anyMatch(address -> !isLoopback(address));
    }

    private static boolean isListening(Listener door, Configuration all) {
        boolean withoutTls =
                door.setting("ssl", "no").equals("yes") && all.dovecot("ssl", "").equals("no");
        return WHY.containsKey(door.service())
                && door.kind().equals("inet_listener")
                && !door.setting("port", "0").matches("0*")
                && !withoutTls;
    }

    /** The doors by which mailboxes are administered over TCP, of this host alone or not. */
    static Stream<Listener> doveadm(Configuration all) {
        return Listener.all(all).stream()
                .filter(door -> door.service().equals("doveadm") && isListening(door, all));
    }

    private static String addresses(Listener door, Configuration all) {
        String own = door.setting("address", door.setting("listen", ""));
        return own.isEmpty() ? all.dovecot("listen", "*, ::") : own;
    }

    private static boolean isLoopback(String address) {
        String plain = address.replace("[", "").replace("]", "");
        return plain.isEmpty()
                || plain.equals("localhost")
                || ClientAddress.parse(plain).filter(ClientAddress::isLoopback).isPresent();
    }

    private static String shown(Listener door, Configuration all) {
        return (door.service() + " " + door.name()).strip()
                + " at "
                + addresses(door, all)
                + " port "
                + door.setting("port", "");
    }
}
