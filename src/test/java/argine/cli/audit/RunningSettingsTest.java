// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.OwnProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code argine audit settings} of the host itself: its own postconf and doveconf are asked, of a
 * /etc that only the process of this test sees.
 */
class RunningSettingsTest {
    private static final List<Path> NEEDED =
            List.of(
                    Path.of("/usr/sbin/postconf"),
                    Path.of("/usr/bin/doveconf"),
                    Path.of("/usr/bin/unshare"),
                    Path.of("/etc/postfix"),
                    Path.of("/etc/dovecot"));

    @TempDir Path folder;

    private Path etc(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    void itsOwnProgramsAreAskedWhatEveryServiceIsTold() throws Exception {
        if (!NEEDED.stream().allMatch(Files::exists)
                || !run(List.of("unshare", "-m", "true")).isEmpty()) {
            System.err.println("left out: needs root, Postfix and Dovecot (see ./check)");
            return;
        }
        Files.writeString(
                etc("postfix").resolve("main.cf"),
                "compatibility_level = 3.6\nmynetworks = 127.0.0.0/8\n");
        Files.writeString(
                etc("postfix").resolve("master.cf"),
                "smtp inet n - y - - smtpd\n2525 inet n - y - - smtpd\n"
                        + "  -o smtpd_sasl_auth_enable=yes\n");
        Files.writeString(
                etc("dovecot").resolve("dovecot.conf"),
                "ssl = no\nauth_debug_passwords = yes\ndoveadm_api_key = short\n"
                        + "service doveadm {\n  inet_listener {\n    address = 127.0.0.1\n"
                        + "    port = 2425\n  }\n}\n");
        String within =
                "mount --bind '%1$s/postfix' /etc/postfix && mount --bind '%1$s/dovecot' /etc/dovecot"
                        + " && exec \"$0\" \"$@\"";
        List<String> command =
                new ArrayList<>(List.of("unshare", "-m", "sh", "-c", within.formatted(folder)));
        command.addAll(OwnProcess.command(List.of("audit", "settings", "--format", "json")));
        String said = run(command);
        JsonNode json = JsonMapper.shared().readTree(said);
        List<String> lax =
                json.path("lax")
                        .valueStream()
                        .map(
                                one ->
                                        one.path("setting").asString("")
                                                + " = "
                                                + one.path("value").asString(""))
                        .toList();
        assertTrue(
                lax.containsAll(
                        List.of(
                                "2525/inet/smtpd_tls_auth_only = ",
                                "auth_debug_passwords = yes",
                                "doveadm_api_key = ...")),
                said);
        assertEquals(
                List.of(),
                lax.stream().filter(one -> one.startsWith("smtp/inet/")).toList(),
                "takes no logins");
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    List.of("dovecot.conf", "main.cf", "master.cf"),
                    files.filter(Files::isRegularFile)
                            .map(file -> String.valueOf(file.getFileName()))
                            .sorted()
                            .toList(),
                    "nothing is written");
        }
    }
}
