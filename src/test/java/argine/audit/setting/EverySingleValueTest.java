// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.ConfigurationFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value that is lax by itself, between others that are safe. */
class EverySingleValueTest {
    private static final String SAFE_DOVECOT =
            "auth_verbose = yes\nauth_policy_server_url = http://127.0.0.1:1/\n";

    @TempDir Path folder;

    private List<String> found(Optional<Path> postfix, Optional<Path> dovecot, Optional<Path> ice)
            throws IOException {
        return LaxSettings.look(
                        ConfigurationFinder.find(postfix, dovecot, ice, LaxSettings.icewarpNames()))
                .stream()
                .map(f -> f.severity() + " " + f.setting())
                .toList();
    }

    private static List<String> expected(String lax) {
        String[] words = lax.split(" ", 3);
        return List.of(words[0] + " " + words[1]);
    }

    private static String line(String lax, String equals) {
        String[] words = lax.split(" ", 3);
        return words[1] + equals + words[2] + "\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HIGH disable_plaintext_auth no",
                "HIGH auth_allow_cleartext yes",
                "HIGH ssl no",
                "LOW ssl_min_protocol TLSv1",
                "LOW ssl_min_protocol TLSv1.1",
                "HIGH auth_verbose_passwords plain",
                "HIGH auth_debug_passwords yes",
                "HIGH auth_mechanisms plain anonymous",
                "MEDIUM auth_mechanisms plain digest-md5",
                "MEDIUM login_trusted_networks 10.0.0.0/8",
                "MEDIUM auth_failure_delay 0",
                "MEDIUM auth_master_user_separator *",
                "LOW mail_max_userip_connections 0",
                "LOW first_valid_uid 0"
            })
    void ofDovecots(String lax) throws IOException {
        Path file =
                Files.writeString(folder.resolve("dovecot.conf"), SAFE_DOVECOT + line(lax, " = "));
        assertEquals(expected(lax), found(Optional.empty(), Optional.of(file), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"MEDIUM auth_verbose no", "LOW auth_policy_server_url "})
    void ofDovecotsThatIsLaxUnlessItIsSet(String lax) throws IOException {
        String others =
                SAFE_DOVECOT
                        .lines()
                        .filter(line -> !line.startsWith(lax.split(" ", 3)[1] + " "))
                        .findFirst()
                        .orElseThrow();
        Path file = Files.writeString(folder.resolve("dovecot.conf"), others + "\n");
        assertEquals(expected(lax), found(Optional.empty(), Optional.of(file), Optional.empty()));
        Files.writeString(file, others + "\n" + line(lax, " = "));
        assertEquals(expected(lax), found(Optional.empty(), Optional.of(file), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MEDIUM smtpd_reject_unlisted_recipient no",
                "MEDIUM local_recipient_maps ",
                "MEDIUM authorized_submit_users static:anyone",
                "MEDIUM smtpd_forbid_unauth_pipelining no",
                "MEDIUM smtpd_forbid_bare_newline no",
                "LOW disable_vrfy_command no",
                "LOW smtpd_helo_required no",
                "LOW smtpd_reject_unlisted_sender no",
                "LOW smtpd_tls_protocols >=TLSv1",
                "LOW enable_long_queue_ids no",
                "LOW strict_rfc821_envelopes no"
            })
    void ofPostfixes(String lax) throws IOException {
        Path safe = Path.of("src/test/corpus/postfix/settings/safe.postconf");
        String name = lax.split(" ", 3)[1];
        StringBuilder text = new StringBuilder();
        Files.readAllLines(safe).stream()
                .filter(line -> !line.startsWith(name + " "))
                .forEach(line -> text.append(line).append('\n'));
        Path file = Files.writeString(folder.resolve("printed"), text + line(lax, " = "));
        assertEquals(expected(lax), found(Optional.of(file), Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HIGH C_Mail_Security_Relay_RelayMode 0",
                "HIGH C_Mail_Security_Protection_RejectSMTPAuthSender 0",
                "HIGH C_Accounts_Global_Domains_UseDomainLimits 0",
                "HIGH C_Accounts_Global_Domains_UseUserLimits 0",
                "HIGH C_Accounts_Policies_Pass_Enable 0",
                "HIGH C_Accounts_Policies_Pass_UserAlias 0",
                "MEDIUM C_Accounts_Policies_Login_Enable 0",
                "MEDIUM C_Mail_Security_Tarpit_Enable 0",
                "MEDIUM C_Mail_Security_Tarpit_Login 0",
                "MEDIUM C_Mail_Security_Tarpit_CrossSession 0",
                "MEDIUM C_Accounts_Policies_Auth_DisablePlain 0",
                "MEDIUM C_Mail_Security_Relay_RejectLocalUnauth 0",
                "MEDIUM C_Mail_Security_Relay_POPSMTP 1",
                "MEDIUM C_System_Log_Services_SMTP 0",
                "LOW C_Mail_Security_Protocols_DenyVRFY 0",
                "LOW C_Mail_Security_Protocols_DenyEXPN 0"
            })
    void ofIceWarps(String lax) throws IOException {
        Path file = Files.writeString(folder.resolve("printed"), line(lax, ": "));
        assertEquals(expected(lax), found(Optional.empty(), Optional.empty(), Optional.of(file)));
        boolean isLaxAtOne = lax.endsWith(" 1");
        Files.writeString(
                file, line(lax.substring(0, lax.length() - 1) + (isLaxAtOne ? 0 : 1), ": "));
        assertEquals(List.of(), found(Optional.empty(), Optional.empty(), Optional.of(file)));
    }
}
