// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.investigate.face.Plain;
import argine.mail.MailEvent;
import argine.mail.Seen;
import argine.server.Explained;
import argine.server.Log;
import argine.server.MailServer;
import argine.server.Reading;
import argine.server.Servers;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code argine explain}: how a line of a log was read, and what became of it. */
@CommandLine.Command(
        description =
                "Shows how each line of a log is read: the events it becomes, or that it is not understood.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine explain 'Nov 24 07:16:42 mx postfix/qmgr[812]: 842C8282007: removed'",
            "  argine explain /var/log/mail.log    what lines it holds, and which are not understood",
            "  argine explain _outgoing/retry/RSH57823.tmp --log logs    who sent it (IceWarp)",
            "",
            "A line that is read wrongly? Send it: CONTRIBUTING.md says how."
        })
final class Explain implements Command {
    private static final int MOST_SHAPES = 20;
    private static final int WIDTH = 160;

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "LINE|FILE",
            arity = "1..*",
            description = "A line in quotes, or files of lines.")
    private List<String> asked = new ArrayList<>();

    @Option(
            names = "--log",
            paramLabel = "PATH",
            description = "For a queue file of IceWarp: the logs, or their folder.")
    private List<Path> logs = new ArrayList<>();

    Explain(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String text : asked) {
            Optional<Path> file = file(text);
            if (file.isEmpty() && text.indexOf(' ') < 0) {
                throw new NoSuchFileException(text);
            }
            if (file.filter(Servers::isQueueFile).isPresent()) {
                walk(file.get());
            } else {
                file.ifPresentOrElse(files::add, () -> line(text));
            }
        }
        if (!files.isEmpty()) {
            files(files);
        }
        return Exit.DONE;
    }

    private static Optional<Path> file(String text) {
        try {
            return Optional.of(Path.of(text))
                    .filter(path -> text.equals("-") || Files.exists(path));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private void line(String line) {
        PrintWriter out = surroundings.out();
        Explained explained = Explained.line(line, surroundings.clock());
        out.println(Plain.line(explained.shown(), WIDTH));
        switch (explained.became()) {
            case EVENTS ->
                    explained
                            .events()
                            .forEach(
                                    event ->
                                            out.println(
                                                    "  "
                                                            + describe(
                                                                    event,
                                                                    when(explained, event))));
            case NOTHING ->
                    out.println(
                            "  understood; it says nothing about a message, a login or a client");
            case STEP ->
                    out.println(
                            "  understood: a step of a session, read with the session's other lines");
            case NOT_MAIL -> out.println("  not of a mail server: passed over");
            case UNREAD ->
                    out.println(
                            "  NOT UNDERSTOOD: counted as unread, and nothing is concluded from it");
        }
    }

    /** The way from a queued message to whoever sent it, numbered. */
    private void walk(Path queueFile) throws IOException {
        PrintWriter out = surroundings.out();
        int number = 0;
        for (Explained.Step step : Servers.walk(queueFile, logs, surroundings.clock())) {
            String start = ++number + ". ";
            out.println(start + broken(Plain.line(step.says()), WIDTH - start.length()));
            if (!step.file().isEmpty()) {
                String place = step.file() + (step.line() > 0 ? ":" + step.line() : "");
                out.println("     " + Plain.line(place, WIDTH));
            }
            if (!step.quote().isEmpty()) {
                out.println("     " + Plain.line(step.quote(), WIDTH));
            }
        }
    }

    /** On as many lines as it takes: what stands at the end of a sentence may be its point. */
    private static String broken(String sentence, int width) {
        StringBuilder lines = new StringBuilder();
        String rest = sentence;
        while (rest.length() > width && rest.indexOf(' ') >= 0) {
            int within = rest.lastIndexOf(' ', width);
            int space = within > 0 ? within : rest.indexOf(' ');
            lines.append(rest, 0, space).append(System.lineSeparator()).append("   ");
            rest = rest.substring(space + 1);
        }
        return lines.append(rest).toString();
    }

    /** The event's name and its parts, for example {@code Removed queueId=842C8282007}. */
    private static String describe(MailEvent event, String when) {
        StringBuilder text = new StringBuilder(event.getClass().getSimpleName());
        for (RecordComponent part : event.getClass().getRecordComponents()) {
            if (part.getType() != Seen.class) {
                text.append(' ').append(part.getName()).append('=').append(value(part, event));
            }
        }
        return Plain.line(text + " at=" + when, 1000);
    }

    private static String when(Explained explained, MailEvent event) {
        return explained
                .timeOfDay()
                .map(time -> time + " (the line does not tell the day)")
                .orElseGet(() -> event.seen().at().toString());
    }

    private static String value(RecordComponent part, MailEvent event) {
        try {
            Object value = part.getAccessor().invoke(event);
            return value instanceof Optional<?> maybe
                    ? maybe.map(Object::toString).orElse("")
                    : String.valueOf(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private void files(List<Path> files) throws IOException {
        MailServer server =
                Servers.find(
                        new Servers.Asked(
                                files,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                surroundings.clock()));
        Map<String, long[]> kinds = new TreeMap<>();
        Log.Sink counter =
                event ->
                        kinds.computeIfAbsent(event.getClass().getSimpleName(), _ -> new long[1])[
                                0]++;
        Reading reading = server.log().orElseThrow().read(counter);
        show(reading, kinds);
    }

    private void show(Reading reading, Map<String, long[]> kinds) {
        PrintWriter out = surroundings.out();
        out.println(
                reading.lines()
                        + " lines, "
                        + reading.otherPrograms()
                        + " of other programs, "
                        + reading.unreadLines()
                        + " not understood");
        kinds.forEach(
                (kind, count) -> out.printf(java.util.Locale.ROOT, "%12d  %s%n", count[0], kind));
        reading.trouble().forEach(trouble -> out.println(Plain.line(trouble, WIDTH)));
        if (!reading.unread().isEmpty()) {
            out.println("Not understood, by shape (digits as #), with an example of each:");
        }
        reading.unread().stream()
                .limit(MOST_SHAPES)
                .forEach(
                        shape -> {
                            out.printf(
                                    java.util.Locale.ROOT,
                                    "%12d  %s%n",
                                    shape.count(),
                                    Plain.line(shape.shape(), WIDTH));
                            out.println("              " + Plain.line(shape.example(), WIDTH));
                        });
    }
}
