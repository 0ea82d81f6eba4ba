// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.cli.Cli;
import argine.cli.desk.Exit;
import argine.cli.desk.Surroundings;
import argine.detect.Geography;
import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.replay.Judged;
import argine.guard.replay.PastMessages;
import argine.guard.replay.Replay;
import argine.guard.setup.ConfigurationFile;
import argine.investigate.Investigation;
import argine.investigate.Live;
import argine.mail.MailEvent;
import argine.server.MailServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the tables of {@code docs/accuracy.md} to what is measured. */
class AccuracyTest {
    private static final Path PAGE = Path.of("docs/accuracy.md");

    /** No farther is looked. */
    private static final int FARTHEST = 10_000;

    @TempDir Path folder;

    @Test
    void theTableOfRulesIsWhatTheyFindInTheRecordedRuns() throws IOException {
        Map<String, Score> scores = new LinkedHashMap<>();
        int accounts = 0;
        for (LabelledRun run : LabelledRun.all()) {
            accounts += run.deeds().size();
            for (PublishedRule rule : PublishedRule.ALL) {
                Set<String> accused =
                        run.deeds().keySet().stream()
                                .filter(account -> rule.speaksOf(run.deeds().get(account)))
                                .collect(Collectors.toCollection(TreeSet::new));
                score(scores, rule.name()).add(run.stolen(), accused);
            }
            score(scores, "argine guard, the usual limits")
                    .add(run.stolen(), refused(run.folder()));
            score(scores, "argine investigate, the log alone")
                    .add(run.stolen(), accused(run.folder()));
        }
        List<String> rows = new ArrayList<>();
        rows.add("| rule | found | accused wrongly | missed | precision | recall |");
        rows.add("|---|---|---|---|---|---|");
        scores.forEach((name, score) -> rows.add("| " + name + " " + score.row()));
        rows.add("");
        rows.add(accounts + " accounts in " + LabelledRun.all().size() + " runs.");
        Page.compare(PAGE, "rules", rows);
    }

    private static Score score(Map<String, Score> scores, String name) {
        return scores.computeIfAbsent(name, _ -> new Score());
    }

    private Set<String> accused(Path run) throws IOException {
        return new Investigation(
                        LabelledRun.server(run), Geography.NOWHERE, new Investigation.Watcher() {})
                .report().cases().stream()
                        .flatMap(one -> one.namedAccount().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> refused(Path run) throws IOException {
        return refused(run, ConfigurationFile.of("").configuration());
    }

    private Set<String> refused(Path run, Configuration usual) throws IOException {
        Path scratch = Files.createTempDirectory(folder, "replay");
        try (Replay replay =
                Replay.of(usual, Directory.EMPTY, new Replay.Manner(scratch, true, true))) {
            PastMessages messages = new PastMessages(replay::message, replay::failed);
            LabelledRun.server(run)
                    .log()
                    .orElseThrow()
                    .read((MailEvent event) -> messages.take(event));
            messages.finish();
            return replay.accounts().stream()
                    .filter(one -> one.first().isPresent())
                    .map(Judged::account)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void theFrontierIsHowFarAQuietThiefGets() throws IOException {
        List<String> rows = new ArrayList<>();
        QuietThief[] thieves = QuietThief.values();
        rows.add(
                "| what is set | "
                        + Stream.of(thieves).map(QuietThief::words).collect(joining(" | "))
                        + " |");
        rows.add("|---|" + "---|".repeat(thieves.length));
        for (Map.Entry<String, Judge> setting : settings().entrySet()) {
            List<Integer> shown = Page.numbers(PAGE, setting.getKey());
            StringBuilder row = new StringBuilder("| " + setting.getKey() + " |");
            for (QuietThief thief : thieves) {
                int before = shown.size() > thief.ordinal() ? shown.get(thief.ordinal()) : 0;
                int most = most(thief, setting.getValue(), before);
                row.append(" " + (most == FARTHEST ? "none up to " : "") + most + " |");
            }
            rows.add(row.toString());
        }
        Page.compare(PAGE, "frontier", rows);
    }

    /** What an administrator chooses among. */
    private Map<String, Judge> settings() throws IOException {
        Map<String, Judge> all = new LinkedHashMap<>();
        all.put("`[loop]` alert: people are told", run -> suspects(run, false));
        all.put("`[loop]` contain: the account is stopped", run -> suspects(run, true));
        all.put("usual limits", this::refused);
        all.put("`[loop]` contain and the usual limits", this::stopped);
        for (int most : List.of(50, 100, 300)) {
            String limit = most + " recipients / hour";
            all.put("`" + limit + "` alone", run -> refused(run, alone(List.of(limit))));
        }
        Configuration learned = learned();
        all.put("what `argine guard learn --tighten` proposes", run -> refused(run, learned));
        return all;
    }

    private static Configuration alone(List<String> limits) {
        String some = limits.stream().map(limit -> '"' + limit + '"').collect(joining(", "));
        return ConfigurationFile.of("[limits.submission]\naccount = [" + some + "]\n")
                .configuration();
    }

    /** What the command itself prints of the days before. */
    private Configuration learned() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit =
                Cli.run(
                        new Surroundings(
                                new PrintWriter(out),
                                new PrintWriter(err),
                                LabelledRun.CLOCK,
                                false),
                        "guard",
                        "learn",
                        QuietThief.BASE.toString(),
                        "--limits",
                        "examples/guard/guard.toml",
                        "--tighten");
        assertEquals(Exit.DONE, exit, err::toString);
        return ConfigurationFile.of(out.toString()).configuration();
    }

    private Set<String> stopped(Path run) throws IOException {
        Set<String> some = refused(run);
        return some.contains(QuietThief.ACCOUNT) ? some : suspects(run, true);
    }

    /** Of whom the guard tells people, or whom it stops, when all of the log is there. */
    private static Set<String> suspects(Path run, boolean certain) throws IOException {
        MailServer server = LabelledRun.server(run);
        Live live = new Live(server.settings(), Geography.NOWHERE, "postfix");
        server.log().orElseThrow().read((MailEvent event) -> live.event(event));
        return live.look().stream()
                .filter(one -> one.certain() || !certain)
                .flatMap(one -> one.found().namedAccount().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Who is accused or refused by what a folder holds. */
    private interface Judge {
        Set<String> of(Path folder) throws IOException;
    }

    /**
     * The most recipients of a day of which nothing is said; more are always noticed. It is sought
     * from what the page shows, which costs two looks instead of a dozen.
     */
    private int most(QuietThief thief, Judge judge, int shown) throws IOException {
        int unnoticed = shown;
        int noticed = shown + 1;
        for (int step = 1; unnoticed > 0 && notices(thief, judge, unnoticed); step *= 2) {
            noticed = unnoticed;
            unnoticed = Math.max(0, unnoticed - step);
        }
        for (int step = 1; noticed <= FARTHEST && !notices(thief, judge, noticed); step *= 2) {
            unnoticed = noticed;
            noticed = Math.min(noticed + step, FARTHEST + 1);
        }
        while (noticed - unnoticed > 1) {
            int middle = (noticed + unnoticed) / 2;
            if (notices(thief, judge, middle)) {
                noticed = middle;
            } else {
                unnoticed = middle;
            }
        }
        return unnoticed;
    }

    private boolean notices(QuietThief thief, Judge judge, int recipients) throws IOException {
        Path run = Files.createTempDirectory(folder, "quiet");
        thief.write(run, recipients);
        return judge.of(run).contains(QuietThief.ACCOUNT);
    }

    @Test
    void aShareIsRoundedAndNoneIsNoNumber() {
        Score score = new Score();
        assertEquals("| 0 | 0 | 0 | - | - |", score.row());
        score.add(Set.of("a", "b", "c"), Set.of("a", "b", "d"));
        assertEquals("| 2 | 1 | 1 | 0.67 | 0.67 |", score.row());
    }
}
