// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import argine.guard.loop.Alert;
import argine.guard.loop.Loop;
import argine.guard.loop.Mode;
import argine.mail.MailEvent;
import argine.server.Servers;
import argine.server.log.FileLog;
import argine.server.log.LogFiles;
import argine.store.block.Block;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A recorded run, written line by line into files that the daemon's eyes follow, with the log's own
 * time for the clock; when an account was stopped and how many it had reached by then.
 *
 * <p>What the recording holds after the stop is what would not have been.
 */
final class PlayedRun {
    private static final Clock RECORDED =
            Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** A line, its file and its time. */
    private record Line(Instant at, String file, String text) {}

    /** When an account was stopped. */
    record Stop(Instant at, List<String> kinds, long recipients) {}

    private final Path run;
    private final Path folder;
    private final Map<String, Stop> stops = new TreeMap<>();
    private final Map<String, Alert> alerts = new TreeMap<>();
    private Instant now = Instant.EPOCH;

    PlayedRun(Path run, Path folder) {
        this.run = run;
        this.folder = folder;
    }

    /** Who was stopped, and when. */
    Map<String, Stop> stops() {
        return stops;
    }

    /** Of whom people were told first. */
    Map<String, Alert> alerts() {
        return alerts;
    }

    PlayedRun play() throws IOException {
        List<Line> lines = lines();
        Files.copy(run.resolve("main.cf"), folder.resolve("main.cf"));
        List<Path> files = lines.stream().map(Line::file).distinct().map(folder::resolve).toList();
        try (OpenGuard guard = new OpenGuard(folder.resolve("store"), clock());
                Loop loop = Loop.open(guard.office(), folder.resolve("told"), clock(), this::told);
                Eyes eyes = eyes(files, loop)) {
            now = lines.getFirst().at();
            for (int i = 0; i < lines.size(); ) {
                Instant until = now.plus(LOOK);
                Map<String, StringBuilder> written = new HashMap<>();
                for (; i < lines.size() && lines.get(i).at().isBefore(until); i++) {
                    Line line = lines.get(i);
                    written.computeIfAbsent(line.file(), _ -> new StringBuilder())
                            .append(line.text())
                            .append('\n');
                }
                append(written);
                now = until;
                eyes.step();
                if (i < lines.size() && lines.get(i).at().isAfter(until)) {
                    now = lines.get(i).at();
                }
            }
        }
        return this;
    }

    private void append(Map<String, StringBuilder> written) throws IOException {
        for (Map.Entry<String, StringBuilder> one : written.entrySet()) {
            Files.writeString(
                    folder.resolve(one.getKey()),
                    one.getValue(),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private Eyes eyes(List<Path> files, Loop loop) throws IOException {
        Loop.Settings settings = new Loop.Settings(Mode.CONTAIN, Block.Extent.EVERYTHING);
        return Eyes.open(
                new Eyes.Wanted(
                        new Watching.Logs(files, false, folder, Duration.ofDays(14)),
                        folder.resolve("position"),
                        _ -> {},
                        _ -> {},
                        incident -> loop.take(incident, settings),
                        name -> name,
                        text -> {
                            throw new IllegalStateException(text);
                        }),
                clock());
    }

    private void told(Alert alert) {
        String account = alert.incident().account();
        alerts.putIfAbsent(account, alert);
        if (alert.event() == Alert.Event.STOPPED) {
            stops.put(
                    account,
                    new Stop(now, alert.incident().kinds(), alert.incident().recipients()));
        }
    }

    private Clock clock() {
        InstantSource time = () -> now;
        return time.withZone(ZoneOffset.UTC);
    }

    /** All lines of the run in the order of time, those of one file in the order of the file. */
    private List<Line> lines() throws IOException {
        List<Line> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().contains(".log")) {
                    read(file, all);
                }
            }
        }
        all.sort(java.util.Comparator.comparing(Line::at));
        return all;
    }

    private static void read(Path file, List<Line> to) throws IOException {
        String name = file.getFileName().toString().replace(".gz", "");
        argine.server.log.Stamp stamp =
                new argine.server.log.Stamp(ZoneOffset.UTC, RECORDED.instant());
        Instant last = Instant.EPOCH;
        try (BufferedReader in =
                new BufferedReader(
                        new InputStreamReader(LogFiles.unpacked(file), StandardCharsets.UTF_8))) {
            for (String text = in.readLine(); text != null; text = in.readLine()) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                long micros = stamp.read(bytes, 0, bytes.length);
                Instant at =
                        micros == argine.server.log.Stamp.NONE
                                ? last
                                : Instant.EPOCH.plusNanos(micros * 1000);
                last = at.isAfter(last) ? at : last;
                to.add(new Line(last, name, text));
            }
        }
    }

    /** How many recipients an account's messages had by a time, by all that the recording holds. */
    Reached reached(String account, List<String> sources, Instant until) throws IOException {
        Reached reached = new Reached();
        Map<String, Boolean> thiefs = new HashMap<>();
        for (Path file : logs()) {
            new FileLog(
                            LogFiles.of(List.of(file)),
                            Servers.readers(),
                            RECORDED,
                            Optional.empty(),
                            Optional.empty())
                    .read(event -> reached.count(event, account, sources, until, thiefs));
        }
        return reached;
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(f -> f.getFileName().toString().startsWith("mail")).toList();
        }
    }

    /** What the thief had by then. */
    static final class Reached {
        Instant first = Instant.MAX;
        long accepted;
        long messages;
        long delivered;
        long inAll;

        private void count(
                MailEvent event,
                String account,
                List<String> sources,
                Instant until,
                Map<String, Boolean> thiefs) {
            Instant at = event.seen().at();
            switch (event) {
                case MailEvent.Submitted one -> {
                    boolean his =
                            one.account().equalsIgnoreCase(account)
                                    && sources.contains(one.client().toString());
                    thiefs.put(one.queueId().text(), his);
                    first = his && at.isBefore(first) ? at : first;
                }
                case MailEvent.Queued one when thiefs.remove(one.queueId().text(), true) -> {
                    thiefs.put(one.queueId().text() + " counted", true);
                    inAll += one.recipients();
                    accepted += at.isAfter(until) ? 0 : one.recipients();
                    messages += at.isAfter(until) ? 0 : 1;
                }
                case MailEvent.Delivered one
                        when thiefs.containsKey(one.queueId().text() + " counted")
                                && !at.isAfter(until) ->
                        delivered++;
                default -> {}
            }
        }
    }
}
