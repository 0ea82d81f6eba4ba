// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import argine.mail.Network;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Bars as people and other programs read them.
 *
 * <p>What goes to other programs is nothing but networks that were read and written anew, numbers
 * and letters of the guard; and only what is in force.
 */
final class BarLines {
    static final String STRANGERS = "strangers at ";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A network that is barred for some seconds more. */
    record Net(Network network, long seconds, String ground) {}

    private BarLines() {}

    /** One bar in one line. */
    static String line(JsonNode bar) {
        return whom(bar)
                + "  "
                + GuardStatus.text(bar, "ground")
                + " until "
                + GuardStatus.text(bar, "until")
                + " by "
                + GuardStatus.text(bar, "by")
                + ": "
                + GuardStatus.text(bar, "why")
                + (bar.path("times").asInt(1) > 1
                        ? " (" + GuardStatus.text(bar, "times") + " times)"
                        : "")
                + (bar.path("inForce").asBoolean(true) ? "" : " (only watched)");
    }

    /** A network, or a login from which strangers are kept. */
    static String whom(JsonNode bar) {
        String network = GuardStatus.text(bar, "network");
        return network.isEmpty()
                ? "\"" + STRANGERS + GuardStatus.text(bar, "login") + "\""
                : network;
    }

    /**
     * The networks that are to be kept out whole, the wide ones first. Where somebody logs in the
     * guard lets them go on; a firewall could not, so it is not told.
     */
    static List<Net> nets(JsonNode bars, Instant now) {
        List<Net> all = new ArrayList<>();
        for (JsonNode bar : bars.path("barred")) {
            long seconds = secondsLeft(bar.path("until").asString(""), now);
            boolean whole =
                    bar.path("inForce").asBoolean(false) && !bar.path("home").asBoolean(false);
            if (seconds > 0 && whole) {
                Network.parse(bar.path("network").asString(""))
                        .ifPresent(net -> all.add(new Net(net, seconds, ground(bar))));
            }
        }
        all.sort(
                Comparator.comparingInt((Net net) -> net.network().bits())
                        .thenComparing(net -> net.network().base()));
        return all;
    }

    private static String ground(JsonNode bar) {
        String letter = bar.path("ground").asString("");
        return letter.matches("[A-Z]") ? letter : "U";
    }

    private static long secondsLeft(String until, Instant now) {
        try {
            return Duration.between(now, Instant.parse(until)).toSeconds();
        } catch (DateTimeException _) {
            return 0;
        }
    }

    static String list(List<Net> nets) {
        return nets.stream().map(net -> net.network() + "\n").collect(Collectors.joining());
    }

    /** The time in whole seconds: behind a fraction of more than six digits no zone is read. */
    static String fail2ban(List<Net> nets, Instant now) {
        String at = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return nets.stream()
                .map(
                        net ->
                                at
                                        + " argine-guard: barred "
                                        + net.network()
                                        + " ground="
                                        + net.ground()
                                        + " seconds="
                                        + net.seconds()
                                        + "\n")
                .collect(Collectors.joining());
    }

    static String crowdsec(List<Net> nets) {
        ArrayNode all = JSON.createArrayNode();
        for (Net net : nets) {
            int whole = net.network().base().isV4() ? 32 : 128;
            boolean one = net.network().bits() == whole;
            all.addObject()
                    .put("duration", net.seconds() + "s")
                    .put("reason", "argine/" + net.ground())
                    .put("scope", one ? "ip" : "range")
                    .put("type", "ban")
                    .put("value", one ? net.network().base().toString() : net.network().toString());
        }
        return all + "\n";
    }
}
