// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class AuditSettingsTest {
    @TempDir private Path folder;

    private static String said(String... more) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        Surroundings surroundings = new Surroundings(writer, writer, Clock.systemUTC(), false);
        List<String> words =
                new ArrayList<>(List.of("audit", "settings", "--postfix", "examples/audit"));
        words.addAll(List.of(more));
        assertEquals(
                Exit.SOMETHING_IS_WRONG,
                Cli.run(surroundings, words.toArray(String[]::new)),
                out::toString);
        surroundings.flush();
        return out.toString();
    }

    private static List<String> commands(String... options) {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out);
        List<String> words = new ArrayList<>(List.of("audit", "settings", "--fix"));
        words.addAll(List.of(options));
        Surroundings surroundings = new Surroundings(writer, writer, Clock.systemUTC(), false);
        Cli.run(surroundings, words.toArray(String[]::new));
        return out.toString()
                .lines()
                .filter(line -> !line.matches("# (high|medium|low): .*"))
                .toList();
    }

    @Test
    void commandsAreForThePostfixWhoseFolderWasNamed() throws IOException {
        Path named = Files.createDirectories(folder.resolve("it's"));
        Files.writeString(
                named.resolve("main.cf"), "relay_domains = static:all\nmyhostname = m.test\n");
        String word = "'" + named.toString().replace("'", "'\\''") + "'";
        List<String> commands = commands("--postfix", named.toString());
        assertTrue(
                commands.contains(
                        "postconf -c "
                                + word
                                + " -e 'relay_domains=' && postfix -c "
                                + word
                                + " reload"),
                commands::toString);
        Path printed = Files.writeString(folder.resolve("n"), "relay_domains = static:all\n");
        List<String> usual = commands("--postfix", printed.toString());
        assertTrue(
                usual.contains("postconf -e 'relay_domains=' && postfix reload"), usual::toString);
    }

    @Test
    void commandsAreForTheDovecotWhoseFileWasNamed() throws IOException {
        Path named = folder.resolve("dovecot.conf");
        String keys =
                "doveadm_api_key = short\nservice doveadm {\n inet_listener http {\n"
                        + " port = 8080\n }\n}\n";
        Files.writeString(named, keys);
        for (String option : List.of(named.toString(), folder.toString())) {
            List<String> commands = commands("--dovecot", option);
            assertTrue(
                    commands.contains(
                            "printf 'doveadm_api_key = %s\\n' $(openssl rand -hex 16) >> "
                                    + named
                                    + " && doveadm -c "
                                    + named
                                    + " reload"),
                    commands::toString);
            assertTrue(
                    commands.stream().noneMatch(one -> one.contains("/etc/dovecot")),
                    commands::toString);
        }
        Files.writeString(named, "# 2.3.19.1 (9b53102964): /etc/dovecot/dovecot.conf\n" + keys);
        List<String> usual = commands("--dovecot", named.toString());
        assertTrue(
                usual.stream()
                        .anyMatch(one -> one.endsWith("/etc/dovecot/local.conf && doveadm reload")),
                usual::toString);
    }

    /** With the reason before each, as a comment: all of it can be given to a shell. */
    @Test
    void fixPrintsTheCommandsAndNothingElse() {
        List<String> commands =
                JsonMapper.shared()
                        .readTree(said("--format", "json"))
                        .path("lax")
                        .valueStream()
                        .map(one -> one.path("command").asString(""))
                        .filter(command -> !command.startsWith("#")) // what to do in words
                        .toList();
        assertEquals(6, commands.size());
        assertEquals(
                commands, said("--fix").lines().filter(line -> !line.startsWith("#")).toList());
    }
}
