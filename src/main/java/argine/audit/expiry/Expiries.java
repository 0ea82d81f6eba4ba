// SPDX-License-Identifier: Apache-2.0
package argine.audit.expiry;

import argine.audit.policy.PasswordPolicy;
import argine.mail.Account;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Whose password has expired and whose will within the days of notice, the first to expire first.
 *
 * @param undated how many accounts have a password of which nobody knows when it was set
 */
public record Expiries(List<Expiry> over, List<Expiry> near, int undated) {
    public static final Expiries NONE = new Expiries(List.of(), List.of(), 0);

    public Expiries {
        over = List.copyOf(over);
        near = List.copyOf(near);
    }

    public static Expiries of(List<Account> accounts, PasswordPolicy policy, Instant now) {
        if (policy.expireAfterDays() == 0) {
            return NONE;
        }
        List<Expiry> over = new ArrayList<>();
        List<Expiry> near = new ArrayList<>();
        int undated = 0;
        for (Account account : accounts) {
            Optional<Expiry> expiry = Expiry.of(account, policy);
            undated += expiry.isEmpty() && Expiry.isOpen(account) ? 1 : 0;
            expiry.filter(one -> one.isOver(now)).ifPresent(over::add);
            expiry.filter(one -> one.isNear(now)).ifPresent(near::add);
        }
        Comparator<Expiry> order = Comparator.comparing(Expiry::at).thenComparing(Expiry::account);
        over.sort(order);
        near.sort(order);
        return new Expiries(over, near, undated);
    }
}
