// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;
import java.util.Set;

/** Passwords cross the network unencrypted, and whoever listens has them. */
final class LoginInTheClear implements LaxSetting {
    @Override
    public Optional<Finding> look(Configuration all) {
        return Submission.first(
                all,
                submission -> {
                    boolean encrypted =
                            submission.is("smtpd_tls_auth_only", "no", "yes")
                                    || submission.is("smtpd_tls_wrappermode", "no", "yes")
                                    || Set.of("encrypt", "fingerprint", "verify", "secure")
                                            .contains(
                                                    submission.value(
                                                            "smtpd_tls_security_level", ""));
                    return encrypted
                            ? Optional.empty()
                            : Optional.of(
                                    submission.finding(
                                            Severity.HIGH,
                                            "smtpd_tls_auth_only",
                                            "passwords are taken without TLS; whoever listens has"
                                                    + " them",
                                            "yes"));
                });
    }
}
