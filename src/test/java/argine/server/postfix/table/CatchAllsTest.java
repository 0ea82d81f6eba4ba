// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Configuration.CatchAll;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatchAllsTest {
    @TempDir Path folder;

    private final List<String> where = new ArrayList<>();

    private List<CatchAll> read(String parameter, String value) {
        return new CatchAlls(Optional.of(folder)).read(Map.of(parameter, value), where);
    }

    @Test
    void theDomainsOfATextAreFoundWhateverNamesIt() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("virtual"),
                        "a@example.org b@example.org\n@EXAMPLE.org  b@example.org,\n  c@example.org\n"
                                + "# @no.example x\n@ z@example.org\n");
        for (String table :
                List.of(
                        "hash:/etc/postfix/virtual",
                        "texthash:" + file,
                        "lmdb:/etc/postfix/virtual",
                        "proxy:hash:/etc/postfix/virtual")) {
            assertEquals(
                    List.of(
                            new CatchAll(
                                    "virtual_alias_maps",
                                    table.replace("proxy:", ""),
                                    "@example.org",
                                    "b@example.org,   c@example.org")),
                    read("virtual_alias_maps", table));
        }
        assertEquals(
                "hash:/etc/postfix/virtual",
                read("virtual_mailbox_maps", "/etc/postfix/virtual").getFirst().table());
        assertEquals(List.of(), where);
        assertEquals(List.of(), read("alias_maps", "hash:" + file));
    }

    @Test
    void whatCannotBeListedIsSaid() {
        assertEquals(
                List.of(),
                read(
                        "virtual_alias_maps",
                        "pgsql:/etc/postfix/a.cf regexp:{{/^x/ y}}, hash:/etc/postfix/none hash:/a\0b"));
        String begin = "virtual_alias_maps ";
        String not = " not listed, so a catch-all in it is not seen: ";
        String kind = "its kind can only be asked name by name";
        assertEquals(
                List.of(
                        begin + "pgsql:/etc/postfix/a.cf" + not + kind,
                        begin + "regexp:{{/^x/ y}}" + not + kind,
                        begin
                                + "hash:/etc/postfix/none"
                                + not
                                + "no file "
                                + folder.resolve("none"),
                        begin + "hash:/a\0b" + not + "Nul character not allowed: /a\0b"),
                where);
    }
}
