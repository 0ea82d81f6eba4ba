// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.access.Needed;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnLoginsTest {
    @Test
    void withWhomDovecotLogsInElsewhereIsNamedUnlessItDependsOnWhoLogsIn() {
        String printed =
                """
                imapc_user = %u
                imapc_master_user = migration@example.org
                doveadm_username = doveadm
                protocol submission {
                  submission_relay_user = relay@example.org
                }
                mail_location = maildir:~/Maildir
                """;
        assertEquals(
                List.of(
                        new Needed(
                                "migration@example.org",
                                "Dovecot logs in elsewhere with it (imapc_master_user)"),
                        new Needed(
                                "doveadm", "Dovecot logs in elsewhere with it (doveadm_username)"),
                        new Needed(
                                "relay@example.org",
                                "Dovecot logs in elsewhere with it (submission_relay_user)")),
                OwnLogins.of(DoveconfText.parse(printed)));
    }
}
