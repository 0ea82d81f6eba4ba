// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BarLinesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final JsonNode BARS =
            JsonMapper.builder()
                    .build()
                    .readTree(
                            """
                            {"barred": [
                             {"network": "203.0.113.9/32", "ground": "L", "until": "2026-11-26T12:10:00Z",
                              "inForce": true, "why": "x", "by": "guard", "times": 1, "code": "a7f3"},
                             {"network": "2001:db8:1:2::/64", "ground": "P", "until": "2026-11-26T13:00:00Z",
                              "inForce": true},
                             {"network": "2001:db8:1::/48", "ground": "P", "until": "2026-11-26T14:00:00Z",
                              "inForce": true},
                             {"network": "198.51.100.0/24", "ground": "U", "until": "2026-11-26T14:00:00Z",
                              "inForce": true},
                             {"network": "192.0.2.1/32", "ground": "I", "until": "2026-11-26T14:00:00Z",
                              "inForce": false},
                             {"network": "192.0.2.3/32", "ground": "L", "until": "2026-11-26T14:00:00Z",
                              "inForce": true, "home": true},
                             {"network": "192.0.2.2/32", "ground": "I", "until": "2026-11-26T11:00:00Z",
                              "inForce": true},
                             {"network": "x\\n; reboot", "ground": "$(x)", "until": "2026-11-26T14:00:00Z",
                              "inForce": true},
                             {"login": "rossi@corp.test", "ground": "L", "until": "2026-11-26T14:00:00Z",
                              "inForce": true}]}""");
    private static final List<BarLines.Net> NETS = BarLines.nets(BARS, NOW);

    @Test
    void aListIsANetworkALine() {
        assertEquals(
                "198.51.100.0/24\n203.0.113.9/32\n2001:db8:1::/48\n2001:db8:1:2::/64\n",
                BarLines.list(NETS));
    }

    @Test
    void fail2banReadsALineForEachWithATimeOfWholeSeconds() {
        assertEquals(
                "2026-11-26T12:00:00Z argine-guard: barred 203.0.113.9/32 ground=L seconds=600",
                BarLines.fail2ban(NETS, NOW.plusNanos(123_456_789))
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElse(""));
    }

    @Test
    void crowdSecTakesAddressesAndRanges() {
        assertEquals(
                "[{\"duration\":\"7200s\",\"reason\":\"argine/U\",\"scope\":\"range\",\"type\":\"ban\","
                        + "\"value\":\"198.51.100.0/24\"},"
                        + "{\"duration\":\"600s\",\"reason\":\"argine/L\",\"scope\":\"ip\","
                        + "\"type\":\"ban\",\"value\":\"203.0.113.9\"}]\n",
                BarLines.crowdsec(NETS.subList(0, 2)));
    }

    @Test
    void peopleReadWhyAndUntilWhen() {
        assertEquals(
                "203.0.113.9/32  L until 2026-11-26T12:10:00Z by guard: x",
                BarLines.line(BARS.path("barred").path(0)));
    }
}
