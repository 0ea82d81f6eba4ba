// SPDX-License-Identifier: Apache-2.0
package argine.cli;

import argine.cli.contain.ContainedAccounts;
import argine.cli.desk.Command;
import argine.cli.desk.Exit;
import argine.cli.desk.ServerOptions;
import argine.cli.desk.StorePlace;
import argine.cli.desk.Surroundings;
import argine.cli.desk.Terminal;
import argine.cli.desk.Typed;
import argine.cli.now.JsonSight;
import argine.cli.now.PluginLine;
import argine.cli.now.Screen;
import argine.cli.now.TextSight;
import argine.cli.now.Watch;
import argine.detect.check.Answer;
import argine.detect.check.Checks;
import argine.detect.check.Past;
import argine.detect.check.Shut;
import argine.detect.check.Snapshot;
import argine.detect.check.State;
import argine.investigate.Glance;
import argine.server.Log;
import argine.server.MailServer;
import argine.server.Servers;
import argine.store.History;
import argine.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code argine detect}: whether something is wrong now, by the queue and the recent log. */
@CommandLine.Command(
        description =
                "Says whether something is wrong now, by the queue and the last hour of the log.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  argine detect                                  look once",
            "  argine detect --watch                          keep looking, on the terminal",
            "  argine detect --format nagios                  for Nagios, Icinga and their like",
            "  argine detect --warn queue=300,holds=10 --critical queue=3000",
            "  argine detect --log mail.log --since 2h        on a copy; nothing is remembered",
            "",
            "Exit code: 0 nothing is wrong, 1 could not be done, 2 asked wrongly, 3 something is",
            "wrong. With --format nagios: 0 OK, 1 warning, 2 critical, 3 unknown."
        })
final class Detect implements Command {
    private static final int WIDTH = 100;
    private static final Duration AN_HOUR = Duration.ofHours(1);

    /** The faces of an answer. */
    enum Form {
        TEXT,
        JSON,
        NAGIOS
    }

    private final Surroundings surroundings;

    @Mixin private final ServerOptions server = new ServerOptions();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "How far back the log is read: 1h (if not given), 30m, 2026-11-24T08:00.")
    private Optional<Instant> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Judge as of then instead of now, on copies.")
    private Optional<Instant> until = Optional.empty();

    @Option(
            names = "--warn",
            paramLabel = "CHECK=N",
            split = ",",
            description = "From which number on a check warns: queue=300,holds=10.")
    private Map<String, Long> warn = new LinkedHashMap<>();

    @Option(
            names = "--critical",
            paramLabel = "CHECK=N",
            split = ",",
            description = "From which number on a check is critical.")
    private Map<String, Long> critical = new LinkedHashMap<>();

    @Option(
            names = "--forgotten",
            paramLabel = "DAYS",
            description = "After how many days a held message is forgotten (${DEFAULT-VALUE}).",
            defaultValue = "7")
    private int forgotten = 7;

    @Option(
            names = "--store",
            paramLabel = "DIR",
            description = "Where earlier figures are kept (/var/lib/argine, or a folder of yours).")
    private Optional<Path> store = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "text, json or nagios (${DEFAULT-VALUE}).",
            defaultValue = "text")
    private Form format = Form.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Writes to a file instead of the terminal.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--watch", description = "Looks again and again, and redraws the screen.")
    private boolean watch;

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description = "How long --watch waits between looks (${DEFAULT-VALUE}).",
            defaultValue = "10")
    private int every = 10;

    @Spec private CommandLine.Model.CommandSpec spec;

    Detect(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        check();
        if (watch) {
            return keepLooking();
        }
        if (format == Form.NAGIOS) {
            return plugin();
        }
        Answer answer = look();
        show(render(answer));
        return exit(answer);
    }

    private void check() {
        List<String> unknown = new ArrayList<>(warn.keySet());
        unknown.addAll(critical.keySet());
        unknown.removeAll(Checks.words());
        if (!unknown.isEmpty()) {
            throw wrong(
                    "there is no check '"
                            + unknown.getFirst()
                            + "'; known: "
                            + String.join(", ", Checks.words()));
        }
        if (forgotten < 1 || every < 1) {
            throw wrong("--forgotten and --every take numbers of 1 and more");
        }
        if (Stream.of(warn, critical).flatMap(m -> m.values().stream()).anyMatch(n -> n < 0)) {
            throw wrong("--warn and --critical take numbers of 0 and more");
        }
        if (watch && (format != Form.TEXT || output.isPresent())) {
            throw wrong("--watch draws on the terminal; it takes neither --format nor -o");
        }
        if (watch && !surroundings.terminal()) {
            throw wrong("--watch needs a terminal");
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(spec.commandLine(), message);
    }

    /** Looks once, beside what is remembered, and remembers it if it is a look at now. */
    private Answer look() throws IOException {
        Instant at = until.orElseGet(surroundings.clock()::instant);
        Instant from = since.orElse(at.minus(AN_HOUR));
        if (!from.isBefore(at)) {
            throw wrong("--since must be before " + (until.isPresent() ? "--until" : "now"));
        }
        MailServer found = find(from, at);
        Snapshot now =
                new Glance(found, from, at, contained(at), time -> earlier(time, at))
                        .snapshot(Duration.ofDays(forgotten));
        List<String> unkept = new ArrayList<>();
        Past past = past(at, now, unkept);
        List<String> missing = Stream.of(now.missing(), unkept).flatMap(List::stream).toList();
        return new Answer(
                now.missing(missing),
                past,
                Checks.judge(now, past, warn, critical),
                String.join("; ", unkept));
    }

    private MailServer find(Instant from, Instant to) throws IOException {
        return Servers.find(
                server.asked(Optional.of(from), Optional.of(to), surroundings.clock())
                        .forAGlance());
    }

    /** A pipe cannot be read again. */
    private Optional<Log> earlier(Instant from, Instant to) throws IOException {
        boolean piped = server.words(List.of("--log"), List.of()).contains("-");
        return piped ? Optional.empty() : find(from, to).log();
    }

    /** The receipts of another host tell nothing of the files that were named. */
    private List<Shut> contained(Instant at) {
        return server.nameFiles() && store.isEmpty()
                ? List.of()
                : ContainedAccounts.at(at, store.orElse(Store.USUAL_PLACE));
    }

    /** What is not this host's own is neither compared with its past nor remembered. */
    private Past past(Instant at, Snapshot now, List<String> unkept) {
        if (server.nameFiles() && store.isEmpty()) {
            return Past.none(at);
        }
        History history = new History(store.orElseGet(StorePlace::ofThisProcess));
        Past past = Past.none(at);
        try {
            past = new Past(history.samples(), at);
            if (until.isEmpty() && now.isComparable()) {
                history.add(Past.sample(now));
            }
        } catch (IOException e) {
            unkept.add("history: cannot be kept: " + Trouble.sentence(e) + " (--store DIR)");
        }
        return past;
    }

    private String render(Answer answer) {
        List<String> next = next(answer);
        boolean colour = surroundings.terminal() && output.isEmpty();
        return switch (format) {
            case TEXT ->
                    TextSight.text(answer, next, colour, WIDTH, surroundings.clock().getZone());
            case JSON -> JsonSight.json(answer, exit(answer), next);
            case NAGIOS -> PluginLine.text(answer);
        };
    }

    private void show(String text) throws IOException {
        if (output.isPresent()) {
            Files.writeString(output.get(), text, StandardCharsets.UTF_8);
        } else {
            surroundings.out().print(text);
        }
    }

    private static int exit(Answer answer) {
        return switch (answer.worst()) {
            case OK -> Exit.DONE;
            case NOT_LOOKED_AT -> Exit.NOT_DONE;
            case WARNING, CRITICAL -> Exit.SOMETHING_IS_WRONG;
        };
    }

    /** Monitoring reads standard output and the convention's exit code, whatever happens. */
    private int plugin() throws IOException {
        Answer answer;
        try {
            answer = look();
        } catch (IOException e) {
            show(PluginLine.unknown(Trouble.sentence(e)));
            return PluginLine.UNKNOWN;
        }
        show(render(answer));
        return PluginLine.exit(answer.worst());
    }

    private List<String> next(Answer answer) {
        boolean more =
                answer.findings().stream()
                        .anyMatch(f -> f.state().isTrouble() && !f.check().equals("holds"));
        if (!more) {
            return List.of();
        }
        StringBuilder command = new StringBuilder("argine investigate");
        server.words().forEach(word -> command.append(' ').append(Typed.quoted(word)));
        return List.of(command.toString());
    }

    private int keepLooking() {
        State[] last = {State.OK};
        Terminal terminal = Terminal.ofThisProcess();
        Screen screen =
                new Screen(
                        terminal.columns(),
                        terminal.rows(),
                        terminal.unicode(),
                        surroundings.clock().getZone());
        Watch.Look look =
                () -> {
                    Answer answer = look();
                    last[0] = answer.worst();
                    return answer;
                };
        new Watch(surroundings.out(), surroundings.clock(), screen, look)
                .until(System.in, Duration.ofSeconds(every));
        return last[0].isTrouble() ? Exit.SOMETHING_IS_WRONG : Exit.DONE;
    }
}
