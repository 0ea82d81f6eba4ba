// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.scheme.Schemes;
import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** New passwords are kept in a scheme that breaks within hours once the file is stolen. */
final class WeakDefaultScheme implements LaxSetting {
    private static final Pattern SCHEME = Pattern.compile("(?:^|\\s)scheme=([A-Za-z0-9-]+)");

    @Override
    public Optional<Finding> look(Configuration all) {
        for (String setting : new String[] {"passdb/args", "passdb/default_pass_scheme"}) {
            for (String args : all.dovecotAll(setting)) {
                Matcher scheme = SCHEME.matcher(setting.endsWith("args") ? args : "scheme=" + args);
                if (scheme.find() && !Schemes.against(scheme.group(1)).isEmpty()) {
                    return Optional.of(
                            Finding.dovecot(
                                    Severity.MEDIUM,
                                    setting,
                                    args,
                                    "kept so, passwords are "
                                            + "known to whoever steals the file: "
                                            + Schemes.against(scheme.group(1)),
                                    "scheme=ARGON2ID (or BLF-CRYPT, SHA512-CRYPT)"));
                }
            }
        }
        return Optional.empty();
    }
}
