// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import static org.junit.jupiter.api.Assertions.assertFalse;

import argine.audit.scheme.Schemes.Looked;
import argine.mail.Account;
import argine.mail.StoredPassword;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lets a fuzzer write what a directory keeps in place of a password. */
class SchemesFuzzTest {
    private static final int QUICK = 5_000;
    private static final List<String> STARTS =
            List.of(
                    "",
                    "{SSHA}",
                    "{CRYPT}$6$",
                    "{CRYPT}$2b$04$",
                    "{CRYPT}$y$",
                    "{CRYPT}$1$",
                    "{OTP}",
                    "{PBKDF2}$1$",
                    "{SCRAM-SHA-1}",
                    "{ARGON2ID}$argon2id$v=19$m=8,t=1,p=1$",
                    "{CRAM-MD5}",
                    "{SHA.HEX}",
                    "{PLAIN-TRUNC}",
                    "{DES-CRYPT}");

    @FuzzTest(maxDuration = "60s")
    void anyFieldIsReadableOrNot(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String text = new String(input, 1, input.length - 1, StandardCharsets.UTF_8);
        String field = STARTS.get(Math.floorMod(input[0], STARTS.size())) + text;
        StoredPassword stored = StoredPassword.of(field, "CRYPT");
        assertFalse(stored.secret().length() > 20 && stored.toString().contains(stored.secret()));
        if (stored.state() == StoredPassword.State.KEPT
                && Schemes.look(new Account("u@x.test", List.of(), stored, Account.Traits.NONE))
                        instanceof Looked.CanBeChecked(Schemes.Checkable password)
                && password.micros() <= QUICK) {
            password.check().matches("x".getBytes(StandardCharsets.UTF_8));
            password.check().matches(new byte[0]);
        }
    }
}
