// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {
    private static final Map<String, Integer> PORTS = Map.of("smtp", 25, "submission", 587);
    private static final String SERVICES =
            """
            smtp       inet  n  -  y  -  -  smtpd
            submission inet  n  -  y  -  -  smtpd
            [::1]:2465 inet  n  -  y  -  -  smtpd
            pickup     unix  n  -  y  60 1  pickup
            """;

    @Test
    void whatAServiceSetsForItselfCounts() {
        String main = "smtpd_sasl_auth_enable = no\nsmtpd_sasl_type = cyrus\n";
        String own =
                """
                submission/inet/smtpd_sasl_auth_enable = yes
                submission/inet/smtpd_sasl_type = dovecot
                """;
        assertEquals(
                new Submission(Set.of(587), true, Set.of(), Optional.empty(), Optional.empty()),
                Submission.of(main, SERVICES, own, PORTS));
    }

    @Test
    void aPortWhosePasswordsAreCheckedElsewhereIsSaid() {
        String main = "smtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\n";
        String own =
                """
                smtp/inet/smtpd_sasl_auth_enable = no
                [::1]:2465/inet/smtpd_sasl_type = cyrus
                """;
        assertEquals(
                new Submission(
                        Set.of(587, 2465), true, Set.of(2465), Optional.empty(), Optional.empty()),
                Submission.of(main, SERVICES, own, PORTS));
    }

    @Test
    void whereDovecotIsNotAskedItIsNot() {
        String main = "smtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = cyrus\n";
        assertEquals(
                new Submission(
                        Set.of(25, 587, 2465),
                        false,
                        Set.of(25, 587, 2465),
                        Optional.empty(),
                        Optional.empty()),
                Submission.of(main, SERVICES, "", PORTS));
    }

    @Test
    void whatStandsBehindPostscreenTakesLoginsAtItsPorts() {
        String services =
                """
                smtp        inet  n  -  y  -  1  postscreen
                [::1]:2526  inet  n  -  y  -  1  postscreen
                smtpd       pass  -  -  y  -  -  smtpd
                """;
        assertEquals(
                new Submission(
                        Set.of(25, 2526), true, Set.of(), Optional.empty(), Optional.empty()),
                Submission.of(
                        "smtpd_sasl_auth_enable = no\nsmtpd_sasl_type = dovecot\n",
                        services,
                        "smtpd/pass/smtpd_sasl_auth_enable = yes\n",
                        PORTS));
        assertEquals(
                Set.of(),
                Submission.of(
                                "smtpd_sasl_auth_enable = yes\n",
                                services,
                                "smtpd/pass/smtpd_sasl_auth_enable = no\n",
                                PORTS)
                        .ports());
    }

    @Test
    void processesOfAnotherPostfixAreNotItsOwn(@TempDir Path queue) throws IOException {
        String main = "queue_directory = " + queue + "\n";
        long self = ProcessHandle.current().pid();
        long parent = ProcessHandle.current().parent().orElseThrow().pid();
        Submission postfix = Submission.of(main, SERVICES, "", PORTS);
        assertTrue(postfix.ownProcesses().test(self), "nobody knows its master");
        Files.createDirectories(queue.resolve("pid"));
        Files.writeString(queue.resolve("pid/master.pid"), parent + "\n");
        assertTrue(postfix.ownProcesses().test(self));
        assertTrue(postfix.ownProcesses().test(0), "a connection that no process has yet");
        Files.writeString(queue.resolve("pid/master.pid"), "  " + self + "\n");
        assertFalse(postfix.ownProcesses().test(self));
    }
}
