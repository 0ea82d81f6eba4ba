// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import argine.server.Aliases;
import argine.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasTableTest {
    private static final Path POSTMAP = Path.of("/usr/sbin/postmap");

    @TempDir Path folder;

    @Test
    void aTableIsToldFromAFileByItsType() {
        assertEquals(
                Optional.of(new AliasTable("hash", "/etc/postfix/virtual")),
                AliasTable.of("hash:/etc/postfix/virtual"));
        assertEquals(
                Optional.of(new AliasTable("proxy", "pgsql:/etc/postfix/a.cf")),
                AliasTable.of("proxy:pgsql:/etc/postfix/a.cf"));
        assertEquals(Optional.empty(), AliasTable.of("/etc/postfix/virtual"));
        assertEquals(Optional.empty(), AliasTable.of("tcp:example.org:99"));
        assertEquals(Optional.empty(), AliasTable.of("inline:{a=b}"));
    }

    @Test
    void tablesThatAreFilesAreListedAndOthersAskedNameByName() throws IOException {
        if (!Files.isExecutable(POSTMAP)) {
            System.err.println("left out: Postfix is not installed (see ./check)");
            return;
        }
        Path file =
                Files.writeString(
                        folder.resolve("virtual"),
                        "sales@example.org rossi@example.org\n@example.org rossi@example.org\n"
                                + "rossi@example.org rossi@example.org, me@elsewhere.test\n");
        Files.createFile(folder.resolve("main.cf"));
        Program.output(List.of("postmap", "-c", folder.toString(), "hash:" + file));
        for (String type : List.of("hash", "texthash")) {
            assertEquals(
                    List.of("sales@example.org"),
                    aliases(type + ":" + file, "rossi@example.org").of("rossi@example.org"));
            assertEquals(
                    Map.of("@example.org", "rossi@example.org"),
                    aliases(type + ":" + file, "rossi@example.org").catchAlls());
        }
        Path expressions =
                Files.writeString(
                        folder.resolve("regexp"),
                        "/^sales@/ rossi@example.org\n/^rossi@/ rossi@example.org me@elsewhere.test\n");
        Aliases asked = aliases("regexp:" + expressions, "rossi@example.org");
        assertEquals(List.of("sales@example.org"), asked.of("rossi@example.org"));
        assertEquals(List.of(), aliases("regexp:" + expressions, "x@y.test").of("x@y.test"));
        AliasTable table = AliasTable.of("texthash:" + file).orElseThrow();
        assertEquals(
                Optional.of("rossi@example.org"),
                table.ask("sales@example.org", Optional.of(folder)));
        assertEquals(Optional.empty(), table.ask("x@y.test", Optional.of(folder)));
        AliasTable none = AliasTable.of("hash:/nowhere/at-all").orElseThrow();
        assertThrows(IOException.class, () -> none.ask("x@y.test", Optional.of(folder)));
    }

    @Test
    void aTableThatPostaliasMadeIsListedToo() throws IOException {
        if (!Files.isExecutable(POSTMAP)) {
            System.err.println("left out: Postfix is not installed (see ./check)");
            return;
        }
        Path file =
                Files.writeString(
                        folder.resolve("aliases"), "webmaster: rossi\nsales: rossi, verdi\n");
        Files.createFile(folder.resolve("main.cf"));
        Program.output(List.of("postalias", "-c", folder.toString(), "hash:" + file));
        Files.delete(file);
        assertEquals(
                List.of("sales", "webmaster"),
                aliases("hash:" + file, "rossi").of("rossi").stream().sorted().toList());
        assertEquals(List.of("sales"), aliases("hash:" + file, "verdi").of("verdi"));
    }

    @Test
    void aTableThatCannotBeAskedIsSaid() throws IOException {
        Files.createFile(folder.resolve("main.cf"));
        if (Files.isExecutable(POSTMAP)) {
            assertThrows(IOException.class, () -> aliases("hash:/nowhere/at-all", "rossi@x"));
        }
    }

    private Aliases aliases(String table, String account) throws IOException {
        Aliases aliases = new Aliases();
        AliasTable.of(table).orElseThrow().addTo(aliases, List.of(account), Optional.of(folder));
        return aliases;
    }
}
