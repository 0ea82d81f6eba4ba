// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;

/**
 * Whoever logs in may put any sender on the mail: then limits count the wrong account, and one
 * stolen password sends under a thousand names.
 */
final class SenderIsNotTheLogin implements LaxSetting {
    @Override
    public Optional<Finding> look(Configuration all) {
        return Submission.first(
                all,
                submission -> {
                    boolean checks = submission.restrictions().contains("sender_login_mismatch");
                    boolean maps = !submission.value("smtpd_sender_login_maps", "").isEmpty();
                    if (checks && maps) {
                        return Optional.empty();
                    }
                    String setting =
                            checks ? "smtpd_sender_login_maps" : "smtpd_sender_restrictions";
                    String safe =
                            checks
                                    ? "hash:/etc/postfix/sender_login"
                                    : "check_sender_access inline:{<>=REJECT}, reject_sender_login_mismatch";
                    return Optional.of(
                            submission.finding(
                                    Severity.HIGH,
                                    setting,
                                    "a stolen password may send under any name; whoever it is"
                                            + " stays hidden (needs smtpd_sender_login_maps)",
                                    safe));
                });
    }
}
