// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;

/** Postfix's own comparison of sender and login lets the null sender {@code <>} through. */
final class NullSenderUnderLogin implements LaxSetting {
    @Override
    public Optional<Finding> look(Configuration all) {
        return Submission.first(
                all,
                submission -> {
                    String restrictions = submission.restrictions();
                    if (!restrictions.contains("sender_login_mismatch")
                            || restrictions.contains("check_sender_access")
                            || restrictions.contains("check_policy_service")) {
                        return Optional.empty();
                    }
                    String before = submission.value("smtpd_sender_restrictions", "");
                    return Optional.of(
                            submission.finding(
                                    Severity.MEDIUM,
                                    "smtpd_sender_restrictions",
                                    "the comparison with the login passes over the sender <>,"
                                            + " so a thief sends as nobody",
                                    "check_sender_access inline:{<>=REJECT}, " + before));
                });
    }
}
