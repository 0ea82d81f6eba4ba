// SPDX-License-Identifier: Apache-2.0
package argine.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.cli.desk.Typed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditPasswordsTest {
    private static final List<String> SECRETS =
            List.of("Zitrone2026!", "qwerty123", "kuvert-zaun-44-lila", "mario1!");

    @TempDir Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        Surroundings surroundings =
                new Surroundings(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC),
                        false);
        int code = Cli.run(surroundings, args);
        surroundings.flush();
        return code;
    }

    private static String crypt(String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return "{SHA512-CRYPT}" + Sha2Crypt.sha512Crypt(bytes, "$6$rounds=1000$salt");
    }

    private int audit(String users, String aliases, String... more) throws IOException {
        Path file = Files.writeString(folder.resolve("users"), users);
        Path map = Files.writeString(folder.resolve("virtual"), aliases);
        List<String> args = new ArrayList<>();
        args.addAll(List.of("audit", "passwords", "--passwd-file", file.toString()));
        args.addAll(List.of("--aliases", map.toString(), "--effort", "quick"));
        args.addAll(List.of("--state", folder.resolve("state").toString()));
        args.addAll(List.of(more));
        return run(args.toArray(String[]::new));
    }

    @Test
    void aTableIsAskedThroughTheConfigurationThatIsNamed() throws IOException {
        if (!Files.isExecutable(Path.of("/usr/sbin/postmap"))) {
            System.err.println("left out: Postfix is not installed (see ./check)");
            return;
        }
        Path config = Files.createDirectory(folder.resolve("postfix"));
        Files.writeString(config.resolve("main.cf"), "base = " + folder + "\n");
        Path users = Files.writeString(folder.resolve("users"), "rossi@example.org:{PLAIN}sales\n");
        Path table =
                Files.writeString(
                        folder.resolve("virtual"), "sales@example.org rossi@example.org\n");
        List<String> args =
                List.of(
                        "audit",
                        "passwords",
                        "--no-state",
                        "--passwd-file",
                        users.toString(),
                        "--aliases",
                        "texthash:" + table);
        List<String> named = new ArrayList<>(args);
        named.addAll(List.of("--postfix", config.toString()));
        assertEquals(Exit.SOMETHING_IS_WRONG, run(named.toArray(String[]::new)));
        assertTrue(out.toString().contains("equals alias sales@example.org"), out.toString());
        named.set(named.size() - 1, folder.resolve("none").toString());
        assertEquals(Exit.NOT_DONE, run(named.toArray(String[]::new)), err.toString());
    }

    @Test
    void theJsonSaysWhoByWhichRule() throws IOException {
        String users = "rossi@example.org:" + crypt("sales") + "\nx@example.org:{ROT13}x\n";
        int code = audit(users, "sales@example.org rossi@example.org\n", "--format", "json");
        assertEquals(Exit.SOMETHING_IS_WRONG, code, err::toString);
        JsonNode json = JsonMapper.shared().readTree(out.toString());
        assertEquals(
                JsonMapper.shared()
                        .readTree(
                                "[{\"account\":\"rossi@example.org\",\"rule\":\"equals alias\","
                                        + "\"alias\":\"sales@example.org\",\"scheme\":\"SHA512-CRYPT\"}]"),
                json.get("weak"));
        assertEquals("x@example.org", json.get("notReadable").get(0).get("account").asString());
        assertEquals(1, json.get("checked").asInt());
    }

    @Test
    void whoSharesAGuessedPasswordIsToldAndThePasswordIsNot() throws IOException {
        String users =
                "rossi@example.org:"
                        + crypt("sunshine")
                        + "\nverdi@example.org:"
                        + crypt("sunshine").replace("$salt$", "$SALT$")
                        + "\n"
                        + "bianchi@example.org:{PLAIN}sunshine\n";
        audit(users, "");
        String text = out.toString();
        assertTrue(
                text.contains(
                        "    rossi@example.org, bianchi@example.org   PLAIN, SHA512-CRYPT"
                                + "   (guessed)\n"),
                text);
        audit(users, "", "--format", "json");
        JsonNode json = JsonMapper.shared().readTree(out.toString().substring(text.length()));
        assertEquals(
                JsonMapper.shared()
                        .readTree(
                                "[{\"accounts\":[\"rossi@example.org\",\"bianchi@example.org\"],"
                                        + "\"scheme\":\"PLAIN, SHA512-CRYPT\",\"guessed\":true}]"),
                json.get("shared"));
        assertFalse(out.toString().contains("sunshine"));
    }

    @Test
    void wordsOfTheCompanyAreGivenByThemselvesOrInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("words"), "\n basilica \ncampanile\n");
        String users =
                "rossi@x.test:"
                        + crypt("Zampognari")
                        + "\nverdi@x.test:"
                        + crypt("Campanile")
                        + "\nneri@x.test:"
                        + crypt("basilica2026")
                        + "\nbianchi@x.test:"
                        + crypt("torchio")
                        + "\n";
        int code =
                audit(
                        users,
                        "",
                        "--words",
                        "zampognari",
                        "--words",
                        file.toString(),
                        "--format",
                        "json");
        assertEquals(Exit.SOMETHING_IS_WRONG, code, err::toString);
        assertEquals(
                List.of(
                        "neri@x.test name with digits, a year or a sign",
                        "rossi@x.test company word",
                        "verdi@x.test company word"),
                JsonMapper.shared()
                        .readTree(out.toString())
                        .get("weak")
                        .valueStream()
                        .map(
                                one ->
                                        one.get("account").asString()
                                                + " "
                                                + one.get("rule").asString())
                        .toList());
    }

    @Test
    void nobodyWeakIsZero() throws IOException {
        assertEquals(
                Exit.DONE, audit("rossi@example.org:" + crypt("kuvert-zaun-44-lila") + "\n", ""));
        assertTrue(out.toString().startsWith("No password was guessed (1 of 1"), out::toString);
    }

    @Test
    void noPasswordAndNoHashGetsOut() throws IOException {
        StringBuilder users = new StringBuilder();
        List<String> hashes = new ArrayList<>();
        for (String secret : SECRETS) {
            String hash = crypt(secret);
            hashes.add(hash.substring(hash.lastIndexOf('$') + 1));
            users.append("mario@d")
                    .append(hashes.size())
                    .append(".test:")
                    .append(hash)
                    .append('\n');
            users.append("zitrone@d").append(hashes.size()).append(".test:{PLAIN}");
            users.append(secret).append('\n').append(secret).append('\n');
        }
        audit(users.toString(), "", "--policy", "modern");
        audit(users.toString(), "", "--policy", "legacy", "--format", "json", "--full");
        audit(users.toString(), "", "-o", folder.resolve("report").toString());
        Files.delete(folder.resolve("users"));
        StringBuilder all = new StringBuilder(out.toString()).append(err);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file));
            }
        }
        for (String secret : SECRETS) {
            assertFalse(all.toString().contains(secret), "a password got out");
        }
        for (String hash : hashes) {
            assertFalse(all.toString().contains(hash), "a hash got out");
        }
    }

    @Test
    void withoutASourceItSaysWhatToDo() {
        assertEquals(Exit.NOT_DONE, run("audit", "passwords", "--icewarp", "none", "--no-state"));
        assertTrue(err.toString().contains("none: there is no such file"), err::toString);
    }

    @Test
    void aPasswordEndsAtTheLineOrAtAZero() throws IOException {
        for (String input : List.of("a b\u00e9", "a b\u00e9\n", "a b\u00e9\r\nx", "a b\u00e9\0x")) {
            byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
            assertEquals("a b\u00e9", Typed.password(new ByteArrayInputStream(bytes)));
        }
    }

    @Test
    void nothingIsTriedAtALiveLoginWithoutConsent() throws IOException {
        String users = "x@example.org:{ROT13}x\n";
        assertEquals(Exit.ASKED_WRONGLY, audit(users, "", "--try-login", "127.0.0.1:1"));
        assertTrue(err.toString().contains("add --i-consent"), err::toString);
        assertEquals(
                Exit.ASKED_WRONGLY,
                audit(
                        users,
                        "",
                        "--try-login",
                        "127.0.0.1:1",
                        "--i-consent",
                        "--login-guesses",
                        "5"));
        assertFalse(Files.exists(folder.resolve("login-tries")));
    }
}
