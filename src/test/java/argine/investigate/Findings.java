// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import argine.detect.Geography;
import argine.detect.Story;
import argine.detect.Town;
import argine.mail.QueuedMessage;
import argine.server.Log;
import argine.server.MailServer;
import argine.server.Queue;
import argine.server.Settings;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an investigation of a story says, as short as a test wants it. */
final class Findings {
    private static final Settings SETTINGS = new Settings("", Town.own(), Set.of("x.test"));

    /** What was found: the kind of trouble, whose account, how the thief got in. */
    record Found(String origin, String account, String entry) {}

    private Findings() {}

    static Report report(Story story) throws IOException {
        return report(Optional.of(story.log()), Optional.empty());
    }

    static Report report(Story story, List<QueuedMessage> queue) throws IOException {
        return report(Optional.of(story.log()), Optional.of(holding(queue)));
    }

    static Report queueOnly(List<QueuedMessage> queue) throws IOException {
        return report(Optional.empty(), Optional.of(holding(queue)));
    }

    private static Report report(Optional<Log> log, Optional<Queue> queue) throws IOException {
        MailServer server = new MailServer("test", log, queue, SETTINGS, List.of(), "");
        return new Investigation(server, Geography.NOWHERE, new Investigation.Watcher() {})
                .report();
    }

    private static Queue holding(List<QueuedMessage> messages) {
        return sink -> {
            messages.forEach(sink);
            return new Queue.Summary("test", messages.size(), 0, 0, 0, List.of());
        };
    }

    static List<Found> found(Report report) {
        return report.cases().stream()
                .map(c -> new Found(c.origin(), c.account(), c.entry()))
                .toList();
    }

    static List<Found> found(Story story) throws IOException {
        return found(report(story));
    }

    /** The accounts that are neither a case nor cleared. */
    static List<String> unclear(Report report) {
        return report.unclear().stream().map(Report.Unclear::account).toList();
    }

    /** What an account that was looked at and cleared was taken for; empty when it was not. */
    static String clearedAs(Report report, String account) {
        return report.cleared().stream()
                .filter(c -> c.account().equals(account))
                .map(Report.Cleared::looksLike)
                .findFirst()
                .orElse("");
    }
}
