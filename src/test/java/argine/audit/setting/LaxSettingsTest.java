// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import argine.server.ConfigurationFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaxSettingsTest {
    private static final String SAFE_MAIN =
            """
            smtpd_tls_auth_only = yes
            smtpd_sender_login_maps = hash:/etc/postfix/sender_login
            smtpd_client_auth_rate_limit = 10
            smtpd_client_connection_rate_limit = 30
            authorized_submit_users = root
            smtpd_forbid_unauth_pipelining = yes
            smtpd_forbid_bare_newline = yes
            smtpd_recipient_limit = 100
            disable_vrfy_command = yes
            smtpd_helo_required = yes
            smtpd_reject_unlisted_sender = yes
            smtpd_tls_protocols = >=TLSv1.2
            enable_long_queue_ids = yes
            bounce_queue_lifetime = 1d
            strict_rfc821_envelopes = yes
            mynetworks = 127.0.0.0/8 [::1]/128
            """;
    private static final String SAFE_MASTER =
            """
            smtp       inet n - y - - smtpd
            submission inet n - y - - smtpd
              -o smtpd_sasl_auth_enable=yes
              -o { smtpd_sender_restrictions = check_sender_access inline:{<>=REJECT}, reject_sender_login_mismatch }
              -o smtpd_client_recipient_rate_limit=100
            """;

    @TempDir Path folder;

    private List<Finding> postfix(String main, String master) throws IOException {
        Files.writeString(folder.resolve("main.cf"), main);
        Files.writeString(folder.resolve("master.cf"), master);
        return LaxSettings.look(
                ConfigurationFinder.find(Optional.of(folder), Optional.empty(), Optional.empty()));
    }

    private List<String> settings(List<Finding> findings) {
        return findings.stream().map(f -> f.severity() + " " + f.setting()).toList();
    }

    private List<String> dovecot(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("dovecot.conf"), text);
        return settings(
                LaxSettings.look(
                        ConfigurationFinder.find(
                                Optional.empty(), Optional.of(file), Optional.empty())));
    }

    @Test
    void aSafePostfixHasNothing() throws IOException {
        assertEquals(List.of(), postfix(SAFE_MAIN, SAFE_MASTER));
    }

    @Test
    void aSenderThatIsNotTheLoginIsTold() throws IOException {
        String master =
                SAFE_MASTER.replaceAll(
                        "(?m)^  -o \\{.*\\}$", "  -o smtpd_tls_security_level=encrypt");
        assertEquals(
                List.of("HIGH submission/inet/smtpd_sender_restrictions"),
                settings(postfix(SAFE_MAIN, master)));
    }

    @Test
    void theNullSenderThatPostfixPassesOverIsTold() throws IOException {
        List<Finding> findings =
                postfix(
                        SAFE_MAIN,
                        SAFE_MASTER.replace("check_sender_access inline:{<>=REJECT}, ", ""));
        assertEquals(
                List.of("MEDIUM submission/inet/smtpd_sender_restrictions"), settings(findings));
        assertEquals(
                "postconf -P 'submission/inet/smtpd_sender_restrictions="
                        + "check_sender_access,inline:{<>=REJECT},reject_sender_login_mismatch'"
                        + " && postfix reload",
                findings.getFirst().command());
    }

    @Test
    void noLimitAtAllIsTold() throws IOException {
        assertEquals(
                List.of("HIGH submission/inet/smtpd_client_recipient_rate_limit"),
                settings(
                        postfix(
                                SAFE_MAIN,
                                SAFE_MASTER.replace("_rate_limit=100", "_rate_limit=0"))));
    }

    @Test
    void loginsInTheClearAreTold() throws IOException {
        assertEquals(
                List.of("HIGH submission/inet/smtpd_tls_auth_only"),
                settings(
                        postfix(
                                SAFE_MAIN.replace("auth_only = yes", "auth_only = no"),
                                SAFE_MASTER)));
    }

    @Test
    void anOpenRelayIsTold() throws IOException {
        for (String open : List.of("", "warn_if_reject reject_unauth_destination, ")) {
            String relay = "smtpd_relay_restrictions = permit_mynetworks, " + open + "permit\n";
            assertEquals(
                    List.of("HIGH smtpd_relay_restrictions"),
                    settings(postfix(SAFE_MAIN + relay, SAFE_MASTER)));
        }
    }

    @Test
    void wideNetworksAreTold() throws IOException {
        for (String wide : List.of("10.0.0.0/8", "192.168.0.0/16", "[2001:db8::]/32")) {
            assertEquals(
                    List.of("MEDIUM mynetworks"),
                    settings(postfix(SAFE_MAIN.replace("[::1]/128", wide), SAFE_MASTER)));
        }
        assertEquals(
                List.of("HIGH mynetworks"),
                settings(postfix(SAFE_MAIN.replace("[::1]/128", "0.0.0.0/0"), SAFE_MASTER)));
    }

    @Test
    void loginsOnThePortOfStrangersAreTold() throws IOException {
        assertEquals(
                List.of(
                        "HIGH smtp/inet/smtpd_sender_restrictions",
                        "HIGH smtp/inet/smtpd_client_recipient_rate_limit",
                        "MEDIUM smtp/inet/smtpd_sasl_auth_enable"),
                settings(postfix(SAFE_MAIN + "smtpd_sasl_auth_enable = yes\n", SAFE_MASTER)));
    }

    @Test
    void whatDovecotLeavesOpenIsTold() throws IOException {
        assertEquals(
                List.of(
                        "HIGH disable_plaintext_auth",
                        "HIGH auth_verbose_passwords",
                        "MEDIUM auth_mechanisms",
                        "MEDIUM passdb/args",
                        "MEDIUM passdb/master"),
                dovecot(
                        """
                        disable_plaintext_auth = no
                        auth_verbose = yes
                        auth_verbose_passwords = sha1:6
                        auth_mechanisms = plain login cram-md5
                        auth_policy_server_url = http://127.0.0.1:1/
                        passdb {
                          driver = passwd-file
                          args = scheme=CRAM-MD5 /etc/dovecot/users
                        }
                        passdb {
                          driver = passwd-file
                          master = yes
                        }
                        """));
    }

    @Test
    void aCacheThatRemembersAStolenPasswordForLongIsTold() throws IOException {
        String safe =
                "auth_verbose = yes\nauth_policy_server_url = http://127.0.0.1:1/\n"
                        + "auth_cache_size = 10M\n";
        assertEquals(List.of("LOW auth_cache_ttl"), dovecot(safe));
        for (String lax : List.of("1 hour", "2h", "30 mins", "600 s", "600secs", "1 week")) {
            assertEquals(
                    List.of("LOW auth_cache_ttl"),
                    dovecot(safe + "auth_cache_ttl = " + lax + "\n"));
        }
        for (String good : List.of("0", "30 s", "300 secs", "5 mins", "5m")) {
            assertEquals(List.of(), dovecot(safe + "auth_cache_ttl = " + good + "\n"));
        }
        assertEquals(
                List.of(),
                dovecot(safe.replace("10M", "0") + "auth_cache_ttl = 1 hour\n"),
                "no cache");
    }

    @Test
    void aServerThatTakesMailToNobodyIsTold() throws IOException {
        assertEquals(
                List.of("MEDIUM local_recipient_maps"),
                settings(postfix(SAFE_MAIN + "local_recipient_maps =\n", SAFE_MASTER)));
    }

    @Test
    void whatIceWarpLeavesOpenIsTold() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("system"),
                        """
                        C_Mail_Security_Protection_RejectSMTPAuthSender: 0
                        C_Mail_Security_Relay_POPSMTP: 1
                        C_Mail_Security_Relay_RejectLocalUnauth: 1
                        C_Mail_Security_Relay_RelayMode: 1
                        C_Mail_Security_Tarpit_Enable: 0
                        """);
        assertEquals(
                List.of(
                        "HIGH C_Mail_Security_Protection_RejectSMTPAuthSender",
                        "MEDIUM C_Mail_Security_Tarpit_Enable",
                        "MEDIUM C_Mail_Security_Relay_POPSMTP"),
                settings(
                        LaxSettings.look(
                                ConfigurationFinder.find(
                                        Optional.empty(), Optional.empty(), Optional.of(file)))));
    }

    private List<String> icewarp(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("printed"), text);
        return settings(
                LaxSettings.look(
                        ConfigurationFinder.find(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(file),
                                LaxSettings.icewarpNames())));
    }

    @Test
    void anIceWarpWhoseLogIsTooShortForAnInvestigationIsTold() throws IOException {
        for (String level : List.of("0", "2")) {
            assertEquals(
                    List.of("MEDIUM C_System_Log_Services_SMTP"),
                    icewarp("C_System_Log_Services_SMTP: " + level + "\n"));
        }
        for (String level : List.of("1", "3", "4")) {
            assertEquals(List.of(), icewarp("C_System_Log_Services_SMTP: " + level + "\n"));
        }
    }

    @Test
    void domainsOfAnIceWarpThatLimitNothingAreTold() throws IOException {
        String on = "C_Accounts_Global_Domains_UseUserLimits: 1\n";
        assertEquals(
                List.of("HIGH D_UserNumber"),
                icewarp(on + "example.org,0,0,0,0,\r\nexample.net,0,0,0,0,\r\n"));
        assertEquals(List.of(), icewarp(on + "example.org,0,0,0,0,\nexample.net,0,0,500,0,\n"));
        assertEquals(List.of(), icewarp(on + "example.org,0,0,\nno,0,0,x,0,\n"), "not known");
        assertEquals(List.of(), icewarp(on));
    }

    @Test
    void theToolOfAnIceWarpIsAskedAndWhatItDoesNotTellIsSaid() throws IOException {
        Path tool =
                Files.writeString(
                        folder.resolve("tool.sh"),
                        """
                        #!/bin/sh
                        [ "$1 $2 $3" = 'export domain *' ] && printf 'example.org,0,0,0,0,\\r\\n' && exit
                        [ "$1 $2" = 'get system' ] || exit 2
                        for name do case $name in *RelayMode) printf '%s: 0\\r\\n' "$name" ;; esac; done
                        exit 1
                        """);
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        Configuration told =
                ConfigurationFinder.find(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(folder),
                        LaxSettings.icewarpNames());
        assertEquals(
                List.of("HIGH C_Mail_Security_Relay_RelayMode", "HIGH D_UserNumber"),
                settings(LaxSettings.look(told)));
        String others =
                LaxSettings.icewarpNames().stream()
                        .filter(name -> name.startsWith("C_") && !name.endsWith("RelayMode"))
                        .collect(Collectors.joining(", "));
        assertEquals(List.of(folder + " without " + others), told.where());
    }

    @Test
    void theWorstComesFirst() throws IOException {
        List<Severity> found = postfix("x = y\n", "").stream().map(Finding::severity).toList();
        assertEquals(found.stream().sorted().toList(), found);
    }
}
