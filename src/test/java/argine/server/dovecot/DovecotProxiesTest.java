// SPDX-License-Identifier: Apache-2.0
package argine.server.dovecot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From where other people's clients come. */
class DovecotProxiesTest {
    @TempDir Path folder;

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).flatMap(text -> Network.parse(text).stream()).toList();
    }

    private List<Network> in(String text) throws IOException {
        Files.writeString(folder.resolve("dovecot.conf"), text);
        return DovecotProxies.in(folder);
    }

    @Test
    void aListIsOneLine() throws IOException {
        assertEquals(
                networks("192.0.2.80", "198.51.100.0/28", "2001:db8::5"),
                in(
                        """
                        haproxy_trusted_networks = 192.0.2.80, 198.51.100.0/28 proxy.corp.test
                        login_trusted_networks = 2001:db8::5
                        """));
    }

    @Test
    void aListIsABlock() throws IOException {
        assertEquals(
                networks("192.0.2.80", "198.51.100.0/28"),
                in(
                        """
                        login_trusted_networks {
                          192.0.2.80 = yes
                          198.51.100.0/28 = yes
                          203.0.113.0/24 = no
                        }
                        """));
    }

    @Test
    void whereNoDovecotIsNobodyIsNamed() {
        assertEquals(List.of(), DovecotProxies.in(folder.resolve("nowhere")));
    }
}
