// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.audit.expiry.Expiry;
import argine.audit.policy.PasswordPolicy;
import argine.guard.Channel;
import argine.guard.setup.Section;
import argine.mail.Account;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code [password]}: whether passwords that are too old are refused, and whose never are.
 *
 * @param policy the file that says how old is too old; empty where nobody is refused
 * @param except accounts that programs log in with
 * @param reading whether reading mail is refused too; else sending alone
 */
record PasswordSection(String policy, Set<String> except, boolean reading) {

    /** When whose password is too old, and by which ways that counts. */
    record Expiring(Map<String, Instant> moments, boolean reading) {
        static final Expiring NONE = new Expiring(Map.of(), false);

        Optional<Instant> of(String account, Channel channel) {
            return channel == Channel.MAILBOX && !reading
                    ? Optional.empty()
                    : Optional.ofNullable(moments.get(account));
        }
    }

    static PasswordSection of(Section section) {
        boolean reading =
                section.word("refuse", List.of("everything", "sending"), word -> word, "everything")
                        .equals("everything");
        return new PasswordSection(
                section.text("policy", "").strip(),
                Set.copyOf(section.texts("except", text -> text.strip().toLowerCase(Locale.ROOT))),
                reading);
    }

    Expiring read(List<Account> accounts) throws IOException {
        if (policy.isEmpty()) {
            return Expiring.NONE;
        }
        PasswordPolicy asked = PasswordPolicy.of(policy);
        if (asked.expireAfterDays() == 0) {
            throw new IOException(policy + ": no password expires by it; set expireAfterDays");
        }
        Map<String, Instant> moments = new HashMap<>();
        for (Account account : accounts) {
            if (!except.contains(account.name())) {
                Expiry.of(account, asked).ifPresent(one -> moments.put(one.account(), one.at()));
            }
        }
        return new Expiring(Map.copyOf(moments), reading);
    }
}
