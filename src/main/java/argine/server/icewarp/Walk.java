// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.mail.Plural;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.server.Explained.Step;
import argine.server.Queue.Content;
import argine.server.icewarp.queue.Disagreement;
import argine.server.icewarp.queue.QueueFileReader;
import argine.server.icewarp.queue.RetrySchedule;
import argine.server.icewarp.queue.TraceLine;
import argine.server.icewarp.session.LogName;
import argine.server.icewarp.session.Logins;
import argine.server.icewarp.session.SessionLog;
import argine.server.log.LogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from a queued message to whoever sent it, step by step: the queue file, the server
 * session with the same MsgID, the login in it, and the client sessions that followed. With the
 * queue file alone, what its parts do not agree on is told as well.
 */
public final class Walk {
    private final Clock clock;

    public Walk(Clock clock) {
        this.clock = clock;
    }

    public static boolean isQueueFile(Path file) {
        try {
            boolean named = LogName.of(String.valueOf(file.getFileName())).isPresent();
            return !named && read(file).filter(Walk::isOurs).isPresent();
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether the server's own notes stand in front of the message in a file. */
    static boolean hasNotes(Path file) {
        try {
            return read(file).filter(found -> found.text().hasNotes()).isPresent();
        } catch (IOException _) {
            return false;
        }
    }

    private static boolean isOurs(QueueFileReader.Found found) {
        return found.text().hasNotes() || found.trace().isPresent();
    }

    private static Optional<QueueFileReader.Found> read(Path file) throws IOException {
        BasicFileAttributes facts =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!facts.isRegularFile()) {
            return Optional.empty();
        }
        Instant written = facts.lastModifiedTime().toInstant();
        return new QueueFileReader(Content.NONE).read(file, Place.DEFERRED, facts.size(), written);
    }

    /** The steps, as far as they can be gone. */
    public List<Step> steps(Path queueFile, List<Path> logs) throws IOException {
        QueueFileReader.Found found =
                read(queueFile)
                        .orElseThrow(
                                () -> new IOException(queueFile + ": is no queue file of IceWarp"));
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(said(found), queueFile.toString(), 0, ""));
        tries(queueFile, found).ifPresent(steps::add);
        if (logs.isEmpty()) {
            disagreements(found, Optional.empty(), steps);
            steps.add(
                    Acceptance.note(
                            "No log was named: the session and its login are found with --log DIR"));
            return steps;
        }
        Logins logins = new Logins();
        Followed followed = new Followed(found, logins);
        LogFiles files = new LogFolders(logs).files();
        if (!files.isAny()) {
            throw new IOException(logs.getFirst() + ": holds no session log of IceWarp");
        }
        new SessionLog(files, clock, Optional.empty(), Optional.empty(), logins.explaining())
                .read(followed::event);
        Optional<Acceptance> chosen = followed.chosen();
        followed.tell(chosen, steps);
        disagreements(found, chosen, steps);
        return steps;
    }

    private static void disagreements(
            QueueFileReader.Found found, Optional<Acceptance> chosen, List<Step> steps) {
        Disagreement.of(found, chosen.map(Acceptance::entry))
                .forEach(one -> steps.add(Acceptance.note("They disagree: " + one.says())));
    }

    /** What the server will do with it by itself; asked at night, before it is held. */
    private Optional<Step> tries(Path queueFile, QueueFileReader.Found found) {
        QueuedMessage message = found.message();
        Path folder = queueFile.toAbsolutePath().getParent();
        Instant now = clock.instant();
        boolean waits = folder != null && folder.endsWith("retry");
        if (!waits || !message.arrival().isBefore(now)) {
            return Optional.empty();
        }
        RetrySchedule schedule = RetrySchedule.around(queueFile);
        long tries = schedule.triesWithin(Duration.between(message.arrival(), now));
        String due = tries == 1 ? "once" : tries + " times";
        String next = schedule.next(message.arrival(), now).toString();
        String said =
                counted(found)
                        .map(
                                count ->
                                        "Its own note counts "
                                                + Plural.of(count, "try", "tries")
                                                + " since "
                                                + message.arrival()
                                                + (Math.abs(tries - count) <= 1
                                                        ? "; by the schedule it is next tried at "
                                                                + next
                                                        : "; by the schedule it would have been tried again "
                                                                + due
                                                                + " by now, so this is a copy, or the"
                                                                + " server keeps another schedule"))
                        .orElse(
                                "By the schedule it has been tried again "
                                        + due
                                        + " since "
                                        + message.arrival()
                                        + ", and is next at "
                                        + next);
        return Optional.of(Acceptance.note(said));
    }

    /** What the server noted in the file; whether the first try counts is not known. */
    private static Optional<Long> counted(QueueFileReader.Found found) {
        return found.text()
                .note("retry")
                .or(() -> found.text().note("retries"))
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::valueOf);
    }

    private static String said(QueueFileReader.Found found) {
        QueuedMessage message = found.message();
        String sender =
                found.text()
                        .note("localsender")
                        .map(name -> "LocalSender " + name)
                        .orElse(
                                found.trace().filter(TraceLine::authenticated).isPresent()
                                        ? "no LocalSender, but its Received line says that the client had"
                                                + " logged in (ASMTP)"
                                        : "no LocalSender");
        String from =
                message.envelope().sender().isNull()
                        ? "<>"
                        : message.envelope().sender().toString();
        return "The queue file: " + sender + "; From " + from + "; MsgID " + message.queueId();
    }
}
