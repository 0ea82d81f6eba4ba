// SPDX-License-Identifier: Apache-2.0
package argine.audit.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.audit.policy.PasswordPolicy;
import argine.mail.Account;
import argine.mail.Account.Traits;
import argine.mail.StoredPassword;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiriesTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration MOST = Duration.ofDays(90);
    private static final Duration NOTICE = Duration.ofDays(14);

    private static Account account(String name, Duration ago, boolean disabled) {
        return new Account(
                name,
                List.of(),
                StoredPassword.of("{X}y", "CRYPT"),
                Traits.named("")
                        .withPasswordChanged(Optional.of(NOW.minus(ago)))
                        .withDisabled(disabled));
    }

    private static Expiry expiry(String name, Duration ago) {
        return new Expiry(name, NOW.minus(ago).plus(MOST), NOTICE);
    }

    @Test
    void aPasswordExpiresToTheSecondAndTheFirstComesFirst() {
        Duration edge = MOST.minus(NOTICE);
        List<Account> accounts =
                List.of(
                        account("last-day", MOST.minusSeconds(1), false),
                        account("just", MOST, false),
                        account("long", MOST.plusDays(9), false),
                        account("notice", edge, false),
                        account("before", edge.minusSeconds(1), false),
                        account("disabled", MOST.plusDays(9), true),
                        new Account("undated", List.of(), StoredPassword.HIDDEN, Traits.NONE),
                        new Account("locked", List.of(), StoredPassword.LOCKED, Traits.NONE));
        assertEquals(
                new Expiries(
                        List.of(expiry("long", MOST.plusDays(9)), expiry("just", MOST)),
                        List.of(expiry("last-day", MOST.minusSeconds(1)), expiry("notice", edge)),
                        1),
                Expiries.of(accounts, PasswordPolicy.LEGACY, NOW));
    }

    @Test
    void byAPolicyWithoutExpiryNobodyIsTooOldAndNobodyUndated() {
        assertEquals(
                Expiries.NONE,
                Expiries.of(
                        List.of(account("long", MOST.plusDays(9), false)),
                        PasswordPolicy.MODERN,
                        NOW));
    }
}
