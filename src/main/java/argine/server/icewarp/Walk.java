// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.mail.Line;
import argine.mail.MailEvent;
import argine.mail.QueueId;
import argine.mail.QueuedMessage;
import argine.mail.QueuedMessage.Place;
import argine.mail.Reaction;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The way from a queued message to whoever sent it, step by step: the queue file, the server
 * session with the same MsgID, the login in it, and the client sessions that followed.
 */
public final class Walk {
    private static final int MOST_ANSWERS = 10;
    private static final int MOST_SESSIONS = 200_000;

    /** The lines of a session that may turn out to be the one. */
    private record Entered(Line connected, Optional<Line> loggedIn, String account) {}

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
        tries(queueFile, found.message()).ifPresent(steps::add);
        if (logs.isEmpty()) {
            steps.add(none("No log was named: the session and its login are found with --log DIR"));
            return steps;
        }
        Logins logins = new Logins();
        Followed followed = new Followed(found.message().queueId());
        LogFiles files = new LogFolders(logs).files();
        if (!files.isAny()) {
            throw new IOException(logs.getFirst() + ": holds no session log of IceWarp");
        }
        new SessionLog(files, clock, Optional.empty(), Optional.empty(), logins.explaining())
                .read(followed::event);
        followed.tell(steps);
        Disagreement.of(found, logins).ifPresent(text -> steps.add(none("They disagree: " + text)));
        return steps;
    }

    /** What the server will do with it by itself; asked at night, before it is held. */
    private Optional<Step> tries(Path queueFile, QueuedMessage message) {
        Path folder = queueFile.toAbsolutePath().getParent();
        Instant now = clock.instant();
        boolean waits = folder != null && folder.endsWith("retry");
        if (!waits || !message.arrival().isBefore(now)) {
            return Optional.empty();
        }
        RetrySchedule schedule = RetrySchedule.around(queueFile);
        long tries = schedule.triesWithin(Duration.between(message.arrival(), now));
        return Optional.of(
                none(
                        "By the schedule it has been tried again "
                                + (tries == 1 ? "once" : tries + " times")
                                + " since "
                                + message.arrival()
                                + ", and is next at "
                                + schedule.next(message.arrival(), now)));
    }

    private static Step none(String says) {
        return new Step(says, "", 0, "");
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

    /** Keeps what the log tells of one message. */
    private static final class Followed {
        private final QueueId id;
        private final Map<Integer, Entered> sessions = new LinkedHashMap<>();
        private final List<Step> steps = new ArrayList<>();
        private final Set<String> told = new HashSet<>();
        private int answers;

        Followed(QueueId id) {
            this.id = id;
        }

        void event(MailEvent event) {
            int session = event.seen().process();
            switch (event) {
                case MailEvent.Connected connected -> {
                    sessions.put(
                            session, new Entered(connected.seen().line(), Optional.empty(), ""));
                    if (sessions.size() > MOST_SESSIONS) {
                        sessions.remove(sessions.keySet().iterator().next());
                    }
                }
                case MailEvent.LoggedIn in ->
                        sessions.computeIfPresent(
                                session,
                                (_, known) ->
                                        new Entered(
                                                known.connected,
                                                Optional.of(in.seen().line()),
                                                in.account()));
                case MailEvent.Disconnected _ -> sessions.remove(session);
                case MailEvent.Submitted in when in.queueId().equals(id) -> submitted(in, session);
                case MailEvent.Delivered out when out.queueId().equals(id) ->
                        answer(out.seen().line(), out.recipient() + " was reached");
                case MailEvent.Deferred out when out.queueId().equals(id) ->
                        answer(
                                out.seen().line(),
                                out.recipient()
                                        + meaning(out.reaction())
                                        + "; it will be tried again");
                case MailEvent.Bounced out when out.queueId().equals(id) ->
                        answer(
                                out.seen().line(),
                                out.recipient() + meaning(out.reaction()) + "; it was given up");
                default -> {}
            }
        }

        private void submitted(MailEvent.Submitted in, int session) {
            steps.clear();
            answers = 0;
            told.clear();
            Entered entered = sessions.get(session);
            if (entered != null) {
                steps.add(
                        step(
                                "The server session: " + in.client() + " connected",
                                entered.connected));
                String name =
                        entered.account.equals(Logins.HIDDEN)
                                ? "The login: the log hides the name"
                                : "The login, decoded: "
                                        + entered.account
                                        + " (the password is not shown)";
                entered.loggedIn.ifPresent(line -> steps.add(step(name, line)));
            }
            if (in.account().isEmpty()) {
                steps.add(none("Nobody had logged in when the message was accepted"));
            }
            steps.add(step("The message was accepted as " + id, in.seen().line()));
        }

        /** Every try says the same again; the first of its kind is shown. */
        private void answer(Line line, String says) {
            answers++;
            if (told.size() < MOST_ANSWERS && told.add(says)) {
                steps.add(step("The client session: " + says, line));
            }
        }

        private static String meaning(Reaction reaction) {
            return switch (reaction) {
                case NO_SUCH_RECIPIENT ->
                        " does not exist (no such mailbox, or no MX for the domain)";
                case POLICY -> " was refused for content or reputation";
                case GREYLISTED -> " was put off, as greylisting does";
                case UNREACHABLE -> " could not be reached: no connection, or no answer";
                case ACCEPTED, OTHER -> " was refused for another reason";
            };
        }

        private static Step step(String says, Line line) {
            return new Step(says, line.file(), line.line(), line.text());
        }

        void tell(List<Step> all) {
            if (steps.isEmpty()) {
                all.add(
                        none(
                                "No session with MsgID "
                                        + id
                                        + " in these logs: give the log of the day it came in"));
            }
            all.addAll(steps);
            if (answers > told.size()) {
                all.add(
                        none(
                                "and "
                                        + (answers - told.size())
                                        + " more answers, most of them to later tries"));
            }
        }
    }
}
