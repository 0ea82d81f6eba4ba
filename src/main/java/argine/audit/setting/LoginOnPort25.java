// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;

/** The door for mail from outside also takes logins, where every robot of the world tries them. */
final class LoginOnPort25 implements LaxSetting {
    @Override
    public Optional<Finding> look(Configuration all) {
        if (!all.hasPostfix() || all.submissionServices().isEmpty()) {
            return Optional.empty();
        }
        String value = all.postfix("smtp/inet", "smtpd_sasl_auth_enable", "no");
        return value.equals("yes")
                ? Optional.of(
                        Finding.service(
                                Severity.MEDIUM,
                                "smtp/inet",
                                "smtpd_sasl_auth_enable",
                                value,
                                "passwords can be guessed on the port that everybody may reach",
                                "no"))
                : Optional.empty();
    }
}
