// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.stream.Stream;

/** Master users open every mailbox with one password. */
final class MasterUsers implements LaxSetting {
    @Override
    public Stream<Finding> look(Configuration all) {
        String separator = all.dovecot("auth_master_user_separator", "");
        boolean master = all.dovecotAll("passdb/master").contains("yes");
        return master || !separator.isEmpty()
                ? Stream.of(
                        Finding.dovecot(
                                Severity.MEDIUM,
                                master ? "passdb/master" : "auth_master_user_separator",
                                master ? "yes" : separator,
                                "one password opens every mailbox; logins then look like the user's",
                                "(remove it when nothing needs it)"))
                : Stream.empty();
    }
}
