// SPDX-License-Identifier: Apache-2.0
package argine.server.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlConfigTest {
    @TempDir Path folder;

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("accounts.conf"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private String refused(String text, String mode) throws IOException {
        Path file = file(text, mode);
        String said =
                assertThrows(IOException.class, () -> SqlConfig.read(file, Map.of()).url())
                        .getMessage();
        return said.replace(file.toString(), "FILE");
    }

    @Test
    void aPasswordThatOthersMayReadIsRefused() throws IOException {
        String why = "FILE: holds a password, and others may read it; type: chmod 600 FILE";
        assertEquals(why, refused("password = x", "rw-r-----"));
        assertEquals(why, refused("password = x", "rw----r--"));
    }

    @Test
    void aPasswordMayStandInTheEnvironment() throws IOException {
        Path file = file("password-environment = MAIL_DB\nurl = jdbc:postgresql:mail", "rw-r--r--");
        assertEquals("s", SqlConfig.read(file, Map.of("MAIL_DB", "s")).password());
        assertThrows(IOException.class, () -> SqlConfig.read(file, Map.of()).password());
    }

    @Test
    void aStatementMayGoOverSeveralLinesAndWinsOverThePreset() throws IOException {
        SqlConfig config =
                SqlConfig.read(
                        file("# mine\npreset=iredmail\nlist = SELECT a\n  FROM b\n", "rw-r--r--"));
        assertEquals(Optional.of("SELECT a FROM b"), config.statement("list"));
        assertEquals(SqlPreset.IREDMAIL.statement("aliases"), config.statement("aliases"));
    }

    @Test
    void aBackslashInAPasswordIsOne() throws IOException {
        SqlConfig config = SqlConfig.read(file("password = a\\b#c = d", "rw-------"));
        assertEquals("a\\b#c = d", config.password());
        assertFalse(config.toString().contains("a\\b"));
    }

    @Test
    void mysqlIsAskedByMariadbsDriver() throws IOException {
        SqlConfig config = SqlConfig.read(file("url = jdbc:mysql://db/mail", "rw-r--r--"));
        assertEquals("jdbc:mariadb://db/mail", config.url());
    }

    @Test
    void whatIsNotUnderstoodIsSaid() throws IOException {
        assertEquals("FILE: there is no setting 'urll'", refused("urll = x", "rw-r--r--"));
        assertEquals("FILE, line 2: not of the form name = value", refused("\nx", "rw-r--r--"));
        assertEquals(
                "FILE: url begins with jdbc:postgresql: or jdbc:mariadb:",
                refused("url = jdbc:h2:mem:x;INIT=RUNSCRIPT", "rw-r--r--"));
        assertEquals(
                "FILE: needs url = jdbc:postgresql://host/db", refused("user = x", "rw-r--r--"));
        assertThrows(
                IOException.class,
                () -> SqlConfig.read(file("preset = x", "rw-r--r--")).statement("list"));
    }

    private boolean stopsMail(String text) throws IOException {
        return SqlTable.of(SqlConfig.read(file(text, "rw-r--r--"))).lockStopsMail();
    }

    @Test
    void aLockThatIsNotKnownToLetMailInIsTakenToStopIt() throws IOException {
        assertTrue(stopsMail("preset = postfixadmin"));
        assertTrue(stopsMail("preset = iredmail"));
        assertTrue(stopsMail("preset = modoboa"));
        assertFalse(stopsMail("preset = mailcow"));
        assertTrue(stopsMail("preset = mailcow\nlock = active=0"));
        assertFalse(stopsMail("preset = postfixadmin\nlock = nologin=1\nlock-stops-mail = no"));
        assertThrows(IOException.class, () -> stopsMail("preset = iredmail\nlock-stops-mail = x"));
    }
}
