// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;
import java.util.stream.Stream;

/** One address may hold any number of an account's sessions open, of all protocols or of one. */
final class EndlessSessions implements LaxSetting {
    private static final String NAME = "mail_max_userip_connections";

    @Override
    public Optional<Finding> look(Configuration all) {
        return Stream.of(NAME, "protocol/" + NAME)
                .filter(path -> all.dovecotAll(path).contains("0"))
                .findFirst()
                .map(
                        path ->
                                Finding.dovecot(
                                        Severity.LOW,
                                        path,
                                        "0",
                                        "a robot with one password may fetch everything at once, and"
                                                + " take the places of all others",
                                        "10"));
    }
}
