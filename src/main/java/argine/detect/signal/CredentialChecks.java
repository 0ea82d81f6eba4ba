// SPDX-License-Identifier: Apache-2.0
package argine.detect.signal;

import argine.detect.Alarm;
import argine.detect.Alarm.Kind;
import argine.detect.Alarm.Strength;
import argine.detect.Ledger;
import argine.detect.Notes.Topic;
import argine.detect.Profile;
import argine.detect.Signal;
import argine.detect.Usage;
import java.util.Optional;

/**
 * Logins that sent nothing came from a network that then sent: somebody tried whether the password
 * works.
 *
 * <p>The log names no account at such a login, so it says nothing about the others.
 */
final class CredentialChecks implements Signal {
    @Override
    public Optional<Alarm> judge(Profile profile, Ledger ledger) {
        for (Usage usage : profile.strangers()) {
            long silent = ledger.around(usage.network).silent;
            if (silent >= 2) {
                return alarm(
                        Kind.LOGIN,
                        Strength.WEAK,
                        silent
                                + " logins from "
                                + usage.network
                                + " sent nothing: the password was being checked",
                        usage.notes.of(Topic.SUBMITTED));
            }
        }
        return Optional.empty();
    }
}
