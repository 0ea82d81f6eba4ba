// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.ConfigurationFinder;
import argine.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed is typed, with the real postconf, until nothing is proposed any more. */
class RemediesTest {
    private static final Path POSTCONF = Path.of("/usr/sbin/postconf");
    private static final String MAIN =
            """
            compatibility_level = 3.6
            myhostname = mail.example.org
            mynetworks = 127.0.0.0/8 cidr:/etc/postfix/networks
            default_process_limit = 1000
            maximal_queue_lifetime = 400h
            smtpd_sasl_authenticated_header = yes
            smtpd_sender_login_maps = texthash:/etc/postfix/logins
            smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination
            """;
    private static final String MASTER =
            """
            smtp       inet n - y - - smtpd
            submission inet n - y - - smtpd
              -o smtpd_sasl_auth_enable=yes
              -o smtpd_sasl_security_options=noanonymous,noplaintext
            127.0.0.1:2587 inet n - y - - smtpd
              -o smtpd_sasl_auth_enable=yes
              -o smtpd_sasl_tls_security_options=nodictionary
            """;

    @TempDir Path folder;

    @Test
    void whatIsProposedIsWhatPostconfTakesAndThenNothingIsLax() throws Exception {
        if (!Files.isExecutable(POSTCONF)) {
            System.err.println("left out: Postfix is not installed (see ./check)");
            return;
        }
        Files.writeString(folder.resolve("main.cf"), MAIN);
        Files.writeString(folder.resolve("master.cf"), MASTER);
        Files.writeString(folder.resolve("networks"), "10.0.0.0/8 OK\n");
        List<Finding> found = look();
        assertEquals(
                List.of(
                        "2587/inet/smtpd_sasl_tls_security_options",
                        "mynetworks",
                        "submission/inet/smtpd_sasl_tls_security_options",
                        "maximal_queue_lifetime",
                        "default_process_limit",
                        "smtpd_sasl_authenticated_header"),
                found.stream()
                        .map(each -> each.setting().replace("127.0.0.1:", ""))
                        .filter(
                                name ->
                                        MAIN.contains("\n" + name + " ")
                                                || name.contains("tls_security_options"))
                        .toList());
        for (Finding finding : found) {
            type(finding.command().replace(" && postfix reload", ""));
        }
        assertEquals(List.of(), look());
    }

    private List<Finding> look() throws IOException {
        Path printed = folder.resolve("printed");
        StringBuilder text = new StringBuilder();
        for (String what : List.of("-n", "-M", "-P")) {
            text.append(Program.output(List.of("postconf", "-c", folder.toString(), what)));
        }
        Files.writeString(printed, text);
        return LaxSettings.look(
                ConfigurationFinder.find(Optional.of(printed), Optional.empty(), Optional.empty()));
    }

    private void type(String command) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("/bin/sh", "-ec", command);
        shell.environment().put("MAIL_CONFIG", folder.toString());
        Process process = shell.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), command + "\n" + said);
        assertEquals("", said, command);
    }
}
