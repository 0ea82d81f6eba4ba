// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import argine.mail.login.LoginDoor;
import argine.mail.login.LoginDoor.Speech;
import argine.server.access.Door;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The listeners of Dovecot's login services, by what {@code doveconf} says of {@code listen},
 * {@code ssl} and {@code service}. One that listens everywhere is called on loopback.
 */
final class DovecotDoors {
    private static final Map<String, Speech> SPEECHES =
            Map.of(
                    "imap", Speech.IMAP,
                    "pop3", Speech.POP3,
                    "sieve", Speech.SIEVE,
                    "submission", Speech.SMTP);
    private static final String LOGIN = "-login";
    private static final String LISTENER = "service/inet_listener";

    private final Set<String> services;
    private final List<Door> doors = new ArrayList<>();
    private String listen = "*";
    private boolean tls = true;
    private String service = "";
    private Listener listener = new Listener("");

    /** One listener while it is read. */
    private static final class Listener {
        final String name;
        String address = "";
        int port;
        boolean tlsFirst;
        boolean proxied;

        Listener(String name) {
            this.name = name;
        }
    }

    private DovecotDoors(Set<String> services) {
        this.services = services;
    }

    /** The doors of the services that are on. */
    static List<Door> of(String settings, Set<String> services) {
        DovecotDoors found = new DovecotDoors(services);
        List<Map.Entry<String, String>> all = DoveconfText.parse(settings);
        all.forEach(one -> found.general(one.getKey(), one.getValue()));
        all.forEach(one -> found.take(one.getKey(), one.getValue()));
        found.end();
        return found.doors.stream().distinct().toList();
    }

    private void general(String name, String value) {
        if (name.equals("listen")) {
            listen = value;
        } else if (name.equals("ssl")) {
            tls = !value.equals("no");
        }
    }

    private void take(String name, String value) {
        switch (name) {
            case "service" -> {
                end();
                service = serviceOf(value);
            }
            case LISTENER -> {
                end();
                listener = new Listener(value);
            }
            case LISTENER + "/address" -> listener.address = value;
            case LISTENER + "/port" -> listener.port = port(value);
            case LISTENER + "/ssl" -> listener.tlsFirst = value.equals("yes");
            case LISTENER + "/haproxy" -> listener.proxied = value.equals("yes");
            default -> {} // no door
        }
    }

    /** {@code managesieve-login} serves what logins call {@code sieve}. */
    private static String serviceOf(String program) {
        String name =
                program.endsWith(LOGIN)
                        ? program.substring(0, program.length() - LOGIN.length())
                        : "";
        return name.equals("managesieve") ? "sieve" : name;
    }

    private static int port(String value) {
        return value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
    }

    private void end() {
        boolean open = listener.port > 0 && listener.port < 65_536 && (tls || !listener.tlsFirst);
        if (open && services.contains(service) && SPEECHES.containsKey(service)) {
            for (String host : hosts(listener.address.isEmpty() ? listen : listener.address)) {
                doors.add(
                        new Door(
                                service,
                                listener.name,
                                new LoginDoor(
                                        SPEECHES.get(service),
                                        InetSocketAddress.createUnresolved(host, listener.port),
                                        listener.tlsFirst),
                                listener.proxied ? "it expects a proxy in front" : ""));
            }
        }
        listener = new Listener("");
    }

    /** Whoever listens everywhere by both protocols is called once. */
    private static Set<String> hosts(String addresses) {
        List<String> all =
                Arrays.stream(addresses.split("[\\s,]+", -1))
                        .filter(one -> !one.isEmpty())
                        .toList();
        if (all.contains("*") || all.contains("0.0.0.0")) {
            return Set.of("127.0.0.1");
        }
        Set<String> hosts = new LinkedHashSet<>();
        all.forEach(one -> hosts.add(one.equals("::") || one.equals("[::]") ? "::1" : bare(one)));
        return hosts;
    }

    private static String bare(String address) {
        return address.startsWith("[") && address.endsWith("]")
                ? address.substring(1, address.length() - 1)
                : address;
    }
}
