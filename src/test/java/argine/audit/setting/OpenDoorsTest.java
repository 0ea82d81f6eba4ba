// SPDX-License-Identifier: Apache-2.0
package argine.audit.setting;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.server.ConfigurationFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDoorsTest {
    private static final String SAFE =
            "auth_verbose = yes\nauth_policy_server_url = http://127.0.0.1:1/\n";

    @TempDir Path folder;

    private List<Finding> dovecot(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("dovecot.conf"), SAFE + text);
        return LaxSettings.look(
                ConfigurationFinder.find(Optional.empty(), Optional.of(file), Optional.empty()));
    }

    private static String service(String name, String listener, String... settings) {
        return "service %s {\n  inet_listener %s {\n    %s\n  }\n}\n"
                .formatted(name, listener, String.join("\n    ", settings));
    }

    private List<String> severities(String text) throws IOException {
        return dovecot(text).stream().map(f -> f.severity() + " " + f.setting()).toList();
    }

    @Test
    void doveadmThatOtherHostsReachIsToldWithTheCommandThatClosesIt() throws IOException {
        String http = service("doveadm", "http", "port = 8080", "ssl = yes");
        assertEquals(
                List.of(
                        new Finding(
                                Finding.Severity.HIGH,
                                "dovecot",
                                "service doveadm/inet_listener http/address",
                                "doveadm http at *, :: port 8080",
                                "one key opens, changes and deletes every mailbox, and other hosts"
                                        + " may try it",
                                "127.0.0.1",
                                "printf 'service doveadm {\\n  inet_listener http {\\n    address ="
                                        + " 127.0.0.1\\n  }\\n}\\n' >> /etc/dovecot/local.conf"
                                        + " && doveadm reload")),
                dovecot(http));
        String closed = service("doveadm", "http", "address = 127.0.0.1");
        assertEquals(List.of(), dovecot(http + closed), "what the command adds");
    }

    @Test
    void aDoorWithoutANameIsToldInWords() throws IOException {
        assertEquals(
                "# write address = 127.0.0.1 into service doveadm/inet_listener in dovecot.conf,"
                        + " then: doveadm reload",
                dovecot(service("doveadm", "", "port = 2425")).getFirst().command());
        assertEquals(
                List.of("HIGH service doveadm/inet_listener/address"),
                severities(
                        service("doveadm", "", "port = 2425")
                                + service("doveadm", "", "address = 127.0.0.1")),
                "another block without a name is another door");
    }

    @Test
    void aNameThatAShellMightTakeForMoreIsToldInWords() throws IOException {
        String command =
                dovecot(service("doveadm", "a';reboot;'", "port = 1")).getFirst().command();
        assertEquals("#", command.substring(0, 1));
    }

    @Test
    void theWorstOpenDoorGivesTheSeverity() throws IOException {
        String stats = service("stats", "http", "port = 9900");
        assertEquals(List.of("LOW service stats/inet_listener http/address"), severities(stats));
        String dict = service("dict", "tcp", "port = 1");
        assertEquals(
                List.of("MEDIUM service dict/inet_listener tcp/address"), severities(stats + dict));
        assertEquals(
                List.of("HIGH service auth/inet_listener tcp/address"),
                severities(stats + dict + service("auth", "tcp", "port = 1")));
    }

    @Test
    void doorsThatNobodyElseReachesAreNotTold() throws IOException {
        for (String address : List.of("127.0.0.1", "localhost", "::1", "[::1], 127.0.0.53")) {
            assertEquals(
                    List.of(),
                    dovecot(service("doveadm", "http", "port = 8080", "address = " + address)));
        }
        assertEquals(
                List.of(), dovecot("listen = 127.0.0.1\n" + service("doveadm", "x", "port = 1")));
        assertEquals(List.of(), dovecot(service("doveadm", "x", "port = 0", "address = *")));
        assertEquals(List.of(), dovecot(service("doveadm", "x", "address = *")), "no port");
        assertEquals(List.of(), dovecot(service("imap-login", "imap", "port = 143")));
        assertEquals(
                List.of("HIGH ssl"),
                severities("ssl = no\n" + service("doveadm", "x", "port = 1", "ssl = yes")),
                "a door for TLS is not opened where TLS is off");
    }

    @Test
    void aPenaltyForGuessesThatIsSwitchedOffIsTold() throws IOException {
        String off =
                "service anvil {\n  unix_listener anvil-auth-penalty {\n    mode = %s\n  }\n}\n";
        for (String mode : List.of("0", "00", "0000")) {
            assertEquals(
                    List.of("MEDIUM service anvil/unix_listener anvil-auth-penalty/mode"),
                    severities(off.formatted(mode)));
        }
        assertEquals(List.of(), dovecot(off.formatted("0600")));
        assertEquals(
                List.of(), dovecot(off.formatted("0") + off.formatted("0600")), "the last counts");
        assertEquals(List.of(), dovecot(off.replace("auth-penalty", "other").formatted("0")));
    }

    @Test
    void anAnswerToAWrongPasswordThatComesAtOnceIsTold() throws IOException {
        for (String none : List.of("0", "0s", "0 secs", "00")) {
            assertEquals(
                    List.of("MEDIUM auth_failure_delay"),
                    severities("auth_failure_delay = " + none + "\n"));
        }
        assertEquals(List.of(), dovecot("auth_failure_delay = 1 secs\n"));
    }

    @Test
    void aShortKeyOfADoveadmThatTcpReachesIsToldAndNotShown() throws IOException {
        String inner = service("doveadm", "http", "address = 127.0.0.1", "port = 8080");
        List<Finding> found = dovecot("doveadm_api_key = secret123\n" + inner);
        assertEquals(
                List.of(
                        new Finding(
                                Finding.Severity.MEDIUM,
                                "dovecot",
                                "doveadm_api_key",
                                "...",
                                "shorter than 16 characters: who guesses it opens, changes and"
                                        + " deletes every mailbox, from this host",
                                "(32 random characters)",
                                "printf 'doveadm_api_key = %s\\n' $(openssl rand -hex 16) >>"
                                        + " /etc/dovecot/local.conf && doveadm reload")),
                found);
        String open = service("doveadm", "tcp", "port = 12345");
        assertEquals(
                List.of("HIGH service doveadm/inet_listener tcp/address", "HIGH doveadm_password"),
                severities("doveadm_password = secret\n" + open));
        for (String fine :
                List.of(
                        "doveadm_api_key = 0123456789abcdef0123456789abcdef\n" + inner,
                        "doveadm_api_key = # hidden, use -P to show it\n" + inner,
                        "doveadm_api_key = secret123\n")) {
            assertEquals(List.of(), dovecot(fine), fine);
        }
    }
}
