// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.audit.PasswordReport.Remark;
import argine.mail.Account;
import argine.mail.StoredPassword;
import java.util.List;
import org.junit.jupiter.api.Test;

class HygieneTest {
    private static Account forwarding(String name, String... to) {
        return new Account(name, List.of(), StoredPassword.LOCKED, Account.Traits.NONE)
                .withForwards(List.of(to));
    }

    @Test
    void mailThatIsSentOnToElsewhereIsToldEvenOfALockedAccount() {
        assertEquals(
                List.of(
                        new Remark(
                                "rossi@example.org",
                                "its mail is forwarded to me@elsewhere.test",
                                "ask its owner; thieves leave such things behind")),
                Hygiene.of(
                        List.of(
                                forwarding(
                                        "rossi@example.org",
                                        "verdi@example.com",
                                        "me@elsewhere.test",
                                        "you@elsewhere.test"),
                                forwarding("verdi@example.com", "rossi@example.org")),
                        Made.CLOCK.instant()));
    }
}
