// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Configuration;
import argine.server.Configuration.CatchAll;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PatientServicesTest {
    private static final String EXEMPT = "smtpd_client_event_limit_exceptions";

    private static Configuration postfix(
            Map<String, String> main, Map<String, Map<String, String>> services) {
        return Configuration.of(main, services, List.of(), Map.of(), List.of(), List.of());
    }

    private static List<String> found(
            Map<String, String> main, Map<String, Map<String, String>> services, String setting) {
        return LaxSettings.look(postfix(main, services)).stream()
                .filter(finding -> finding.setting().endsWith(setting))
                .map(finding -> finding.severity() + " " + finding.setting())
                .toList();
    }

    private static List<String> exempt(String networks, String exempt) {
        return found(Map.of("mynetworks", networks, EXEMPT, exempt), Map.of(), EXEMPT);
    }

    @Test
    void clientsThatNoLimitCountsAreTold() {
        String own = "127.0.0.0/8 192.0.2.0/24";
        for (String more : List.of("0.0.0.0/0", "10.0.0.0/8", "static:all", "[2001:db8::]/32")) {
            assertEquals(List.of("MEDIUM " + EXEMPT), exempt(own, own + ", " + more), more);
        }
        for (String more : List.of("198.51.100.7", ".example.org", "hash:/etc/postfix/exempt")) {
            assertEquals(List.of("LOW " + EXEMPT), exempt(own, own + " " + more), more);
        }
    }

    @Test
    void clientsThatAreTrustedAnywayAreNotTold() {
        String own = "127.0.0.0/8 192.0.2.0/24 [2001:db8::]/48 /etc/postfix/networks";
        for (String same :
                List.of(
                        own,
                        "127.0.0.1 [::1] [::1]/128 [::ffff:127.0.0.0]/104 localhost",
                        "192.0.2.128/25, 192.0.2.1, [2001:db8::5]",
                        "192.0.2.0/24 !192.0.2.66",
                        "")) {
            assertEquals(List.of(), exempt(own, same), same);
        }
        assertEquals(List.of(), found(Map.of("mynetworks", own), Map.of(), EXEMPT), "the default");
    }

    @Test
    void whatOneServiceIsToldOtherwiseCounts() {
        Map<String, Map<String, String>> services =
                Map.of("submission/inet", Map.of(EXEMPT, "0.0.0.0/0"));
        assertEquals(
                List.of("MEDIUM submission/inet/" + EXEMPT),
                found(Map.of("mynetworks", "127.0.0.0/8"), services, EXEMPT));
    }

    @Test
    void aServiceThatNeverSlowsARobotDownIsTold() {
        Map<String, List<List<String>>> laxAndSafe =
                Map.of(
                        "smtpd_soft_error_limit",
                                List.of(List.of("11", "1000"), List.of("10", "1")),
                        "smtpd_hard_error_limit",
                                List.of(List.of("21", "1000"), List.of("20", "1")),
                        "smtpd_error_sleep_time",
                                List.of(List.of("0", "0s", "0m"), List.of("1s", "5s", "10")));
        laxAndSafe.forEach(
                (name, values) -> {
                    for (String lax : values.get(0)) {
                        assertEquals(
                                List.of("LOW " + name), found(Map.of(name, lax), Map.of(), name));
                        assertEquals(
                                List.of("LOW smtps/inet/" + name),
                                found(
                                        Map.of("x", "y"),
                                        Map.of("smtps/inet", Map.of(name, lax)),
                                        name));
                    }
                    for (String safe : values.get(1)) {
                        assertEquals(
                                List.of(), found(Map.of(name, safe), Map.of(), name), name + safe);
                    }
                });
    }

    @Test
    void aLimitThatOnlyTheServiceForLoginsHasIsEnough() {
        Map<String, Map<String, String>> services =
                Map.of(
                        "submission/inet",
                        Map.of(
                                "smtpd_sasl_auth_enable", "yes",
                                "smtpd_client_auth_rate_limit", "10"));
        assertEquals(List.of(), found(Map.of("x", "y"), services, "smtpd_client_auth_rate_limit"));
    }

    @Test
    void networksByStyleAreToldWhereNoneAreNamed() {
        assertEquals(
                List.of("LOW mynetworks_style"),
                found(Map.of("mynetworks_style", "subnet"), Map.of(), "mynetworks_style"));
        assertEquals(
                List.of(),
                found(
                        Map.of("mynetworks_style", "class", "mynetworks", "127.0.0.0/8"),
                        Map.of(),
                        "mynetworks_style"));
    }

    @Test
    void catchAllsAreToldWithWhatToWriteAndHowToMakeTheTables() {
        CatchAll alias =
                new CatchAll(
                        "virtual_alias_maps", "hash:/etc/virtual", "@a.example", "b@c.example");
        CatchAll mailbox =
                new CatchAll("virtual_mailbox_maps", "texthash:/etc/boxes", "@d.example", "all/");
        Configuration all =
                Configuration.of(
                        Map.of("x", "y"),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        List.of(alias, mailbox),
                        List.of());
        Finding finding = new CatchAllNames().look(all).findFirst().orElseThrow();
        assertEquals("virtual_alias_maps, virtual_mailbox_maps", finding.setting());
        assertEquals(
                "hash:/etc/virtual: @a.example b@c.example; texthash:/etc/boxes: @d.example all/",
                finding.value());
        assertEquals(
                "# write the names that exist instead of @a.example b@c.example in /etc/virtual;"
                        + " @d.example all/ in /etc/boxes, then: postmap hash:/etc/virtual"
                        + " && postfix reload",
                finding.command());
        assertEquals(0, new CatchAllNames().look(postfix(Map.of(), Map.of())).count());
    }
}
