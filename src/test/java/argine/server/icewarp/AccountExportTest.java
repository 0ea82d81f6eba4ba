// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountExportTest {
    @TempDir Path folder;

    private List<String> names(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("export.csv"), text);
        return new AccountExport(file, List.of("u_name"))
                .list().accounts().stream().map(Account::name).toList();
    }

    @Test
    void theAddressesAreTheAccounts() throws IOException {
        assertEquals(
                List.of("rossi@example.org", "o'neil+x@xn--mller-kva.test"),
                names("rossi@example.org,Rossi\n<o'neil+x@xn--mller-kva.test>,O'Neil\n"));
    }

    /** Each of them holds a password, which no answer may show as somebody's name. */
    @Test
    void aLineOfALogIsNoAccount() throws IOException {
        assertEquals(
                List.of(),
                names(
                        """
                        198.18.18.21    [0f4c] 08:15:02  a0001 LOGIN "conti@example.org" "Segreto"
                        198.18.18.21 [0F4C] 08:15:02 <<< PASS Segreto@home
                        a0001 LOGIN conti@example.org Segreto
                        "conti@example.org" "Segreto"
                        """));
    }
}
