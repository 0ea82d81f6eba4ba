// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginsTest {
    private final Logins logins =
            new Logins("corp.test", false, d -> d.equals("corp.example") ? "corp.test" : d);

    @ParameterizedTest
    @CsvSource({
        "rossi@corp.test, rossi@corp.test",
        "Rossi@CORP.TEST, rossi@corp.test",
        "'  rossi ', rossi@corp.test",
        "rossi@corp.example, rossi@corp.test",
        "rossi@corp.test., rossi@corp.test",
        "rossi+tag@corp.test, rossi+tag@corp.test",
        "rossi@B\u00dcCHER.test, rossi@xn--bcher-kva.test",
        "IVAN@corp.test, ivan@corp.test",
        "bob!x@corp.test, bob!x@corp.test",
        "'\"bob\"@corp.test', '\"bob\"@corp.test'",
        "bob@[203.0.113.5], bob@[203.0.113.5]",
        "'', ''"
    })
    void row17ALoginHasOneForm(String raw, String account) {
        assertEquals(new Login(account, ""), logins.of(raw));
    }

    @Test
    void row17AnAccentIsOneLetterHoweverItIsTyped() {
        assertEquals(logins.of("jose\u0301"), logins.of("jos\u00e9"));
    }

    @Test
    void row17WhoComesWithAMasterPasswordIsTheUserAndFlagged() {
        assertEquals(new Login("rossi@corp.test", "admin@corp.test"), logins.of("rossi*admin"));
        assertEquals(new Login("*@corp.test", ""), logins.of("*"));
    }

    @Test
    void row17WhereCaseMattersItStays() {
        Logins strict = new Logins("", true, d -> d);
        assertEquals(new Login("Rossi@corp.test", ""), strict.of("Rossi@Corp.test"));
    }

    @Test
    void withoutARealmABareNameStaysBare() {
        assertEquals(new Login("rossi", ""), new Logins("", false, d -> d).of("Rossi"));
    }
}
