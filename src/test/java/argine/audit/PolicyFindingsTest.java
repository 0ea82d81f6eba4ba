// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.audit.PasswordReport.Weak;
import argine.audit.PolicyFindings.Breach;
import argine.audit.expiry.Expiries;
import argine.audit.policy.PasswordPolicy;
import argine.mail.Account;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who breaks a policy, as far as what is stored tells. */
class PolicyFindingsTest {
    private static final String GOOD = "Seven grey herons cross the lagoon";

    @Test
    void aPasswordInTheClearTellsAllAndAHashOnlyThatItWasGuessed() throws IOException {
        List<Account> accounts =
                List.of(
                        account("short@example.org", "PLAIN", "Zx7#qL"),
                        account("good@example.org", "PLAIN", GOOD),
                        account("guessed@example.org", "SSHA", "guessed"),
                        account("unknown@example.org", "SSHA", "Zx7#qL"),
                        Made.account("locked@example.org", "!x"));
        Weak weak = new Weak("guessed@example.org", "equals local part", "", "SSHA");
        PolicyFindings findings =
                PolicyFindings.of(
                        accounts, PasswordPolicy.MODERN, List.of(weak), Made.CLOCK.instant());
        assertEquals(
                new PolicyFindings(
                        List.of(
                                new Breach(
                                        "short@example.org",
                                        List.of(
                                                "too short: at least 15 characters; several words make a good one",
                                                "easy to guess: add words that have nothing to do with each other")),
                                new Breach("guessed@example.org", List.of("was guessed"))),
                        Expiries.NONE,
                        1),
                findings);
    }

    private static Account account(String name, String scheme, String password) {
        return Made.account(name, Made.stored(scheme, password, 1));
    }
}
