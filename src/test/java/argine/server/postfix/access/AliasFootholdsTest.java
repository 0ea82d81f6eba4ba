// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.server.access.Foothold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Postfix's own programs say of an account's aliases. */
class AliasFootholdsTest {
    private static final String ROSSI = "rossi@example.org";

    @TempDir private Path folder;

    @Test
    void mapsAreAskedByTheirWholeNamesAndThoseThatCannotBeAreTold() throws IOException {
        if (!Files.isExecutable(Path.of("/usr/sbin/postmap"))) {
            System.err.println("left out: Postfix is not installed (see ./check)");
            return;
        }
        Path map = folder.resolve("virtual");
        Files.writeString(
                map, "rossi@example.org rossi@example.org, thief@example.net, x@local.test\n");
        Files.writeString(
                folder.resolve("main.cf"),
                "here = texthash:%s\nvirtual_alias_maps = $here, static:all, hash:/nowhere/x\n"
                        .formatted(folder)
                        .replace(folder.toString(), map.toString()));
        Files.writeString(folder.resolve("master.cf"), "");
        List<Foothold> found =
                new AliasFootholds(Optional.of(folder), Set.of("local.test")).of(ROSSI);
        assertEquals(
                List.of(
                        new Foothold(
                                "texthash:" + map,
                                "sends mail outside, to thief@example.net",
                                true),
                        new Foothold("texthash:" + map, "sends mail to x@local.test", false),
                        new Foothold("static:all", "was not asked where it sends the mail", false)),
                found.subList(0, 3));
        assertEquals(4, found.size(), found.toString());
        assertTrue(found.getLast().what().contains("was not asked"), found.toString());
        assertTrue(found.getLast().suspicious());
    }
}
