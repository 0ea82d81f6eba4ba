// SPDX-License-Identifier: Apache-2.0
package argine.audit.scheme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argine.mail.Account;
import argine.mail.StoredPassword;
import java.util.List;
import org.junit.jupiter.api.Test;

class CryptHashTest {

    /** The host's library takes an empty salt for one. */
    @Test
    void javaReadsNoHashWithoutASalt() {
        for (String hash : List.of("$6$", "$5$", "$1$", "$6$rounds=5000$")) {
            Stored.Malformed why =
                    assertThrows(
                            Stored.Malformed.class,
                            () -> CryptHash.inJava(CryptHash.schemeOf(hash).orElseThrow(), hash));
            assertEquals("without a salt", why.getMessage());
        }
    }

    @Test
    void aHashThatNobodyCanMakeIsNotReadable() {
        StoredPassword stored = StoredPassword.of("{CRYPT}$6$\u0012", "CRYPT");
        assertEquals(
                new Schemes.Looked.NotReadable("CRYPT", "without a salt"),
                Schemes.look(new Account("u@x.test", List.of(), stored, Account.Traits.NONE)));
    }
}
