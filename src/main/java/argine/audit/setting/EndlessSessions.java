// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.stream.Stream;

/** One address may hold any number of an account's sessions open, of all protocols or of one. */
final class EndlessSessions implements LaxSetting {
    private static final String NAME = "mail_max_userip_connections";

    @Override
    public Stream<Finding> look(Configuration all) {
        return Placed.all(all, NAME).stream()
                .filter(each -> each.value().equals("0"))
                .map(
                        each ->
                                Finding.dovecot(
                                        Severity.LOW,
                                        each.path(),
                                        "0",
                                        "a robot with one password may fetch everything at once, and"
                                                + " take the places of all others",
                                        "10"));
    }
}
