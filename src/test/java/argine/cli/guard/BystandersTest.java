// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is never barred, because others do through them what they seem to do. */
class BystandersTest {
    @TempDir Path folder;

    /** Which of some clients are never barred. */
    private List<String> spared(String... clients) throws IOException {
        String file =
                """
                [listen]
                webmail = ["203.0.113.80"]
                robots = ["203.0.113.26"]
                [log]
                journal = true
                postfix = "%s"
                """
                        .formatted(folder);
        Setup setup =
                Bystanders.protect(
                        new GuardFile(Files.writeString(folder.resolve("guard.toml"), file)).read(),
                        folder);
        return Stream.of(clients)
                .filter(
                        client ->
                                setup.guard()
                                        .intrusion()
                                        .allow()
                                        .covers(ClientAddress.parse(client).orElseThrow()))
                .toList();
    }

    private void configured(String postfix, String dovecot) throws IOException {
        Files.writeString(folder.resolve("main.cf"), postfix);
        Files.writeString(folder.resolve("dovecot.conf"), dovecot);
    }

    @Test
    void webmailAndRobotsAreSpared() throws IOException {
        assertEquals(
                List.of("203.0.113.80", "203.0.113.26"),
                spared("203.0.113.80", "203.0.113.26", "203.0.113.9"));
    }

    @Test
    void relaysAreSpared() throws IOException {
        configured("mynetworks = 198.51.100.0/28\n", "");
        assertEquals(List.of("198.51.100.3"), spared("198.51.100.3", "198.51.100.99"));
    }

    @Test
    void proxiesInFrontOfPostfixAndDovecotAreSpared() throws IOException {
        configured(
                "smtpd_authorized_xclient_hosts = 203.0.113.1 proxy.corp.test [2001:db8::1]\n",
                """
                haproxy_trusted_networks = 203.0.113.2
                login_trusted_networks = 203.0.113.3
                """);
        assertEquals(
                List.of("203.0.113.1", "2001:db8::1", "203.0.113.2", "203.0.113.3"),
                spared(
                        "203.0.113.1",
                        "2001:db8::1",
                        "203.0.113.2",
                        "203.0.113.3",
                        "203.0.113.4",
                        "203.0.113.9"));
    }

    @Test
    void whoTrustsTheWholeWorldSparesNobodyByIt() throws IOException {
        configured("", "login_trusted_networks = 0.0.0.0/0 ::/0 203.0.113.3\n");
        assertEquals(List.of("203.0.113.3"), spared("203.0.113.3", "203.0.113.9", "2001:db8::1"));
    }
}
