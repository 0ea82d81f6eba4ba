// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.audit.policy.PasswordPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lets a real PHP run what docs/password-policy.md has for change forms. */
class ChangeFormsTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```php\n(.*?)```");
    private static final String GOOD = "tower and olive garden 77";
    private static final String ROUNDCUBE =
            """
            $_SESSION['username'] = 'rossi@example.org';
            $form = new rcube_argine_password();
            foreach (array_slice($argv, 1) as $one) { echo implode('|', $form->check_strength($one)), "\\n"; }
            """;

    /** As Postfixadmin's validate_password calls what it is given. */
    private static final String POSTFIXADMIN =
            """
            $_SESSION['sessid']['username'] = 'rossi@example.org';
            foreach ($CONF['password_validation'] as $message) {
                if (!is_callable($message)) { echo 'not callable'; }
                foreach (array_slice($argv, 1) as $one) { echo $message($one), "\\n"; }
            }
            """;

    @TempDir Path folder;

    private static Optional<Path> php() {
        return Stream.of("/usr/bin/php", "/usr/local/bin/php")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String run(Path php, int block, String rest, int port)
            throws IOException, InterruptedException {
        String docs = Files.readString(Path.of("docs/password-policy.md"));
        List<String> blocks = BLOCK.matcher(docs).results().map(found -> found.group(1)).toList();
        String code = blocks.get(block);
        String whole = code.startsWith("<?php") ? code : "<?php\n" + code;
        Path file =
                Files.writeString(
                        folder.resolve("form.php"),
                        whole.replace(":10080/", ":" + port + "/")
                                        .replace("'timeout' => 15", "'timeout' => 600")
                                + rest);
        Process process =
                new ProcessBuilder(php.toString(), file.toString(), GOOD, "rossi", "\u00e8")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }

    @Test
    void bothFormsTakeWhatThePolicyTakesAndNothingWhenNobodyAnswers() throws Exception {
        Optional<Path> php = php();
        if (php.isEmpty()) {
            System.err.println("left out: PHP is not installed (see ./check)");
            return;
        }
        int port;
        try (PolicyEndpoint endpoint =
                PolicyEndpoint.start(
                        PasswordPolicy.MODERN,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            port = endpoint.port();
            assertMatches(
                    "5\\|\n1\\|too short[^\n]*name of its owner[^\n]*\n1\\|too short[^\n]*\n",
                    run(php.get(), 0, ROUNDCUBE, port));
            assertMatches(
                    "\ntoo short[^\n]*name of its owner[^\n]*\ntoo short[^\n]*\n",
                    run(php.get(), 1, POSTFIXADMIN, port));
        }
        assertTrue(run(php.get(), 0, ROUNDCUBE, port).contains("1|cannot be checked now"));
        assertTrue(run(php.get(), 1, POSTFIXADMIN, port).contains("cannot be checked now"));
    }

    private static void assertMatches(String pattern, String said) {
        Matcher whole = Pattern.compile(pattern).matcher(said);
        assertTrue(whole.matches(), said);
    }
}
