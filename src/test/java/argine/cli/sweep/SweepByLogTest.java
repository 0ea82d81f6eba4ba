// SPDX-License-Identifier: Apache-2.0
package argine.cli.sweep;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.IceWarpLab;
import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where queue files do not tell whose a message is, the log does. */
class SweepByLogTest {
    private static final Path LAB = Path.of("src/test/corpus/lab");

    @TempDir Path folder;

    private static String argine(String... words) {
        StringWriter said = new StringWriter();
        PrintWriter both = new PrintWriter(said);
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        Cli.run(new Surroundings(both, both, clock, false), words);
        return said.toString();
    }

    private static String sweep(Path at, String... more) {
        return argine(words("sweep", at, more));
    }

    private static String[] words(String command, Path at, String... more) {
        return Stream.concat(
                        Stream.of(
                                command,
                                "--log",
                                at.toString(),
                                "--queue",
                                at.resolve("queue").toString(),
                                "--config",
                                at.toString()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    private static String firstLine(String page) {
        return page.lines().findFirst().orElse("");
    }

    @Test
    void whatAContentFilterGaveBackIsTheThiefsAsTheLogProves() {
        Path at = LAB.resolve("guessed-filter");
        String id = "20261119-rossi-example-org";
        String plan = sweep(at, "--case", id);
        assertEquals(
                "WOULD HOLD 79 of 79 messages in " + at + "/queue: case " + id + ".",
                firstLine(plan));
        assertTrue(plan.contains("By account    rossi@example.org 79\n"), plan);
    }

    @Test
    void whereALogIsNamedItTellsWhatAnAccountSent() {
        Path at = LAB.resolve("guessed-filter");
        assertEquals(
                "WOULD HOLD 79 of 79 messages in " + at + "/queue: account rossi@example.org.",
                firstLine(sweep(at, "--account", "rossi@example.org")));
    }

    @Test
    void whatALogProvesIsHeld() throws IOException {
        Path queue = copy(LAB.resolve("guessed-filter/queue"), folder.resolve("queue"), x -> x);
        String[] words = {
            "sweep",
            "--account",
            "rossi@example.org",
            "--log",
            LAB.resolve("guessed-filter").toString(),
            "--queue",
            queue.toString(),
            "--store",
            folder.resolve("store").toString(),
            "--yes"
        };
        assertEquals("Held 79 messages. Receipt 2026-11-24.1", firstLine(argine(words)));
    }

    @Test
    void whatAProgramSentIsItsCases() {
        Path at = LAB.resolve("php-pickup");
        String plan = sweep(at, "--case", "20261109-uid-33");
        assertEquals(
                "WOULD HOLD 49 of 49 messages in " + at + "/queue: case 20261109-uid-33.",
                firstLine(plan));
    }

    @Test
    void anInvestigationProposesASweepThatFindsThem() {
        String filtered = argine(words("investigate", LAB.resolve("guessed-filter")));
        assertTrue(
                sweep(filtered).startsWith("argine sweep --case 20261119-rossi-example-org"),
                filtered);
        assertEquals(
                "WOULD HOLD 79 of 79 messages in "
                        + LAB.resolve("guessed-filter/queue")
                        + ": case 20261119-rossi-example-org.",
                firstLine(typed(sweep(filtered))));
        String script = argine(words("investigate", LAB.resolve("php-pickup")));
        assertEquals(
                "WOULD HOLD 49 of 49 messages in "
                        + LAB.resolve("php-pickup/queue")
                        + ": case 20261109-uid-33.",
                firstLine(typed(sweep(script))));
    }

    @Test
    void anIcewarpThatWasNamedByItsFolderIsSweptByTheSame() {
        String proposed = sweep(argine("investigate", "examples/icewarp"));
        assertTrue(
                proposed.matches(
                        "argine sweep --server icewarp --case \\S+ --log examples/icewarp"),
                proposed);
        assertTrue(firstLine(typed(proposed)).startsWith("WOULD HOLD "), proposed);
    }

    @Test
    void theClientOfAnOpenRelayOnAnIcewarpIsNamedAndItsMailTakenOut() throws Exception {
        Path at = new IceWarpLab().write(folder.resolve("relay"), "--scenario", "open-relay");
        String said = argine("investigate", at.toString());
        assertTrue(said.contains("192.0.2.80, which needs no login, sent 180 messages"), said);
        assertEquals(
                "argine sweep --server icewarp --case 20261119-forwarded-mail --log " + at,
                sweep(said));
        assertEquals(
                "WOULD HOLD 140 of 267 messages in "
                        + at
                        + "/mail/_outgoing: case 20261119-forwarded-mail.",
                firstLine(typed(sweep(said))));
    }

    @Test
    void anIcewarpThatWasNamedByItsFolderIsHeldAndPutBackByTheSame() throws IOException {
        Path at = copy(Path.of("examples/icewarp"), folder.resolve("icewarp"), x -> x);
        try (Stream<Path> files = Files.walk(at)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(
                        file, FileTime.from(Instant.parse("2026-11-20T00:00:00Z")));
            }
        }
        String store = " --store " + folder.resolve("store");
        String held = typed(sweep(argine("investigate", at.toString())) + store + " --yes");
        String undo = held.replaceAll("(?s).*To put them back: +([^\n]*)\n.*", "$1");
        assertEquals(
                "argine sweep --undo 2026-11-24.1 --server icewarp --queue "
                        + at.resolve("mail/_outgoing")
                        + store
                        + " --yes",
                undo);
        String many = firstLine(held).replaceAll("Held (\\d+ messages)\\..*", "$1");
        assertEquals("Put back " + many + " of receipt 2026-11-24.1.", firstLine(typed(undo)));
        String account =
                "argine sweep --account rossi@example.org --server icewarp --log "
                        + at
                        + store
                        + " --yes";
        assertEquals("Held " + many + ". Receipt 2026-11-24.2", firstLine(typed(account)));
        assertEquals("Held nothing: no message in the queue is meant.", firstLine(typed(account)));
    }

    @Test
    void aCopysPathsLeadNoSweepToTheServerThatItIsACopyOf() throws IOException {
        Path live = copy(Path.of("examples/icewarp/mail"), folder.resolve("live"), x -> x);
        Path at = copy(Path.of("examples/icewarp"), folder.resolve("icewarp"), x -> x);
        Files.writeString(at.resolve("path.dat"), "\n".repeat(7) + live.resolve("_outgoing"));
        String words =
                "argine sweep --account rossi@example.org --server icewarp --log "
                        + at
                        + " --store "
                        + folder.resolve("store")
                        + " --yes";
        assertEquals(
                "argine: "
                        + at
                        + ": its queue would be "
                        + live.resolve("_outgoing")
                        + ", which lies elsewhere; if that is meant, name it with --queue",
                firstLine(typed(words)));
    }

    @Test
    void anIcewarpIsNotHeldAsPostfix() {
        assertEquals(
                "argine: what was named is IceWarp's: say --server icewarp",
                firstLine(
                        argine(
                                "sweep",
                                "--account",
                                "rossi@example.org",
                                "--log",
                                "examples/icewarp",
                                "--yes")));
    }

    /** What the log alone tells has no domain; what is held has. */
    @Test
    void aCaseWhoseMailIsHeldKeepsItsNameAndNothingOfItWaits() throws IOException {
        Path at = copy(Path.of("examples/icewarp"), folder.resolve("icewarp"), text -> text);
        try (Stream<Path> files = Files.walk(at)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, ISO_8859_1);
                String bare =
                        text.replace("cm9zc2lAZXhhbXBsZS5vcmc=", "cm9zc2k=")
                                .replaceAll(
                                        "(<<< .*(?:LOGIN|USER) \"?)rossi@example.org", "$1rossi");
                Files.writeString(file, bare, ISO_8859_1);
                Files.setLastModifiedTime(
                        file, FileTime.from(Instant.parse("2026-11-20T00:00:00Z")));
            }
        }
        JsonNode before = theCase(at);
        String account =
                "argine sweep --account rossi@example.org --server icewarp --log "
                        + at
                        + " --store "
                        + folder.resolve("store")
                        + " --yes";
        assertTrue(firstLine(typed(account)).startsWith("Held "));
        JsonNode after = theCase(at);
        assertEquals(before.path("id"), after.path("id"));
        assertEquals(
                before.path("messages").path("accepted"), after.path("messages").path("accepted"));
        assertEquals(
                "0 of " + before.path("messages").path("queued").asInt(),
                after.path("messages").path("queued").asInt()
                        + " of "
                        + after.path("messages").path("held").asInt());
        String plan =
                typed(
                        "argine sweep --server icewarp --case "
                                + before.path("id").asString()
                                + " --log "
                                + at);
        assertTrue(firstLine(plan).startsWith("NOTHING TO HOLD"), plan);
    }

    private static JsonNode theCase(Path at) {
        String json =
                argine("investigate", "--format", "json", "--server", "icewarp", at.toString());
        return JsonMapper.shared().readTree(json).path("cases").path(0);
    }

    @Test
    void theDayOfACaseMayBeAnotherByNow() {
        Path at = LAB.resolve("guessed-flood");
        assertEquals(
                "WOULD HOLD 97 of 97 messages in "
                        + at
                        + "/queue: case 20261119-rossi-example-org.",
                firstLine(sweep(at, "--case", "20261118-rossi-example-org")));
        assertEquals(
                "argine: there is no case 20261119-russo-example-org; there are:"
                        + " 20261119-rossi-example-org",
                firstLine(sweep(at, "--case", "20261119-russo-example-org")));
    }

    private static String sweep(String page) {
        return page.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("argine sweep "))
                .findFirst()
                .orElse("");
    }

    private static String typed(String command) {
        return argine(command.substring("argine ".length()).split(" "));
    }

    @Test
    void icewarpsFilesNeedNotNameTheLogin() throws IOException {
        String named = firstLine(icewarp(text -> text));
        assertTrue(named.startsWith("WOULD HOLD "), named);
        assertEquals(named, firstLine(icewarp(this::withoutSender)));
        assertEquals(named, firstLine(icewarp(this::withBareSender)));
    }

    private String withoutSender(String text) {
        return text.replaceAll("(?m)^LocalSender: .*\r?\n", "");
    }

    private String withBareSender(String text) {
        return text.replaceAll("(?m)^(LocalSender: [^@\r\n]*)@[^\r\n]*", "$1");
    }

    private String icewarp(UnaryOperator<String> change) throws IOException {
        Path at = copy(Path.of("examples/icewarp"), folder.resolve("icewarp"), change);
        String log = at.resolve("logs").toString();
        String queue = at.resolve("mail/_outgoing").toString();
        String json =
                argine(
                        "investigate",
                        "--format",
                        "json",
                        "--server",
                        "icewarp",
                        "--log",
                        log,
                        "--queue",
                        queue);
        String id = json.replaceAll("(?s).*?\"cases\".*?\"id\": ?\"([^\"]*)\".*", "$1");
        return argine("sweep", "--server", "icewarp", "--case", id, "--log", log, "--queue", queue);
    }

    private static Path copy(Path from, Path to, UnaryOperator<String> change) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path into = to.resolve(from.relativize(file).toString());
                Files.createDirectories(into.getParent());
                String text = Files.readString(file, ISO_8859_1);
                boolean queued = file.toString().contains("_outgoing");
                Files.writeString(into, queued ? change.apply(text) : text, ISO_8859_1);
                Files.setLastModifiedTime(into, Files.getLastModifiedTime(file));
            }
        }
        return to;
    }
}
