// SPDX-License-Identifier: Apache-2.0
package argine.cli.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Configuration;
import argine.server.ConfigurationFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees in a configuration alone. */
class AdviceTest {
    private static final String SERVICE =
            "check_policy_service { inet:127.0.0.1:10031, timeout=10s, default_action=DUNNO }";
    private static final String MASTER =
            """
            submission inet n - y - - smtpd
              -o { smtpd_recipient_restrictions = SERVICE, permit }
              -o { smtpd_end_of_data_restrictions = SERVICE }
            """
                    .replace("SERVICE", SERVICE);

    @TempDir Path folder;

    private List<String> bad(String main, String master) throws IOException {
        Files.writeString(folder.resolve("main.cf"), main);
        Files.writeString(folder.resolve("master.cf"), master);
        return bad(Optional.of(folder), Optional.empty());
    }

    private static List<String> bad(Optional<Path> postfix, Optional<Path> dovecot)
            throws IOException {
        return Advice.of(ConfigurationFinder.find(postfix, dovecot, Optional.empty())).stream()
                .filter(one -> !one.good())
                .map(one -> one.what().replaceFirst(":.*", ""))
                .toList();
    }

    @Test
    void theLinesThatArgineDeliversAreGood() throws IOException {
        assertEquals(List.of(), bad("mynetworks = 127.0.0.0/8\n", MASTER));
    }

    @Test
    void theLinesAreForTheServiceThatWasProbed() throws IOException {
        Files.writeString(
                folder.resolve("main.cf"),
                "smtpd_recipient_restrictions = reject_unlisted_recipient\n");
        Files.writeString(
                folder.resolve("master.cf"),
                MASTER
                        + "192.0.2.1:2525 inet n - y - - smtpd\n  -o syslog_name=postfix/in\n"
                        + "smtp inet n - y - - smtpd\n");
        Optional<Configuration> read =
                Optional.of(
                        ConfigurationFinder.find(
                                Optional.of(folder), Optional.empty(), Optional.empty()));
        assertEquals(
                List.of(
                        "postconf 'smtpd_recipient_restrictions="
                                + SERVICE
                                + ", reject_unlisted_recipient'",
                        "postconf 'smtpd_end_of_data_restrictions=" + SERVICE + "'",
                        "postfix reload"),
                List.of(Advice.policyLines(read, 25)));
        assertEquals(
                "postconf -P 'submission/inet/smtpd_recipient_restrictions="
                        + SERVICE
                        + ", permit'",
                Advice.policyLines(read, 587)[0]);
        assertEquals(
                "postconf -P '192.0.2.1:2525/inet/smtpd_end_of_data_restrictions=" + SERVICE + "'",
                Advice.policyLines(read, 2525)[1]);
        assertEquals(
                "postconf -P 'submissions/inet/smtpd_end_of_data_restrictions=" + SERVICE + "'",
                Advice.policyLines(Optional.empty(), 465)[1]);
    }

    @Test
    void whoIsPermittedBeforeTheGuardIsAskedIsNeverAskedAbout() throws IOException {
        assertEquals(
                List.of("smtpd_recipient_restrictions of submission/inet permits before it asks"),
                bad(
                        "mynetworks = 127.0.0.0/8\n",
                        MASTER.replace(
                                "smtpd_recipient_restrictions = ",
                                "smtpd_recipient_restrictions = permit_mynetworks, ")));
    }

    @Test
    void aServiceWithoutATimeOrADefaultIsTold() throws IOException {
        assertEquals(
                List.of("the policy service has no default_action"),
                bad(
                        "mynetworks = 127.0.0.0/8\n",
                        MASTER.replaceFirst(", default_action=DUNNO", "")));
        assertEquals(
                List.of("the policy service has no timeout"),
                bad("mynetworks = 127.0.0.0/8\n", MASTER.replaceFirst(", timeout=10s", "")));
    }

    @Test
    void aServiceAtOneStageOnlyIsTold() throws IOException {
        assertEquals(
                List.of("Postfix asks at RCPT and not at END-OF-MESSAGE"),
                bad(
                        "mynetworks = 127.0.0.0/8\n",
                        MASTER.replaceFirst("(?m)^  -o \\{ smtpd_end.*\\n", "")));
        assertEquals(
                List.of("Postfix asks at END-OF-MESSAGE and not at RCPT"),
                bad(
                        "mynetworks = 127.0.0.0/8\n",
                        MASTER.replaceFirst("(?m)^  -o \\{ smtpd_recipient.*\\n", "")));
    }

    @Test
    void aMilterThatPutsMailOffWhileItIsDownIsTold() throws IOException {
        String main = "smtpd_milters = inet:127.0.0.1:10032\n";
        String plain = "submission inet n - y - - smtpd\n  -o smtpd_sasl_auth_enable=yes\n";
        assertEquals(List.of("milter_default_action is tempfail"), bad(main, plain));
        assertEquals(List.of(), bad(main + "milter_default_action = accept\n", plain));
        assertEquals(
                List.of("Postfix asks a policy service and a milter"),
                bad(main + "milter_default_action = quarantine\n", MASTER));
    }

    @Test
    void aDovecotThatDoesNotAskIsTold() throws IOException {
        Path file = folder.resolve("dovecot.conf");
        Files.writeString(file, "protocols = imap\n");
        assertEquals(
                List.of("Dovecot does not ask the guard"),
                bad(Optional.empty(), Optional.of(file)));
        Files.writeString(file, "auth_policy_server_url = http://127.0.0.1:10033/\n");
        assertEquals(
                List.of("auth_policy_hash_nonce is empty"),
                bad(Optional.empty(), Optional.of(file)));
        Files.writeString(
                file,
                """
                auth_policy_server_url = http://127.0.0.1:10033/
                auth_policy_hash_nonce = secret
                """);
        assertEquals(List.of(), bad(Optional.empty(), Optional.of(file)));
    }
}
