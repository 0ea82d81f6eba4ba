// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Aliases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AliasFileTest {
    @TempDir Path folder;

    private List<String> of(String account, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("aliases"), text);
        Aliases aliases = new Aliases();
        AliasFile.read(file, aliases);
        return aliases.of(account);
    }

    @Test
    void everyNameThatLeadsThereIsFound() throws IOException {
        String text =
                """
                # virtual
                Sales@example.org  Rossi@example.org
                info@example.org   anna@example.org,
                # between
                    rossi@example.org
                """;
        assertEquals(
                List.of("sales@example.org", "info@example.org"), of("rossi@example.org", text));
        assertEquals(List.of("info@example.org"), of("anna@example.org", text));
    }

    @Test
    void namesThatLeadThereThroughOthersAreFound() throws IOException {
        assertEquals(
                List.of("b@x.test", "a@x.test"),
                of("rossi@x.test", "a@x.test b@x.test\nb@x.test rossi@x.test\n"));
    }

    @Test
    void aliasesOfTheHostAreRead() throws IOException {
        assertEquals(
                List.of("webmaster", "two words"),
                of("rossi", "webmaster: rossi\n\"two words\": rossi, |/bin/cmd, :include:/x\n"));
    }

    @Test
    void aTargetWithoutADomainLeadsToEveryAccountOfThatName() throws IOException {
        assertEquals(List.of("webmaster"), of("rossi@example.org", "webmaster: rossi\n"));
        assertEquals(List.of("sales@x.test"), of("rossi", "sales@x.test rossi@x.test\n"));
    }

    @Test
    void aCatchAllIsNoName() throws IOException {
        assertEquals(List.of(), of("rossi@example.org", "@example.org rossi@example.org\n"));
    }

    @Test
    void aCircleEnds() throws IOException {
        assertEquals(
                List.of("b@x.test", "a@x.test"),
                of("r@x.test", "a@x.test b@x.test\nb@x.test a@x.test, r@x.test\n"));
    }
}
