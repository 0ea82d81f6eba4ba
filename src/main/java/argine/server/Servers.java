// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.server.dovecot.DovecotLines;
import argine.server.icewarp.held.Quarantine;
import argine.server.postfix.MainCf;
import argine.server.postfix.PostfixHolds;
import argine.server.postfix.PostfixLines;
import argine.server.postfix.PostfixQueue;
import argine.server.postfix.PostqueueListing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The list of mail servers that Argine knows, and how it finds the one at hand.
 *
 * <p>What is named is taken; what is not is looked for where the server itself says it is ({@code
 * main.cf}), then where distributions put it.
 */
public final class Servers {
    /** The names that {@code --server} takes. */
    public static final Set<String> NAMES = Set.of("postfix");

    /** The names of those whose messages can be held. */
    public static final Set<String> HOLDING = Set.of("postfix", "icewarp");

    private static final Path CONFIG = Path.of("/etc/postfix");
    private static final List<Path> LOGS =
            List.of(
                    Path.of("/var/log/mail.log"),
                    Path.of("/var/log/maillog"),
                    Path.of("/var/log/mail"),
                    Path.of("/var/log/dovecot.log"),
                    Path.of("/var/log/dovecot-info.log"));

    private Servers() {}

    /**
     * What was asked for; what is empty is looked for, unless something else was named.
     *
     * <p>{@code content} is how much of each queued message is read.
     */
    public record Asked(
            List<Path> logs,
            Optional<Path> queue,
            Optional<Path> config,
            Optional<Instant> since,
            Optional<Instant> until,
            Clock clock,
            Queue.Content content) {

        /** With the text of queued messages, as an investigation needs it. */
        public Asked(
                List<Path> logs,
                Optional<Path> queue,
                Optional<Path> config,
                Optional<Instant> since,
                Optional<Instant> until,
                Clock clock) {
            this(logs, queue, config, since, until, clock, Queue.Content.TEXT);
        }

        /** The same, to learn only whose each queued message is. */
        public Asked forAccounts() {
            return new Asked(logs, queue, config, since, until, clock, Queue.Content.NONE);
        }

        private boolean namesNothing() {
            return logs.isEmpty() && queue.isEmpty();
        }
    }

    /** Reads the lines of all servers; a new one for each thread. */
    public static Supplier<MessageReader.Directory> readers() {
        return () -> {
            PostfixLines postfix = new PostfixLines();
            DovecotLines dovecot = new DovecotLines();
            return tag -> {
                MessageReader reader = postfix.forProgram(tag);
                return reader.equals(MessageReader.NOT_MAIL) ? dovecot.forProgram(tag) : reader;
            };
        };
    }

    /**
     * Finds the server.
     *
     * @throws IOException when nothing can be found, with what to do
     */
    public static MailServer find(Asked asked) throws IOException {
        List<String> missing = new ArrayList<>();
        Optional<MainCf> config = config(asked);
        Settings settings = settings(config, missing);
        List<Path> logs = asked.namesNothing() ? existingLogs(config) : asked.logs();
        Optional<Path> directory = asked.namesNothing() ? existingQueue(config) : asked.queue();
        if (logs.isEmpty() && directory.isEmpty()) {
            throw new NoSuchFileException(
                    "no mail log and no queue here; name them: argine investigate --log FILE --queue DIR"
                            + " (with journald alone: journalctl -o export | argine investigate --log -)");
        }
        Optional<Queue> queue =
                directory.isEmpty()
                        ? Optional.empty()
                        : Optional.of(queue(directory.get(), asked.content()));
        if (logs.isEmpty()) {
            missing.add("no log: what was delivered, and who logged in from where, is not known");
        }
        if (queue.isEmpty()) {
            missing.add("no queue: what still waits is told by the log alone");
        }
        return new MailServer("postfix", log(logs, asked), queue, settings, List.copyOf(missing));
    }

    /**
     * Where a server's messages are held: through Postfix's own program on the mail server, by
     * moving files in a copy of a queue.
     *
     * @throws IOException when there is no queue, or it is one that its server is working on and
     *     whose configuration is not known
     */
    public static Holds holds(String server, Asked asked) throws IOException {
        if (server.equals("icewarp")) {
            return Quarantine.of(
                    asked.queue()
                            .orElseThrow(
                                    () ->
                                            new NoSuchFileException(
                                                    "no queue named; name IceWarp's: --queue"
                                                            + " .../mail/_outgoing")));
        }
        Optional<MainCf> config = config(asked);
        Path queue =
                asked.queue()
                        .or(() -> existingQueue(config))
                        .orElseThrow(
                                () ->
                                        new NoSuchFileException(
                                                "no queue found here; name it: --queue DIR"));
        Optional<Path> own =
                asked.config()
                        .or(
                                () ->
                                        Optional.of(CONFIG)
                                                .filter(at -> Files.exists(at.resolve("main.cf"))));
        return PostfixHolds.of(queue, asked.queue().isPresent(), own);
    }

    private static Optional<Log> log(List<Path> logs, Asked asked) throws IOException {
        if (logs.isEmpty()) {
            return Optional.empty();
        }
        LogFiles files = LogFiles.of(logs);
        if (files.files().isEmpty() && !files.trouble().isEmpty()) {
            throw new IOException(files.trouble().getFirst());
        }
        return Optional.of(
                new FileLog(files, readers(), asked.clock(), asked.since(), asked.until()));
    }

    private static Optional<MainCf> config(Asked asked) throws IOException {
        boolean here = asked.namesNothing() && Files.exists(CONFIG.resolve("main.cf"));
        return asked.config().isPresent() || here
                ? Optional.of(MainCf.read(asked.config().orElse(CONFIG)))
                : Optional.empty();
    }

    private static Settings settings(Optional<MainCf> config, List<String> missing) {
        if (config.isEmpty()) {
            missing.add(
                    "no main.cf (--config DIR): only 127.0.0.1 and ::1 are taken for the server's own");
            return Settings.UNKNOWN;
        }
        Settings settings = config.get().settings();
        missing.addAll(config.get().trouble());
        return settings;
    }

    private static List<Path> existingLogs(Optional<MainCf> config) {
        Set<Path> found = new LinkedHashSet<>();
        config.flatMap(MainCf::logFile)
                .filter(Files::isReadable)
                .ifPresent(log -> found.addAll(LogFiles.rotated(log)));
        LOGS.stream()
                .filter(Files::isRegularFile)
                .forEach(log -> found.addAll(LogFiles.rotated(log)));
        return List.copyOf(found);
    }

    private static Optional<Path> existingQueue(Optional<MainCf> config) {
        Path usual = Path.of("/var/spool/postfix");
        return Optional.of(config.flatMap(MainCf::queueDirectory).orElse(usual))
                .filter(Files::isDirectory);
    }

    private static Queue queue(Path path, Queue.Content content) {
        return Files.isDirectory(path)
                ? new PostfixQueue(path, content)
                : new PostqueueListing(path.toString());
    }
}
