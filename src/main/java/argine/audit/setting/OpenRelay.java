// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import argine.audit.setting.Finding.Severity;
import argine.server.Configuration;
import java.util.Optional;

/** Nothing refuses mail from strangers to strangers: no password is needed at all. */
final class OpenRelay implements LaxSetting {
    private static final String SAFE =
            "permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination";

    @Override
    public Optional<Finding> look(Configuration all) {
        if (!all.hasPostfix()) {
            return Optional.empty();
        }
        String relay = all.postfix("smtpd_relay_restrictions", SAFE);
        String recipient = all.postfix("smtpd_recipient_restrictions", "");
        return refuses(relay) || refuses(recipient)
                ? Optional.empty()
                : Optional.of(
                        Finding.postfix(
                                Severity.HIGH,
                                "smtpd_relay_restrictions",
                                relay,
                                "an open relay: strangers send to strangers without a login",
                                SAFE));
    }

    /** What stands behind {@code warn_if_reject} refuses nothing. */
    private static boolean refuses(String restrictions) {
        boolean warnsOnly = false;
        for (String word : restrictions.split("[,\\s]+", -1)) {
            switch (word) {
                case "reject_unauth_destination", "defer_unauth_destination", "reject", "defer" -> {
                    if (!warnsOnly) {
                        return true;
                    }
                }
                case "permit" -> {
                    return false;
                }
                default -> {}
            }
            warnsOnly = word.equals("warn_if_reject");
        }
        return false;
    }
}
