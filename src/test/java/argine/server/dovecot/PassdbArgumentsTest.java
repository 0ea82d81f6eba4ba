// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassdbArgumentsTest {
    @TempDir Path folder;

    private final List<String> where = new ArrayList<>();

    private List<Map.Entry<String, String>> added(String text) {
        List<Map.Entry<String, String>> settings = DoveconfText.parse(text);
        List<Map.Entry<String, String>> all =
                new ArrayList<>(new PassdbArguments(Optional.of(folder), where).beside(settings));
        all.removeAll(settings);
        return all;
    }

    @Test
    void ofAFileWithThePasswordOfADatabaseOnlyTheSchemeIsTaken() throws IOException {
        Files.writeString(
                folder.resolve("sql.conf"),
                """
                connect = host=db password=secret
                # default_pass_scheme = PLAIN
                default_pass_scheme = MD5   # from the panel
                """);
        String args = "args = /etc/dovecot/sql.conf\n";
        for (String block : List.of("driver = sql\n" + args, args + "driver = sql\n")) {
            assertEquals(
                    List.of(Map.entry("passdb/args/default_pass_scheme", "MD5")),
                    added("passdb {\n" + block + "}\nuserdb {\ndriver = static\n}\n"));
        }
        assertEquals(List.of(), where);
    }

    @Test
    void aFileOfUsersIsNotRead() throws IOException {
        Files.writeString(folder.resolve("users"), "default_pass_scheme = PLAIN\n");
        assertEquals(
                List.of(), added("passdb {\nargs = /etc/dovecot/users\ndriver = passwd-file\n}\n"));
        assertEquals(List.of(), where);
    }

    /** A named pipe or a terminal that nobody writes to would be waited for without an end. */
    @Test
    void whatIsNoFileIsNotOpened() {
        assertEquals(List.of(), added("passdb {\ndriver = sql\nargs = /dev/zero\n}\n"));
        assertEquals(
                List.of(
                        "passdb /dev/zero not read, so a weak default_pass_scheme in it is"
                                + " not seen"),
                where);
    }

    @Test
    void oneThatCannotBeReadIsSaid() {
        assertEquals(List.of(), added("passdb {\ndriver = sql\nargs = /etc/dovecot/none\n}\n"));
        assertEquals(
                List.of(
                        "passdb /etc/dovecot/none not read, so a weak default_pass_scheme in it is"
                                + " not seen"),
                where);
    }

    @Test
    void aCommentBehindAValueIsNoPartOfIt() {
        assertEquals(
                List.of(
                        Map.entry("a", "no"),
                        Map.entry("b", "x # y"),
                        Map.entry("c", "x#y"),
                        Map.entry("d", "# hidden, use -P to show it"),
                        Map.entry("e", "no"),
                        Map.entry("protocol", "imap"),
                        Map.entry("protocol/f", "g")),
                DoveconfText.parse(
                        """
                        a = no # for webmail
                        b = "x # y" # z
                        c = x#y
                        d = # hidden, use -P to show it
                        e = \\
                          no
                        protocol imap { # those
                          f = g
                        } # end
                        """));
    }
}
