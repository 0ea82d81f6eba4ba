// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.stream.Stream;

/** Dovecot has a mailbox for every name that it is asked for. */
final class EverybodyExists implements LaxSetting {
    private static final String ALL = "allow_all_users=yes";

    @Override
    public Stream<Finding> look(Configuration all) {
        return all.dovecotAll("userdb/args").stream()
                .filter(args -> args.contains(ALL))
                .limit(1)
                .map(
                        args ->
                                Finding.dovecot(
                                        Severity.LOW,
                                        "userdb/args",
                                        args,
                                        "mail to invented names is taken and kept, and nobody reads it",
                                        args.replace(ALL, "").strip()));
    }
}
