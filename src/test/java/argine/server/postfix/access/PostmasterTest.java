// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets postmaster's mail, as Postfix's own programs say. */
class PostmasterTest {
    @TempDir private Path folder;

    private List<String> around(String account, String virtual, String local) throws IOException {
        Path maps = Files.writeString(folder.resolve("virtual"), virtual);
        Path aliases = Files.writeString(folder.resolve("aliases"), local);
        Files.writeString(
                folder.resolve("main.cf"),
                "virtual_alias_maps = static, hash:/nowhere, texthash:%s\nalias_maps = texthash:%s\n"
                        .formatted(maps, aliases));
        Files.writeString(folder.resolve("master.cf"), "");
        return new Postmaster(Optional.of(folder)).around(account);
    }

    private static boolean hasPostfix() {
        boolean has = Files.isExecutable(Path.of("/usr/sbin/postmap"));
        if (!has) {
            System.err.println("left out: Postfix is not installed (see ./check)");
        }
        return has;
    }

    @Test
    void postmasterIsFollowedFromAliasToAlias() throws IOException {
        if (!hasPostfix()) {
            return;
        }
        String virtual =
                """
                postmaster@example.org admins@example.org
                admins@example.org Rossi@example.org, verdi@example.org, admins@example.org
                postmaster@loop.test a@loop.test
                a@loop.test b@loop.test
                b@loop.test a@loop.test
                """;
        String local = "postmaster root\nroot bianchi, |/bin/cat, /dev/null, :include:/x\n";
        assertEquals(
                List.of("admins@example.org", "rossi@example.org", "verdi@example.org"),
                around("x@example.org", virtual, local));
        assertEquals(List.of("bianchi"), around("x@elsewhere.test", virtual, local));
        assertEquals(List.of("bianchi"), around("bianchi", virtual, local));
        assertEquals(List.of(), around("x@loop.test", virtual, ""));
        assertEquals(List.of(), around("x@example.org", "", ""));
    }
}
