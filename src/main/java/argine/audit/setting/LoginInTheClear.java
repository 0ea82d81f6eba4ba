// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Passwords cross the network unencrypted, and whoever listens has them. */
final class LoginInTheClear implements LaxSetting {
    private static final Set<String> ENCRYPTED =
            Set.of("encrypt", "fingerprint", "verify", "secure");

    @Override
    public Stream<Finding> look(Configuration all) {
        return Submission.doors(all)
                .filter(service -> !isEncrypted(service))
                .map(
                        service ->
                                service.finding(
                                        Severity.HIGH,
                                        "smtpd_tls_auth_only",
                                        "passwords are taken without TLS; whoever listens has them",
                                        "yes"));
    }

    private static boolean isEncrypted(Submission service) {
        return service.is("smtpd_tls_auth_only", "no", "yes")
                || service.is("smtpd_tls_wrappermode", "no", "yes")
                || service.is("smtpd_enforce_tls", "no", "yes")
                || SaslOptions.hidePasswords(service)
                || ENCRYPTED.contains(
                        service.value("smtpd_tls_security_level", "").toLowerCase(Locale.ROOT));
    }
}
