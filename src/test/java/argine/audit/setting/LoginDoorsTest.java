// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Configuration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which services take a stolen password, and what stops whoever has it. */
class LoginDoorsTest {
    private static final String SENDER = "smtpd_sender_restrictions";
    private static final String LIMIT = "smtpd_client_recipient_rate_limit";
    private static final String COMPARED =
            "check_sender_access inline:{<>=REJECT}, reject_sender_login_mismatch";
    private static final Map<String, String> MAIN =
            Map.of("smtpd_sender_login_maps", "hash:/etc/postfix/logins");

    private static Configuration door(String name, String... settings) {
        Map<String, String> own = new HashMap<>(Map.of("smtpd_sasl_auth_enable", "yes"));
        for (int i = 0; i < settings.length; i += 2) {
            own.put(settings[i], settings[i + 1]);
        }
        return Configuration.of(MAIN, Map.of(name, own), List.of(), Map.of(), List.of(), List.of());
    }

    private static List<String> found(LaxSetting setting, Configuration all) {
        return setting.look(all).map(each -> each.severity() + " " + each.setting()).toList();
    }

    private static List<String> sender(String... settings) {
        return found(new SenderIsNotTheLogin(), door("2525/inet", settings));
    }

    private static List<String> nobody(String... settings) {
        return found(new NullSenderUnderLogin(), door("2525/inet", settings));
    }

    private static List<String> limit(String... settings) {
        return found(new NoSendingLimit(), door("2525/inet", settings));
    }

    @Test
    void everyServiceThatTakesLoginsIsJudgedByItselfWithItsOwnCommand() {
        Map<String, Map<String, String>> services = new HashMap<>();
        for (String name : List.of("submission/inet", "127.0.0.1:2587/inet", "users/inet")) {
            services.put(name, Map.of("smtpd_sasl_auth_enable", "Yes", LIMIT, "0"));
        }
        services.put("2526/inet", Map.of("smtpd_sasl_auth_enable", "no"));
        services.put("465/inet", Map.of("smtpd_sasl_auth_enable", "yes", LIMIT, "50"));
        Configuration all =
                Configuration.of(MAIN, services, List.of(), Map.of(), List.of(), List.of());
        assertEquals(
                List.of(
                        "postconf -P '127.0.0.1:2587/inet/" + LIMIT + "=100' && postfix reload",
                        "postconf -P 'submission/inet/" + LIMIT + "=100' && postfix reload",
                        "postconf -P 'users/inet/" + LIMIT + "=100' && postfix reload"),
                new NoSendingLimit().look(all).map(Finding::command).sorted().toList());
    }

    @Test
    void aServiceThatTurnsAwayWhoeverLogsInIsNoDoor() {
        assertEquals(
                List.of(),
                limit("smtpd_client_restrictions", "permit_mynetworks, reject", LIMIT, "0"));
        assertEquals(
                List.of("HIGH 2525/inet/" + LIMIT),
                limit("smtpd_client_restrictions", "permit_sasl_authenticated, reject"));
        assertEquals(
                List.of(),
                limit("smtpd_recipient_restrictions", "reject_unauth_destination"),
                "nothing goes out through it");
    }

    @Test
    void aComparisonThatNobodyComesToIsNone() {
        assertEquals(List.of(), sender(SENDER, COMPARED));
        for (String fooled :
                List.of(
                        "permit_sasl_authenticated, " + COMPARED,
                        "permit " + COMPARED,
                        "Permit_SASL_Authenticated,reject_sender_login_mismatch",
                        "warn_if_reject reject_sender_login_mismatch",
                        "check_sender_access hash:/etc/reject_sender_login_mismatch",
                        "reject_unauthenticated_sender_login_mismatch",
                        "check_client_access static:OK, " + COMPARED)) {
            assertEquals(List.of("HIGH 2525/inet/" + SENDER), sender(SENDER, fooled), fooled);
        }
        assertEquals(
                List.of("HIGH 2525/inet/smtpd_sender_login_maps"),
                sender(SENDER, COMPARED, "smtpd_sender_login_maps", ""));
    }

    @Test
    void aComparisonMayStandInAnyListThatKnowsTheLogin() {
        String compare = "reject_authenticated_sender_login_mismatch";
        for (String stage : List.of("client", "helo", "relay", "recipient", "data")) {
            assertEquals(List.of(), sender("smtpd_" + stage + "_restrictions", compare), stage);
        }
        assertEquals(
                List.of("HIGH 2525/inet/" + SENDER),
                sender("smtpd_client_restrictions", compare, "smtpd_delay_reject", "no"));
        assertEquals(
                List.of(),
                sender("smtpd_restriction_classes", "own", "own", compare, SENDER, "own, permit"));
    }

    @Test
    void whatSparesSomeIsOfLessWeight() {
        assertEquals(
                List.of("MEDIUM 2525/inet/" + SENDER),
                sender(SENDER, "reject_known_sender_login_mismatch"));
        String spares = "permit_mynetworks, reject_sender_login_mismatch";
        assertEquals(List.of("MEDIUM 2525/inet/" + SENDER), sender(SENDER, spares));
        assertEquals(
                List.of("LOW 2525/inet/" + SENDER),
                sender(SENDER, spares, "mynetworks", "127.0.0.0/8 [::1]/128"));
        assertEquals(
                List.of("MEDIUM 2525/inet/" + SENDER),
                sender(SENDER, "check_policy_service inet:127.0.0.1:4444"),
                "may be compared there");
    }

    @Test
    void aRemedyLeavesWhatIsThereAndGoesThroughAShell() {
        String before = "check_policy_service { inet:127.0.0.1:10023, timeout=5s }, it's";
        Finding finding =
                new SenderIsNotTheLogin()
                        .look(door("[::1]:2525/inet", SENDER, before))
                        .findFirst()
                        .orElseThrow();
        assertEquals(
                "postconf -e '_1_2525_inet_smtpd_sender_restrictions="
                        + COMPARED
                        + ", check_policy_service { inet:127.0.0.1:10023, timeout=5s }, it'\\''s'"
                        + " && postconf -P '[::1]:2525/inet/smtpd_sender_restrictions="
                        + "$_1_2525_inet_smtpd_sender_restrictions' && postfix reload",
                finding.command());
    }

    @Test
    void whatHurtsMailFromOutsideIsNotProposedWhereItComesIn() {
        for (String name : List.of("smtp/inet", "192.0.2.1:25/inet", "smtpd/pass")) {
            Configuration all = door(name, SENDER, "reject_sender_login_mismatch");
            for (LaxSetting setting : List.of(new NullSenderUnderLogin(), new NoSendingLimit())) {
                String command = setting.look(all).findFirst().orElseThrow().command();
                assertEquals("# mail from outside", command.substring(0, 19), command);
            }
            assertEquals(
                    "reject_authenticated_sender_login_mismatch",
                    new SenderIsNotTheLogin().look(door(name)).findFirst().orElseThrow().safe());
        }
    }

    @Test
    void onlyATableThatNamesTheNullSenderStopsIt() {
        String compare = ", reject_sender_login_mismatch";
        for (String names :
                List.of(
                        "inline:{<>=REJECT}",
                        "inline:{ {a@example.org = OK}, {<> = 554 5.7.1 no} }",
                        "static:REJECT")) {
            assertEquals(List.of(), nobody(SENDER, "check_sender_access " + names + compare));
        }
        for (String other :
                List.of(
                        "check_sender_access inline:{a=REJECT}",
                        "check_sender_access inline:{<>=OK}",
                        "check_sender_access inline:{<>=DUNNO}",
                        "check_recipient_access inline:{<>=REJECT}",
                        "warn_if_reject check_sender_access inline:{<>=REJECT}")) {
            List<String> found = nobody(SENDER, other + compare);
            assertEquals(List.of("MEDIUM 2525/inet/" + SENDER), found, other);
        }
        assertEquals(
                List.of("LOW 2525/inet/" + SENDER),
                nobody(SENDER, "check_sender_access pcre:/etc/postfix/senders" + compare));
        assertEquals(
                List.of("MEDIUM 2525/inet/" + SENDER),
                nobody(SENDER, COMPARED, "smtpd_null_access_lookup_key", "nobody"),
                "another key stands for it");
    }

    @Test
    void whatTablesSayOfTheNullSenderCounts() {
        Configuration all =
                door(
                        "2525/inet",
                        SENDER,
                        "hash:/etc/postfix/senders, reject_sender_login_mismatch");
        String table = "hash:/etc/postfix/senders";
        LaxSetting setting = new NullSenderUnderLogin();
        assertEquals(
                List.of(),
                found(setting, all.withTables(Map.of(table, "REJECT no"), Map.of(), List.of())));
        assertEquals(
                List.of("MEDIUM 2525/inet/" + SENDER),
                found(setting, all.withTables(Map.of(table, ""), Map.of(), List.of())));
        assertEquals(List.of("LOW 2525/inet/" + SENDER), found(setting, all));
    }

    @Test
    void onlyWhatCanCountLimits() {
        String end = "smtpd_end_of_data_restrictions";
        String milters = "smtpd_milters";
        String asks = "check_policy_service ";
        assertEquals(List.of(), limit("smtpd_client_message_rate_limit", "30"));
        assertEquals(List.of(), limit(LIMIT, "5000", "anvil_rate_time_unit", "1d"));
        assertEquals(List.of("HIGH 2525/inet/" + LIMIT), limit(LIMIT, "1000000"));
        assertEquals(List.of(), limit(end, asks + "{ inet:127.0.0.1:10031, timeout=10s }"));
        assertEquals(List.of(), limit(milters, "inet:127.0.0.1:8891, inet:127.0.0.1:10032"));
        String place = "2525/inet/" + LIMIT;
        assertEquals(List.of("LOW " + place), limit(end, asks + "unix:private/some"));
        assertEquals(List.of("MEDIUM " + place), limit(milters, "inet:localhost:11332"));
        for (String other :
                List.of("unix:private/policyd-spf", "inet:127.0.0.1:10023", "unix:postgrey")) {
            assertEquals(List.of("HIGH " + place), limit(end, asks + other), other);
        }
        for (String other : List.of("inet:localhost:8891", "unix:opendkim/opendkim.sock")) {
            assertEquals(List.of("HIGH " + place), limit(milters, other), other);
        }
        assertEquals(
                List.of("HIGH " + place),
                limit(
                        "smtpd_recipient_restrictions",
                        "permit_sasl_authenticated, " + asks + "inet:127.0.0.1:10031"),
                "who logs in does not come to it");
    }

    @Test
    void whereEveryDomainIsOursNothingIsRefused() {
        Configuration all = door("26/inet", "relay_domains", "example.org, static:all");
        assertEquals(
                List.of("HIGH 26/inet/relay_domains"),
                LaxSettings.look(all).stream()
                        .filter(each -> each.setting().contains("relay"))
                        .map(each -> each.severity() + " " + each.setting())
                        .toList());
    }

    @Test
    void anOpenRelayOfOneServiceIsTold() {
        String relay = "smtpd_relay_restrictions";
        for (String open :
                List.of("permit", "", "permit, reject", "check_client_access static:ok")) {
            Configuration all = door("26/inet", relay, open);
            assertEquals(List.of("HIGH 26/inet/" + relay), found(new OpenRelay(), all), open);
        }
        assertEquals(
                List.of("LOW 127.0.0.1:26/inet/" + relay),
                found(new OpenRelay(), door("127.0.0.1:26/inet", relay, "permit")));
        assertEquals(
                List.of(),
                found(
                        new OpenRelay(),
                        door(
                                "26/inet",
                                relay,
                                "",
                                "smtpd_client_restrictions",
                                "permit_sasl_authenticated, reject")));
    }

    @Test
    void passwordsThatAreOnlyAskedForUnderTlsDoNotCrossInTheClear() {
        String without = "smtpd_sasl_security_options";
        String under = "smtpd_sasl_tls_security_options";
        LaxSetting clear = new LoginInTheClear();
        LaxSetting options = new SaslOptions();
        assertEquals(
                List.of("HIGH 2525/inet/smtpd_tls_auth_only"),
                found(clear, door("2525/inet", without, "noanonymous")));
        Configuration both =
                door("2525/inet", without, "noanonymous, noplaintext", under, "noanonymous");
        assertEquals(List.of(), found(clear, both));
        assertEquals(List.of(), found(options, both));
        assertEquals(
                List.of("MEDIUM 2525/inet/" + under),
                found(options, door("2525/inet", without, "noanonymous, noplaintext")),
                "the same under TLS");
        assertEquals(
                List.of("HIGH 2525/inet/" + under),
                found(options, door("2525/inet", under, "noplaintext")));
        assertEquals(List.of(), found(options, door("2525/inet")));
    }

    @Test
    void connectionsThatNobodyCountsAreTold() {
        String name = "smtpd_client_connection_rate_limit";
        Configuration all = door("smtp/inet", name, "0");
        Finding finding =
                LaxSettings.look(all).stream()
                        .filter(each -> each.setting().endsWith(name))
                        .findFirst()
                        .orElseThrow();
        assertEquals("# mail from outside", finding.command().substring(0, 19));
        assertEquals(
                List.of(),
                LaxSettings.look(door("2525/inet", name, "30")).stream()
                        .filter(each -> each.setting().endsWith(name))
                        .toList());
    }
}
