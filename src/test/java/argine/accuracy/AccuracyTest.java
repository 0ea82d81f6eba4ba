// SPDX-License-Identifier: Apache-2.0
package argine.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import argine.detect.Geography;
import argine.guard.Configuration;
import argine.guard.Directory;
import argine.guard.replay.Judged;
import argine.guard.replay.PastMessages;
import argine.guard.replay.Replay;
import argine.guard.setup.ConfigurationFile;
import argine.investigate.Investigation;
import argine.mail.MailEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the tables of {@code docs/accuracy.md} to what is measured. */
class AccuracyTest {
    private static final Path PAGE = Path.of("docs/accuracy.md");

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
        Configuration usual = ConfigurationFile.of("").configuration();
        Path scratch = Files.createTempDirectory(folder, "replay");
        try (Replay replay =
                Replay.of(usual, Directory.EMPTY, new Replay.Manner(scratch, true, true))) {
            PastMessages messages = new PastMessages(replay::message);
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
        rows.add("| what the thief does | argine investigate | usual limits |");
        rows.add("|---|---|---|");
        for (QuietThief thief : QuietThief.values()) {
            List<Integer> shown = Page.numbers(PAGE, thief.words());
            rows.add(
                    "| "
                            + thief.words()
                            + " | "
                            + most(thief, this::accused, shown.getFirst())
                            + " | "
                            + most(thief, this::refused, shown.getLast())
                            + " |");
        }
        Page.compare(PAGE, "frontier", rows);
    }

    /** Who is accused or refused by what a folder holds. */
    private interface Judge {
        Set<String> of(Path folder) throws IOException;
    }

    /**
     * The most recipients of a day of which nothing is said; more are always noticed. What the page
     * shows is tried first, which costs two looks instead of a dozen.
     */
    private int most(QuietThief thief, Judge judge, int shown) throws IOException {
        if (shown > 0 && !notices(thief, judge, shown) && notices(thief, judge, shown + 1)) {
            return shown;
        }
        int unnoticed = 0;
        int noticed = 1;
        while (!notices(thief, judge, noticed)) {
            unnoticed = noticed;
            noticed *= 2;
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
