// SPDX-License-Identifier: Apache-2.0
package argine.audit.expiry;

import argine.audit.policy.PasswordPolicy;
import argine.mail.Account;
import argine.mail.StoredPassword;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The moment from which an account's password is too old.
 *
 * @param notice how long before it the owner is told
 */
public record Expiry(String account, Instant at, Duration notice) {

    /** Of an account that somebody can log in with, whose date of change is known. */
    public static Optional<Expiry> of(Account account, PasswordPolicy policy) {
        if (policy.expireAfterDays() == 0 || !isOpen(account)) {
            return Optional.empty();
        }
        Duration most = Duration.ofDays(policy.expireAfterDays());
        Duration notice = Duration.ofDays(policy.notifyDays());
        return account.traits()
                .passwordChanged()
                .map(changed -> new Expiry(account.name(), changed.plus(most), notice));
    }

    static boolean isOpen(Account account) {
        return !account.traits().disabled()
                && account.password().state() != StoredPassword.State.LOCKED;
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(at);
    }

    /** Whether its owner is to be told; no more once it is over. */
    public boolean isNear(Instant now) {
        return !isOver(now) && !now.isBefore(at.minus(notice));
    }

    /** How many whole days are left, or ago. */
    public long days(Instant now) {
        return Duration.between(now, at).abs().toDays();
    }
}
