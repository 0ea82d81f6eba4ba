// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.mail.login.LoginDoor;
import argine.mail.login.LoginDoor.Speech;
import argine.server.access.Door;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The listeners of Postfix that take logins, by its own {@code postconf}. One that listens
 * everywhere is called on loopback.
 *
 * @param main what it says of main.cf
 * @param own what it says of the settings that services have for themselves
 */
record PostfixDoors(String main, String own, Map<String, Integer> known) {
    private static final String PROXY = "smtpd_upstream_proxy_protocol";
    private static final String SCREEN_PROXY = "postscreen_upstream_proxy_protocol";

    List<Door> of(String services) {
        List<Door> doors = new ArrayList<>();
        for (Submission.Taking one : Submission.taking(services, main, own)) {
            Optional<Integer> port = Submission.port(one.listener(), known);
            boolean dovecot = one.setting(Submission.TYPE, main, own).equals("dovecot");
            for (String host : hosts(one.listener())) {
                port.ifPresent(number -> doors.add(door(one, host, number, dovecot)));
            }
        }
        return doors.stream().distinct().toList();
    }

    /** Of what listens, which is there by TCP. */
    private String setting(String service, String name) {
        return Submission.setting(service + "/inet", name, main, own);
    }

    private Door door(Submission.Taking one, String host, int port, boolean dovecot) {
        return new Door(
                dovecot ? "smtp" : "port " + port,
                "smtp",
                new LoginDoor(
                        Speech.SMTP,
                        InetSocketAddress.createUnresolved(host, port),
                        one.setting("smtpd_tls_wrappermode", main, own).equals("yes")),
                isBehindProxy(one) ? "it expects a proxy in front" : "");
    }

    private boolean isBehindProxy(Submission.Taking one) {
        return !(one.isScreened()
                        ? setting(one.listener(), SCREEN_PROXY)
                        : one.setting(PROXY, main, own))
                .isEmpty();
    }

    private Set<String> hosts(String service) {
        int colon = service.lastIndexOf(':');
        if (colon > 0) {
            return Set.of(bare(service.substring(0, colon)));
        }
        Set<String> hosts = new LinkedHashSet<>();
        String interfaces = setting(service, "inet_interfaces");
        for (String name : interfaces.split("[\\s,]+", -1)) {
            if (name.equals("all") || name.equals("loopback-only") || name.isEmpty()) {
                return Set.of(loopback(service));
            }
            hosts.add(bare(name));
        }
        return hosts;
    }

    private String loopback(String service) {
        List<String> protocols =
                Arrays.asList(setting(service, "inet_protocols").split("[\\s,]+", -1));
        return protocols.contains("ipv6") && !protocols.contains("ipv4") ? "::1" : "127.0.0.1";
    }

    private static String bare(String address) {
        return address.startsWith("[") && address.endsWith("]")
                ? address.substring(1, address.length() - 1)
                : address;
    }
}
