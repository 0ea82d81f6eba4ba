// SPDX-License-Identifier: Apache-2.0
package argine.server.exim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ACLs that are delivered, as a real Exim prints them.
 *
 * <p>Only where {@code argine.exim} names the program.
 */
class LiveEximAclsTest {
    private static final String EXIM = System.getProperty("argine.exim", "");
    private static final String MAIN =
            """
            primary_hostname = mail.example.org
            keep_environment =
            RCPT = argine_rcpt
            acl_smtp_mail = argine_mail
            acl_smtp_rcpt = RCPT
            acl_smtp_data = \\
              argine_data
            begin acl
            .include %s
            """;

    @TempDir Path folder;

    @Test
    void macrosIncludedFilesAndLongLinesAreOfNoMatter() throws IOException {
        if (EXIM.isEmpty()) {
            System.out.println("LiveEximAclsTest: not run, no Exim was named");
            return;
        }
        Path lines = Path.of("packaging/guard/exim.conf").toAbsolutePath();
        Path config = Files.writeString(folder.resolve("exim.conf"), MAIN.formatted(lines));
        Map<String, List<String>> acls = EximAcls.ask(List.of(EXIM, "-C", config.toString()));
        assertEquals(
                List.of("acl_smtp_mail", "acl_smtp_rcpt", "acl_smtp_data"),
                List.copyOf(acls.keySet()));
        assertEquals(List.of(2, 5, 7), acls.values().stream().map(List::size).toList());
        assertTrue(
                acls.getOrDefault("acl_smtp_rcpt", List.of()).getFirst().contains("{3s}{}{pass}}"));
        assertThrows(
                IOException.class,
                () -> EximAcls.ask(List.of(EXIM, "-C", folder + "/no-such-file")));
    }
}
