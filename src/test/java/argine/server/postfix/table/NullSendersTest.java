// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NullSendersTest {
    private static final Path POSTMAP = Path.of("/usr/sbin/postmap");

    @TempDir Path folder;

    private final List<String> where = new ArrayList<>();

    private static Configuration with(String restrictions, Map<String, String> main) {
        return Configuration.of(
                main,
                Map.of("587/inet", Map.of("smtpd_sender_restrictions", restrictions)),
                List.of(),
                Map.of(),
                List.of(),
                List.of());
    }

    @Test
    void ofACopyTheTextIsReadThatTheTableWasMadeFrom() throws IOException {
        Files.writeString(folder.resolve("senders"), "a@b.example OK\n<>  REJECT not here\n");
        Files.writeString(folder.resolve("others"), "nobody 550 no\n");
        Configuration all =
                with(
                        "Check_Sender_Access hash:/etc/postfix/senders, permit_mynetworks,"
                                + " texthash:/etc/postfix/others, check_sender_access pcre:/x,"
                                + " check_client_access hash:/etc/postfix/others",
                        Map.of("a", "b"));
        assertEquals(
                Map.of(
                        "hash:/etc/postfix/senders",
                        "REJECT not here",
                        "texthash:/etc/postfix/others",
                        ""),
                new NullSenders(Optional.of(folder)).read(all, where));
        assertEquals(
                List.of(
                        "check_sender_access pcre:/x not asked for <>: its kind can only be asked"
                                + " name by name"),
                where);
    }

    @Test
    void anotherKeyMayStandForTheNullSender() throws IOException {
        Files.writeString(folder.resolve("others"), "nobody 550 no\n");
        assertEquals(
                Map.of("lmdb:/etc/postfix/others", "550 no"),
                new NullSenders(Optional.of(folder))
                        .read(
                                with(
                                        "lmdb:/etc/postfix/others",
                                        Map.of("smtpd_null_access_lookup_key", "nobody")),
                                where));
    }

    @Test
    void onTheServerTheTableIsAsked() throws IOException {
        if (!Files.isExecutable(POSTMAP)) {
            System.err.println("left out: Postfix is not installed (see ./check)");
            return;
        }
        Files.createFile(folder.resolve("main.cf"));
        Path expressions = Files.writeString(folder.resolve("regexp"), "/^<>$/ REJECT\n");
        Path text = Files.writeString(folder.resolve("text"), "a@b.example REJECT\n");
        assertEquals(
                Map.of("regexp:" + expressions, "REJECT", "texthash:" + text, ""),
                new NullSenders(Optional.empty(), Optional.of(folder))
                        .read(
                                with(
                                        "check_sender_access regexp:"
                                                + expressions
                                                + ", check_sender_access texthash:"
                                                + text,
                                        Map.of()),
                                where));
        assertEquals(List.of(), where);
    }
}
