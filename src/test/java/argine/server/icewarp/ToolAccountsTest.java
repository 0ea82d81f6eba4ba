// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Account;
import argine.mail.StoredPassword;
import argine.server.Accounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Asks a program that stands in for IceWarp's tool; what it prints has the form of real exports.
 */
class ToolAccountsTest {
    private static final List<String> COLUMNS = List.of("u_alias", "u_password", "u_type");
    private static final String SECRET = "Tr4monto-a-Como";

    @TempDir Path root;

    /** Prints the rows, and notes each of its arguments on a line. */
    private Accounts tool(String rows, int exit) throws IOException {
        Files.writeString(root.resolve("rows"), rows);
        Path tool =
                Files.writeString(
                        root.resolve("tool.sh"),
                        """
                        #!/bin/sh
                        cd "%s"
                        printf '%%s\\n' "$@" > arguments
                        cat rows
                        exit %d
                        """
                                .formatted(root, exit));
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
        return new ToolAccounts(root, COLUMNS);
    }

    private static List<String> names(Accounts.Listing listing) {
        return listing.accounts().stream().map(Account::name).toList();
    }

    @Test
    void theToolIsAskedForEachColumnByAnArgumentOfItsOwn() throws IOException {
        Accounts.Listing listing =
                tool("rossi@example.org,info;m.rossi,%s,0,\r\n".formatted(SECRET), 0).list();
        assertEquals(
                List.of("export", "account", "*@*", "u_alias", "u_password", "u_type"),
                Files.readAllLines(root.resolve("arguments")));
        Account rossi = listing.accounts().getFirst();
        assertEquals(List.of("info@example.org", "m.rossi@example.org"), rossi.aliases());
        assertEquals(StoredPassword.of("{PLAIN}" + SECRET, ""), rossi.password());
        assertEquals(List.of(), listing.trouble());
    }

    @Test
    void aLineWhoseValuesMayHaveMovedIsPassedOverAndNotShown() throws IOException {
        String rows =
                """
                rossi@example.org,info,%s
                verdi@example.org,info,a,%s,0,
                bianchi@example.org,,x,0
                """;
        Accounts.Listing listing = tool(rows.formatted(SECRET, SECRET), 0).list();
        assertEquals(List.of("bianchi@example.org"), names(listing));
        assertEquals(2, listing.trouble().size());
        assertFalse(listing.toString().contains(SECRET), listing.toString());
    }

    @Test
    void aToolThatFailsIsToldWithoutWhatItPrinted() throws IOException {
        Accounts.Listing listing =
                tool("rossi@example.org,info,%s,0\n".formatted(SECRET), 1).list();
        assertEquals(List.of("rossi@example.org"), names(listing));
        assertEquals(
                List.of(
                        root.resolve("tool.sh")
                                + " export ended with exit code 1; what it printed until then was"
                                + " read"),
                listing.trouble());
        Accounts none = tool("wrong: " + SECRET + "\n", 2);
        String why = String.valueOf(assertThrows(IOException.class, none::list).getMessage());
        assertTrue(why.contains("exit code 2") && !why.contains(SECRET), why);
    }

    @Test
    void withoutTheToolItIsSaidWhatToDo() {
        IOException why =
                assertThrows(IOException.class, () -> new ToolAccounts(root, COLUMNS).list());
        assertEquals(
                "no tool.sh in "
                        + root
                        + "; export the accounts on the IceWarp host, see docs/audit.md",
                why.getMessage());
    }
}
