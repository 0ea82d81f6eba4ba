// SPDX-License-Identifier: Apache-2.0
package argine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;

import argine.cli.Cli;
import argine.cli.desk.Surroundings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/**
 * Holds the documentation to what the program does.
 *
 * <p>Every path and link leads somewhere, every command can be called as written, and a block that
 * is marked {@code console} shows, after {@code $ ./argine ...}, exactly what that prints. In such
 * a block a line of three dots stands for any number of lines. A command with a pipe or a
 * redirection is parsed up to there and not run.
 */
class DocsTest {
    /** What differs from run to run in the output, and what both sides read as instead. */
    private static final Map<Pattern, String> VOLATILE =
            Map.of(Pattern.compile("\\b[0-9]+([.,][0-9]+)? (ms|s|MB/s)\\b"), "N $2");

    /** What a path into this repository begins with. */
    private static final Set<String> FOLDERS =
            Set.of(".", "src", "docs", "lab", "packaging", "examples", ".ci");

    private static final Pattern CODE = Pattern.compile("(?<!`)`([^`\n]+)`(?!`)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#]+)(#[^)]*)?\\)");
    private static final Pattern COMMAND =
            Pattern.compile("^(?:\\$ )?(?:sudo )?(?:\\./)?argine( .*)?$");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*/?");
    private static final Pattern PAGE = Pattern.compile("[A-Z_]+\\.md");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|([^\\s'\"]+)");
    private static final Set<String> SHELL_SIGNS =
            Set.of("|", ">", ">>", "<", "2>", "&&", "||", ";", "&", "\\");

    @Test
    void everyPathLeadsSomewhere() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Path page : pages()) {
            Page text = Page.read(page);
            text.spans().stream()
                    .filter(DocsTest::looksLikePath)
                    .filter(
                            span ->
                                    !Files.exists(Path.of(span))
                                            && !Files.exists(page.resolveSibling(span)))
                    .forEach(span -> lost.add(page + ": `" + span + "`"));
            text.links().stream()
                    .filter(link -> !link.contains(":"))
                    .filter(link -> !Files.exists(page.resolveSibling(link)))
                    .forEach(link -> lost.add(page + ": link to " + link));
        }
        assertEquals(List.of(), lost);
    }

    @Test
    void everyCommandCanBeCalledAsWritten() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path page : pages()) {
            Page text = Page.read(page);
            Stream.concat(text.spans().stream(), text.fenced().stream())
                    .forEach(
                            line ->
                                    problem(line)
                                            .ifPresent(
                                                    p -> wrong.add(page + ": " + line + ": " + p)));
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyConsoleBlockShowsWhatIsPrinted() throws IOException {
        for (Path page : pages()) {
            for (Shown shown : Page.read(page).shown()) {
                if (isRunnable(shown.command())) {
                    assertLinesMatch(
                            shown.output().stream().map(DocsTest::expected).toList(),
                            printed(shown.command()).lines().map(DocsTest::steady).toList(),
                            page + ": $ " + shown.command());
                }
            }
        }
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> root = Files.list(Path.of(""))) {
            root.filter(f -> f.toString().endsWith(".md")).forEach(pages::add);
        }
        if (Files.isDirectory(Path.of("docs"))) {
            try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
                docs.filter(f -> f.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        Optional.of(Path.of("lab", "README.md")).filter(Files::exists).ifPresent(pages::add);
        pages.sort(null);
        return pages;
    }

    private static boolean looksLikePath(String span) {
        boolean inside = PATH.matcher(span).matches() && span.contains("/");
        return PAGE.matcher(span).matches()
                || (inside && FOLDERS.contains(span.substring(0, span.indexOf('/'))));
    }

    /**
     * What is wrong with a command; nothing if it is well, or no command at all, or has a gap to
     * fill in.
     */
    private static Optional<String> problem(String line) {
        Matcher command = COMMAND.matcher(line);
        if (!command.matches()
                || line.contains("<")
                || line.contains("...")
                || line.contains("…")) {
            return Optional.empty();
        }
        try {
            Cli.parser(surroundings(new StringWriter())).parseArgs(arguments(line));
            return Optional.empty();
        } catch (MissingParameterException _) {
            return Optional.empty(); // the text speaks of the command, it does not call it
        } catch (ParameterException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isRunnable(String command) {
        return COMMAND.matcher(command).matches()
                && Stream.of(command.split(" ", -1)).noneMatch(SHELL_SIGNS::contains);
    }

    private static String printed(String command) {
        StringWriter output = new StringWriter();
        Surroundings surroundings = surroundings(output);
        Cli.run(surroundings, arguments(command));
        surroundings.flush();
        return output.toString();
    }

    private static Surroundings surroundings(StringWriter output) {
        PrintWriter both = new PrintWriter(output);
        Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
        return new Surroundings(both, both, clock, false);
    }

    /**
     * The arguments as a shell would hand them over, up to the first thing meant for the shell
     * itself.
     */
    private static String[] arguments(String command) {
        Matcher whole = COMMAND.matcher(command);
        List<String> words = new ArrayList<>();
        if (whole.matches() && whole.group(1) != null) {
            Matcher word = WORD.matcher(whole.group(1));
            while (word.find()
                    && !SHELL_SIGNS.contains(word.group())
                    && !word.group().startsWith("#")) {
                words.add(
                        word.group(3) != null
                                ? word.group(3)
                                : word.group().substring(1, word.group().length() - 1));
            }
        }
        return words.toArray(String[]::new);
    }

    private static String expected(String line) {
        return line.equals("...") ? ">> ... >>" : steady(line);
    }

    private static String steady(String line) {
        String steady = line.stripTrailing();
        for (Map.Entry<Pattern, String> each : VOLATILE.entrySet()) {
            steady = each.getKey().matcher(steady).replaceAll(each.getValue());
        }
        return steady;
    }

    /** A command in a console block, and the lines below it. */
    private record Shown(String command, List<String> output) {}

    /** What of a page can be held against the program. */
    private record Page(
            List<String> spans, List<String> links, List<String> fenced, List<Shown> shown) {

        static Page read(Path file) throws IOException {
            Page page =
                    new Page(
                            new ArrayList<>(),
                            new ArrayList<>(),
                            new ArrayList<>(),
                            new ArrayList<>());
            String fence = "";
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith("```")) {
                    fence = fence.isEmpty() ? line : "";
                } else if (fence.isEmpty()) {
                    CODE.matcher(line).results().forEach(r -> page.spans.add(r.group(1)));
                    LINK.matcher(line).results().forEach(r -> page.links.add(r.group(1)));
                } else {
                    page.addFenced(line, fence.equals("```console"));
                }
            }
            return page;
        }

        private void addFenced(String line, boolean console) {
            if (!console) {
                fenced.add(line);
            } else if (line.startsWith("$ ")) {
                fenced.add(line.substring(2));
                shown.add(new Shown(line.substring(2), new ArrayList<>()));
            } else if (!shown.isEmpty()) {
                shown.getLast().output().add(line);
            }
        }
    }
}
