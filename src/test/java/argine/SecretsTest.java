// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A password that stands in a log is in no output, neither in plain words nor in base64. */
class SecretsTest {
    private static final String PASSWORD = "Geheim-4711-Argine";
    private static final String CODED = base64(PASSWORD);
    private static final String PLAIN = base64("\0rossi@example.it\0" + PASSWORD);

    @TempDir Path folder;

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void noOutputHoldsAPasswordOfTheLog() throws IOException {
        Path log = folder.resolve("s20261124-00.log");
        List<String> lines = lines();
        Files.write(log, lines);
        Path mailbox = folder.resolve("p20261124-00.log");
        Files.write(
                mailbox,
                List.of(
                        "192.0.2.1 [0001] 08:00:00 >>> +OK IceWarp POP3",
                        "192.0.2.1 [0001] 08:00:00 <<< USER rossi@example.it",
                        "192.0.2.1 [0001] 08:00:00 >>> +OK rossi",
                        "192.0.2.1 [0001] 08:00:00 <<< PASS " + PASSWORD,
                        "192.0.2.1 [0001] 08:00:00 >>> +OK 1 message"));
        Path queued = folder.resolve("RSH50001.tmp");
        Files.writeString(
                queued, "LocalSender: rossi@example.it\nMsgID: RSH50001\n\nFrom: a@b\n\nx\n");
        List<List<String>> runs = new ArrayList<>();
        for (String format : List.of("text", "json", "html")) {
            runs.add(List.of("investigate", "--format", format, folder.toString()));
        }
        runs.add(List.of("explain", log.toString()));
        runs.add(List.of("explain", queued.toString(), "--log", folder.toString()));
        lines.stream()
                .filter(line -> line.indexOf(' ') > 0)
                .limit(20)
                .forEach(line -> runs.add(List.of("explain", line)));
        boolean found = false;
        for (List<String> run : runs) {
            String output = output("2026-11-24T12:00:00Z", run.toArray(String[]::new));
            for (String secret : List.of(PASSWORD, CODED, PLAIN)) {
                assertFalse(
                        output.contains(secret), () -> run + " shows " + secret + ":\n" + output);
            }
            found |= output.contains("rossi@example.it");
        }
        assertTrue(found, "the account is named");
    }

    @Test
    void noCommandShowsOrKeepsAPasswordOfAWholeServer() throws IOException {
        Path server = folder.resolve("server");
        copy(Path.of("examples/icewarp"), server);
        append(server.resolve("logs/s20261119-00.log"), lines());
        append(
                server.resolve("logs/p20261119-00.log"),
                List.of(
                        "192.0.2.1 [0001] 08:00:00 Connected",
                        "192.0.2.1 [0001] 08:00:00 >>> +OK IceWarp POP3",
                        "192.0.2.1 [0001] 08:00:00 <<< USER rossi@example.it",
                        "192.0.2.1 [0001] 08:00:00 >>> +OK rossi",
                        "192.0.2.1 [0001] 08:00:00 <<< PASS " + PASSWORD,
                        "192.0.2.1 [0001] 08:00:00 >>> +OK 1 message"));
        Path written = Files.createDirectory(folder.resolve("written"));
        StringBuilder answers = new StringBuilder();
        for (List<String> run : runs(server, written)) {
            answers.append(output("2026-11-19T20:00:00Z", run.toArray(String[]::new)));
        }
        for (Path file : files(written)) {
            answers.append(Files.readString(file, StandardCharsets.ISO_8859_1));
        }
        String all = answers.toString();
        for (String secret : List.of(PASSWORD, CODED, PLAIN, "Segreto-", "U2VncmV0by")) {
            assertFalse(all.contains(secret), secret);
        }
        assertFalse(all.contains("--help"), "no command was asked wrongly");
        assertTrue(all.contains("rossi@example.org"), "the account is named");
        assertTrue(files(written).size() > 3, "the history is kept");
    }

    private static List<List<String>> runs(Path server, Path written) throws IOException {
        String logs = server.resolve("logs").toString();
        String queue = server.resolve("mail/_outgoing").toString();
        List<List<String>> runs = new ArrayList<>();
        for (String format : List.of("text", "json", "html")) {
            String file = written.resolve("report." + format).toString();
            runs.add(List.of("investigate", "--format", format, "-o", file, server.toString()));
        }
        for (String format : List.of("text", "json", "nagios")) {
            List<String> words = new ArrayList<>(List.of("detect", "--server", "icewarp"));
            words.addAll(List.of("--log", logs, "--queue", queue, "--format", format));
            words.addAll(List.of("--since", "24h"));
            words.addAll(List.of("--store", written.resolve("store").toString()));
            runs.add(words);
        }
        runs.add(List.of("explain", server.resolve("logs/s20261119-00.log").toString()));
        for (Path file : files(Path.of(queue)).subList(0, 5)) {
            runs.add(List.of("explain", file.toString(), "--log", logs));
        }
        runs.add(List.of("sweep", "--server", "icewarp", "--queue", queue, "--campaigns"));
        return runs;
    }

    private static void append(Path file, List<String> lines) throws IOException {
        Files.write(file, lines, StandardOpenOption.APPEND);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path one : all.toList()) {
                Files.copy(one, to.resolve(from.relativize(one).toString()));
            }
        }
    }

    private static String output(String now, String... words) {
        StringWriter out = new StringWriter();
        PrintWriter both = new PrintWriter(out);
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        Cli.run(new Surroundings(both, both, clock, false), words);
        both.flush();
        return out.toString();
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 10; i < 60; i++) {
            String at = "203.0.113." + i + " [0F4C] 09:33:" + i;
            lines.add(at + " Connected");
            lines.add(at + " >>> 220 mail.example.it ESMTP IceWarp 14.0.0");
            lines.add(at + " <<< AUTH LOGIN " + base64("rossi@example.it"));
            lines.add(at + " >>> 334 UGFzc3dvcmQ6");
            lines.add(at + " <<< " + CODED);
            lines.add(at + " >>> 501 5.7.0 Authentication failed");
            lines.add(at + " <<< AUTH PLAIN " + PLAIN);
            lines.add(at + " >>> 235 2.0.0 ok");
            lines.add(at + " <<< MAIL FROM:<forged" + i + "@far.test>");
            lines.add(at + " >>> 250 ok");
            lines.add(at + " <<< RCPT TO:<nobody" + i + "@gone.test>");
            lines.add(at + " >>> 250 2.1.5 <nobody@gone.test>... Recipient ok; will forward");
            lines.add(at + " <<< DATA");
            lines.add(at + " >>> 250 2.6.0 733 bytes received; Message id RSH500" + i);
            lines.add(CODED);
            lines.add(at + " <<< " + CODED);
            lines.add(at + " Disconnected");
        }
        return lines;
    }
}
