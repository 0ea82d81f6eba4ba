// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import argine.audit.PasswordReport.Weak;
import argine.audit.expiry.Expiries;
import argine.audit.expiry.Expiry;
import argine.audit.policy.PasswordPolicy;
import argine.audit.policy.PolicyRules;
import argine.mail.Account;
import argine.mail.Plural;
import argine.mail.StoredPassword;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who breaks a policy, as far as that can be told.
 *
 * <p>Of a password in the clear everything can be told; of a hash only that it was guessed, and its
 * age. Of the others it is unknowable, which is said, so that nobody takes silence for praise.
 *
 * @param expiries whose password has expired, which breaks it too, and whose will soon
 */
public record PolicyFindings(List<Breach> breaks, Expiries expiries, int unknowable) {
    public static final PolicyFindings NONE = new PolicyFindings(List.of(), Expiries.NONE, 0);

    /** Somebody whose password breaks the policy, and each way in which it does. */
    public record Breach(String account, List<String> problems) {}

    static PolicyFindings of(
            List<Account> accounts, PasswordPolicy policy, List<Weak> weak, Instant now)
            throws IOException {
        Set<String> guessed = weak.stream().map(Weak::account).collect(Collectors.toSet());
        Expiries expiries = Expiries.of(accounts, policy, now);
        Set<String> old = expiries.over().stream().map(Expiry::account).collect(Collectors.toSet());
        List<Breach> breaks = new ArrayList<>();
        int unknowable = 0;
        for (Account account : accounts) {
            if (account.password().state() == StoredPassword.State.LOCKED) {
                continue;
            }
            List<String> problems = new ArrayList<>();
            boolean clear = isClear(account.password());
            if (clear) {
                problems.addAll(PolicyRules.problems(policy, account.password().secret(), account));
            } else if (guessed.contains(account.name())) {
                problems.add("was guessed");
            }
            if (old.contains(account.name())) {
                problems.add("older than " + Plural.of(policy.expireAfterDays(), "day"));
            }
            if (!problems.isEmpty()) {
                breaks.add(new Breach(account.name(), problems));
            } else if (!clear) {
                unknowable++;
            }
        }
        return new PolicyFindings(List.copyOf(breaks), expiries, unknowable);
    }

    private static boolean isClear(StoredPassword password) {
        return password.state() == StoredPassword.State.KEPT
                && Set.of("PLAIN", "CLEARTEXT", "CLEAR").contains(password.scheme());
    }
}
