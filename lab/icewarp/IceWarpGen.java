// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Writes a violated IceWarp server of any size as its folders show it, and the truth about it; no IceWarp is needed.
 *
 * <pre>
 *   java lab/icewarp/IceWarpGen.java --out DIR --scenario breach
 *   java lab/icewarp/IceWarpGen.java --out DIR --bytes 1073741824
 *   java lab/icewarp/IceWarpGen.java --out DIR --queue 100000
 * </pre>
 *
 * <p>The same words give the same bytes on every machine. README.md, in the folder above, says what is known of the
 * formats and what is guessed.
 */
final class IceWarpGen {
    private IceWarpGen() {}

    public static void main(String[] words) throws IOException {
        try {
            if (words.length == 1 && words[0].equals("--list")) {
                Scenario.ALL.forEach(one -> System.out.printf("%-24s %s%n", one.name(), one.about()));
                return;
            }
            write(Setup.of(words));
        } catch (IllegalArgumentException e) {
            System.err.println("IceWarpGen: " + e.getMessage() + "\n\n  --out DIR, and one of --scenario NAME (see --list), --bytes N, --queue N\n"
                    + "  --seed N  --accounts N  --days N  --rotate KIB  --server-id XX  --offset +01:00\n" + Setup.usage());
            System.exit(2);
        }
    }

    /** Writes what was asked for; also called by the tests. */
    static void write(Setup setup) throws IOException {
        if (!setup.has("out")) {
            throw new IllegalArgumentException("--out is missing");
        }
        Stamps stamps = new Stamps(setup);
        Logs logs = new Logs(setup, stamps);
        Story story = new Story(new Server(setup, stamps, logs));
        QueueFolder folder = new QueueFolder(setup, stamps, install(setup));
        folder.create();
        if (setup.has("queue")) {
            Town.queue(setup, stamps, folder, story);
            return;
        }
        List<String> decoys = play(setup, story);
        logs.close();
        folder.litter();
        for (Mail mail : story.server.queue.values()) {
            folder.write(mail, setup.charset());
        }
        Files.writeString(setup.out().resolve("expected.json"), story.expected(decoys));
    }

    private static List<String> play(Setup setup, Story story) {
        if (setup.has("bytes")) {
            Town town = new Town(story);
            story.server.hangUp(town.live(setup.number("bytes")));
            return town.decoys;
        }
        Scenario scenario = Scenario.ALL.stream().filter(one -> one.name().equals(setup.get("scenario"))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario " + setup.get("scenario")));
        scenario.tell().accept(story);
        story.server.until(story.end());
        story.server.hangUp(story.end());
        return List.of();
    }

    /** The install folder with what says where things are; returns the folder of the outgoing mail. */
    private static Path install(Setup setup) throws IOException {
        Path root = setup.out().toAbsolutePath();
        Files.createDirectories(root.resolve("config"));
        Files.writeString(root.resolve("config/interval.dat"), lines(setup, List.of("2", "10", "38", "70", "120", "120", "120", "120")));
        Path usual = root.resolve("mail/_outgoing");
        Path moved = root.resolve("data/_outgoing");
        Files.createDirectories(root.resolve("mail/_incoming"));
        switch (setup.get("path-dat")) {
            case "blank" -> pathDat(setup, "", "", "");
            case "moved" -> pathDat(setup, moved + "/", moved.resolve("retry") + "/", "");
            case "windows" -> pathDat(setup, "C:\\Program Files\\IceWarp\\mail\\_outgoing\\",
                    "C:\\Program Files\\IceWarp\\mail\\_outgoing\\retry\\", "");
            default -> {}
        }
        return setup.is("path-dat", "moved") ? moved : usual;
    }

    /** One path a line: 8 is _outgoing, 9 its retry folder, 13 _incoming; blank is the default. */
    private static void pathDat(Setup setup, String outgoing, String retry, String incoming) throws IOException {
        List<String> all = List.of("", "", "", "", "", "", "", outgoing, retry, "", "", "", incoming, "", "", "");
        Files.writeString(setup.out().resolve("path.dat"), lines(setup, all), StandardCharsets.UTF_8);
    }

    private static String lines(Setup setup, List<String> lines) {
        return lines.stream().map(one -> one + setup.eol()).collect(Collectors.joining());
    }
}
