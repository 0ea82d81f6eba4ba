// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.server.Configuration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A door of one of Dovecot's services: a block {@code inet_listener} or {@code unix_listener}.
 *
 * <p>Blocks of one name are one door; a block without a name is a door of its own.
 */
record Listener(String service, String kind, String name, Map<String, String> settings) {
    private static final List<String> KINDS = List.of("inet_listener", "unix_listener");

    static Collection<Listener> all(Configuration configuration) {
        Map<List<String>, Listener> found = new LinkedHashMap<>();
        Map<String, String> settings = new HashMap<>();
        String service = "";
        for (Map.Entry<String, String> entry : configuration.dovecot()) {
            String[] path = entry.getKey().split("/", 3);
            String value = entry.getValue();
            if (path[0].equals("service") && path.length == 1) {
                service = value;
            } else if (path[0].equals("service") && KINDS.contains(path[1])) {
                if (path.length == 2) {
                    Listener begun = new Listener(service, path[1], value, new HashMap<>());
                    String key = value.isEmpty() ? "/" + found.size() : value;
                    settings =
                            found.computeIfAbsent(List.of(service, path[1], key), _ -> begun)
                                    .settings;
                } else {
                    settings.put(path[2], value);
                }
            }
        }
        return found.values();
    }

    String setting(String key, String otherwise) {
        return settings.getOrDefault(key, otherwise);
    }

    /** What an administrator calls it. */
    String title() {
        return ("service " + service + "/" + kind + " " + name).strip();
    }

    /** How to set the same of some of them: a command, or words where one has no name. */
    static String command(Collection<Listener> doors, String key, String value) {
        if (doors.stream().allMatch(Listener::isNameable)) {
            return doors.stream()
                            .map(door -> door.printed(key, value) + " && ")
                            .collect(Collectors.joining())
                    + "doveadm reload";
        }
        return "# write "
                + key
                + " = "
                + value
                + " into "
                + doors.stream().map(Listener::title).collect(Collectors.joining(", "))
                + " in dovecot.conf, then: doveadm reload";
    }

    private boolean isNameable() {
        return (service + name).matches("[A-Za-z0-9_.-]+") && !name.isEmpty();
    }

    private String printed(String key, String value) {
        return "printf 'service %s {\\n  %s %s {\\n    %s = %s\\n  }\\n}\\n' >> /etc/dovecot/local.conf"
                .formatted(service, kind, name, key, value);
    }
}
