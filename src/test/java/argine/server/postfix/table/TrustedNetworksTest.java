// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.Configuration;
import argine.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustedNetworksTest {
    private static final Path POSTMAP = Path.of("/usr/sbin/postmap");

    @TempDir Path folder;

    private final List<String> where = new ArrayList<>();

    private static Configuration trusting(String networks) {
        return Configuration.of(
                Map.of("mynetworks", networks),
                Map.of("2525/inet", Map.of("mynetworks", "127.0.0.1, ::1 [2001:db8::1]/128")),
                List.of(),
                Map.of(),
                List.of(),
                List.of());
    }

    private Map<String, List<String>> read(String networks) {
        return new TrustedNetworks(Optional.of(folder)).read(trusting(networks), where);
    }

    @Test
    void whatStandsBehindATableOrAFileIsRead() throws IOException {
        Files.writeString(
                folder.resolve("cidr"),
                "# ours\n10.0.0.0/8 OK\n  more\nif 10.0.0.0/8\n!192.0.2.0/24 x\nendif\n2001:db8::/32 y\n");
        Files.writeString(folder.resolve("hash"), "192.0.2.1 the printer\n192.0.2.0/24 nothing\n");
        Files.writeString(folder.resolve("list"), "# ours\n198.51.100.0/24, !198.51.100.7\n");
        assertEquals(
                Map.of(
                        "cidr:/etc/postfix/cidr",
                        List.of("10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32"),
                        "proxy:hash:/etc/postfix/hash",
                        List.of("192.0.2.1"),
                        "/etc/postfix/list",
                        List.of("198.51.100.0/24")),
                read(
                        "127.0.0.0/8, [::1]/128 static:all cidr:/etc/postfix/cidr,"
                                + " proxy:hash:/etc/postfix/hash /etc/postfix/list"));
        assertEquals(List.of(), where);
    }

    @Test
    void whatCannotBeReadIsSaid() {
        assertEquals(Map.of(), read("pgsql:/etc/postfix/n.cf hash:/etc/postfix/none cidr:/a\0b"));
        String not = " not read, so networks in it are not seen: ";
        assertEquals(
                List.of(
                        "mynetworks pgsql:/etc/postfix/n.cf"
                                + not
                                + "its kind can only be asked name by name",
                        "mynetworks hash:/etc/postfix/none"
                                + not
                                + "no file "
                                + folder.resolve("none"),
                        "mynetworks cidr:/a\0b" + not + "Nul character not allowed: /a\0b"),
                where);
    }

    @Test
    void onTheServerPostmapIsAskedForTheAddresses() throws IOException {
        if (!Files.isExecutable(POSTMAP)) {
            System.err.println("left out: Postfix is not installed (see ./check)");
            return;
        }
        Path file = Files.writeString(folder.resolve("hosts"), "192.0.2.1 x\n192.0.2.2 y\n");
        Files.createFile(folder.resolve("main.cf"));
        Program.output(List.of("postmap", "-c", folder.toString(), "hash:" + file));
        Files.delete(file);
        assertEquals(
                Map.of("hash:" + file, List.of("192.0.2.1", "192.0.2.2")),
                new TrustedNetworks(Optional.empty(), Optional.of(folder))
                        .read(trusting("hash:" + file), where));
    }
}
