// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Too many hosts may send without a login: one infected printer is enough. */
final class WideNetworks implements LaxSetting {
    private static final int WIDEST_V4 = 24;
    private static final int WIDEST_V6 = 48;

    @Override
    public Optional<Finding> look(Configuration all) {
        String networks = all.postfix("mynetworks", "");
        List<String> wide =
                Stream.of(networks.split("[,\\s]+", -1)).filter(WideNetworks::isWide).toList();
        if (wide.isEmpty()) {
            return networks.isEmpty()
                    ? style(all.postfix("mynetworks_style", ""))
                    : Optional.empty();
        }
        boolean everybody = wide.stream().anyMatch(network -> network.endsWith("/0"));
        return Optional.of(
                Finding.postfix(
                        everybody ? Severity.HIGH : Severity.MEDIUM,
                        "mynetworks",
                        String.join(" ", wide),
                        everybody
                                ? "the whole world may send without a login"
                                : "every host in there may send without a login, infected or not",
                        "127.0.0.0/8 [::1]/128"));
    }

    /** Without mynetworks Postfix takes what surrounds the host, by its style. */
    private static Optional<Finding> style(String style) {
        return style.equals("class") || style.equals("subnet")
                ? Optional.of(
                        Finding.postfix(
                                style.equals("class") ? Severity.MEDIUM : Severity.LOW,
                                "mynetworks_style",
                                style,
                                "every neighbour in the host's network may send without a login,"
                                        + " infected or not",
                                "host"))
                : Optional.empty();
    }

    static boolean isWide(String network) {
        int slash = network.lastIndexOf('/');
        if (slash <= 0
                || network.startsWith("127.")
                || network.startsWith("[::ffff:127.")
                || !network.substring(slash + 1).matches("[0-9]{1,3}")) {
            return false;
        }
        int bits = Integer.parseInt(network.substring(slash + 1));
        return bits < (network.indexOf(':') >= 0 ? WIDEST_V6 : WIDEST_V4);
    }
}
