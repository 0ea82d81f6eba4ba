// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;

/** Nothing limits how much a login sends: by morning it is a hundred thousand messages. */
final class NoSendingLimit implements LaxSetting {
    @Override
    public Optional<Finding> look(Configuration all) {
        return Submission.first(
                all,
                submission -> {
                    boolean asked =
                            submission.restrictions().contains("check_policy_service")
                                    || !submission.value("smtpd_milters", "").isEmpty();
                    boolean limited =
                            !submission.is("smtpd_client_message_rate_limit", "0", "0")
                                    || !submission.is(
                                            "smtpd_client_recipient_rate_limit", "0", "0");
                    return asked || limited
                            ? Optional.empty()
                            : Optional.of(
                                    submission.finding(
                                            Severity.HIGH,
                                            "smtpd_client_recipient_rate_limit",
                                            "nothing limits how much one password sends (this"
                                                    + " limit is per client and minute; a policy"
                                                    + " service limits per account)",
                                            "100"));
                });
    }
}
