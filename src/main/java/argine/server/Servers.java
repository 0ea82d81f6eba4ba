// SPDX-License-Identifier: Apache-2.0
package argine.server;

import argine.mail.Network;
import argine.server.dovecot.DovecotLines;
import argine.server.dovecot.DovecotProxies;
import argine.server.exim.EximAcls;
import argine.server.follow.DatedLogs;
import argine.server.icewarp.Installation;
import argine.server.icewarp.Likeness;
import argine.server.icewarp.LiveLogs;
import argine.server.icewarp.Walk;
import argine.server.icewarp.held.Quarantine;
import argine.server.icewarp.session.OneLine;
import argine.server.log.FileLog;
import argine.server.log.LogFiles;
import argine.server.log.MessageReader;
import argine.server.log.SystemJournal;
import argine.server.postfix.MainCf;
import argine.server.postfix.PostfixHolds;
import argine.server.postfix.PostfixLines;
import argine.server.postfix.PostfixQueue;
import argine.server.postfix.PostqueueListing;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The list of mail servers that Argine knows, and how it finds the one at hand.
 *
 * <p>What is named is taken; what is not is looked for where the server itself says it is ({@code
 * main.cf}), then where distributions put it.
 */
public final class Servers {
    private static final String POSTFIX = "postfix";
    private static final String ICEWARP = "icewarp";

    /** The names that {@code --server} takes. */
    public static final Set<String> NAMES = new TreeSet<>(Set.of(POSTFIX, ICEWARP));

    /** The names of those whose messages can be held. */
    public static final Set<String> HOLDING = Set.of("postfix", "icewarp");

    /** Of Postfix, where distributions put it. */
    static final Path CONFIG = Path.of("/etc/postfix");

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
     * <p>{@code content} is how much of each queued message is read; {@code server} is one of
     * {@link #NAMES}, or empty for whatever is recognised; {@code recent} says that the log is read
     * from about {@code since} on instead of from its start, so that places in it are not known.
     */
    public record Asked(
            List<Path> logs,
            Optional<Path> queue,
            Optional<Path> config,
            Optional<Instant> since,
            Optional<Instant> until,
            Clock clock,
            Queue.Content content,
            String server,
            boolean recent) {

        /** With the text of queued messages, as an investigation needs it. */
        public Asked(
                List<Path> logs,
                Optional<Path> queue,
                Optional<Path> config,
                Optional<Instant> since,
                Optional<Instant> until,
                Clock clock) {
            this(logs, queue, config, since, until, clock, Queue.Content.TEXT, "", false);
        }

        /** The same queue without the log, to learn only whose each queued message is. */
        public Asked forAccounts() {
            return new Asked(
                    List.of(),
                    queue.or(() -> ledTo(this)),
                    config,
                    since,
                    until,
                    clock,
                    Queue.Content.NONE,
                    server,
                    false);
        }

        /** The same, of a server of this name. */
        public Asked of(String name) {
            return new Asked(logs, queue, config, since, until, clock, content, name, recent);
        }

        /** The same, for a quick look: no text of queued messages, and no place in the log. */
        public Asked forAGlance() {
            return new Asked(
                    logs, queue, config, since, until, clock, Queue.Content.NONE, server, true);
        }

        private boolean namesNothing() {
            return logs.isEmpty() && queue.isEmpty();
        }
    }

    /** The queue that logs lead to, where they are an IceWarp's folder. */
    private static Optional<Path> ledTo(Asked asked) {
        return Installation.queueOf(asked);
    }

    /** What Exim's ACLs do, of what it printed or of the one of this host: {@link EximAcls}. */
    public static Optional<Map<String, List<String>>> exim(Optional<Path> out) throws IOException {
        return EximAcls.of(out);
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

    /** IceWarp's logs while they are written; of its own folder, or of that of its logs. */
    public static DatedLogs icewarp(Path folder, Clock clock, Instant since) throws IOException {
        LiveLogs logs = LiveLogs.of(folder, clock, since);
        return new DatedLogs(
                logs.folder(), logs::files, logs.format(), logs.settings(), logs.queue());
    }

    /** What Postfix's configuration in a folder says about itself. */
    public static Settings settings(Path config) throws IOException {
        return MainCf.read(config).settings();
    }

    /**
     * The queue of a Postfix, with the texts of its messages: the one that is named, or, where this
     * process may read it, the one that the configuration in a folder names.
     */
    public static Optional<Queue> queue(Path config, Optional<Path> named) throws IOException {
        Optional<Path> folder = named;
        if (folder.isEmpty() && Files.exists(config.resolve("main.cf"))) {
            folder = existingQueue(Optional.of(MainCf.read(config))).filter(Servers::mayRead);
        }
        return folder.map(
                path -> new PostfixQueue(path, Queue.Content.TEXT, /* own= */ named.isEmpty()));
    }

    /**
     * Whether the messages of a queue of Postfix's may be read. It is tried: the system's own
     * answer leaves out what a capability allows.
     */
    public static boolean mayRead(Path queue) {
        Path deferred = queue.resolve("deferred");
        try (var _ = Files.newDirectoryStream(Files.isDirectory(deferred) ? deferred : queue)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Proxies and webmail, which bring other people's logins to Postfix or Dovecot. */
    public static List<Network> proxies(Path postfix, Path dovecot) throws IOException {
        return DovecotProxies.after(MainCf.read(postfix).proxies(), dovecot);
    }

    /** Reads one line of a server that writes sessions; nothing where it has not that form. */
    static Optional<Explained> session(byte[] line, Clock clock) {
        return OneLine.explained(line, clock);
    }

    /** Whether a file is a queued message whose way {@link #walk} can show. */
    public static boolean isQueueFile(Path file) {
        return Walk.isQueueFile(file);
    }

    /** Goes from a queued message to the login that sent it, and to what became of it. */
    public static List<Explained.Step> walk(Path queueFile, List<Path> logs, Clock clock)
            throws IOException {
        return new Walk(clock).steps(queueFile, logs);
    }

    /**
     * Finds the server.
     *
     * @throws IOException when nothing can be found, with what to do
     */
    public static MailServer find(Asked asked) throws IOException {
        return find(asked, Path.of("/"));
    }

    /** The same, on a host whose files begin there. */
    static MailServer find(Asked asked, Path system) throws IOException {
        if (isIcewarp(asked, system)) {
            return new Installation(asked, system).server();
        }
        try {
            return postfix(asked);
        } catch (FileSystemException e) {
            throw e; // it names its file, and why
        } catch (IOException e) {
            throw Likeness.of(asked, asked.logs())
                    .map(said -> new IOException(e.getMessage() + "; " + said, e))
                    .orElse(e);
        }
    }

    /** Postfix is installed by other packages, and idle then; nobody installs IceWarp by chance. */
    private static boolean isIcewarp(Asked asked, Path system) {
        if (!asked.server().isEmpty()) {
            return asked.server().equals(ICEWARP);
        }
        return asked.namesNothing()
                ? asked.config().isEmpty() && Installation.isHere(system)
                : Installation.isRecognised(asked.logs(), asked.queue());
    }

    private static MailServer postfix(Asked asked) throws IOException {
        List<String> missing = new ArrayList<>();
        Optional<MainCf> config = config(asked);
        Settings settings = settings(config, missing);
        List<Path> logs = asked.namesNothing() ? existingLogs(config) : asked.logs();
        Optional<Path> directory =
                asked.namesNothing()
                        ? existingQueue(config)
                        : asked.queue().or(() -> queueBesideLogs(asked, config, missing));
        List<String> unlogged = new ArrayList<>();
        Optional<Log> log = log(logs, asked, asked.recent() && directory.isPresent(), unlogged);
        if (log.isEmpty() && directory.isEmpty()) {
            throw new IOException(
                    "no mail log, no journal and no queue here; name them: argine investigate"
                            + " --log FILE --queue DIR");
        }
        Optional<Queue> queue =
                directory.isEmpty() ? Optional.empty() : Optional.of(queue(directory.get(), asked));
        Likeness.of(asked, log.isEmpty() ? asked.queue().stream().toList() : List.of())
                .ifPresent(missing::add);
        if (log.isEmpty()) {
            missing.add("no log: what was delivered, and who logged in from where, is not known");
        }
        if (queue.isEmpty()) {
            missing.add("no queue: what still waits is told by the log alone");
        }
        return new MailServer(
                POSTFIX,
                log,
                queue,
                settings,
                List.copyOf(missing),
                "",
                unlogged.isEmpty() ? "" : unlogged.getFirst());
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
            return Quarantine.of(new Installation(asked, Path.of("/")).queueToChange());
        }
        if (!asked.logs().isEmpty() && Installation.isRecognised(asked.logs(), asked.queue())) {
            throw new IOException("what was named is IceWarp's: say --server icewarp");
        }
        Optional<MainCf> config = config(asked);
        Path queue =
                asked.queue()
                        .or(() -> existingQueue(config))
                        .orElseThrow(
                                () -> new IOException("no queue found here; name it: --queue DIR"));
        Optional<Path> usual =
                Optional.of(CONFIG).filter(at -> Files.exists(at.resolve("main.cf")));
        Optional<Path> own = asked.config().or(() -> usual);
        return PostfixHolds.of(queue, asked.queue().isPresent(), own);
    }

    /** The log; a quick look may lack it where there is a queue, and is told why. */
    private static Optional<Log> log(
            List<Path> logs, Asked asked, boolean mayLack, List<String> unlogged)
            throws IOException {
        LogFiles files = LogFiles.of(logs);
        if (!files.isAny() && !files.trouble().isEmpty()) {
            unlogged.addAll(files.trouble());
            if (!mayLack) {
                throw new IOException(unlogged.getFirst());
            }
            return Optional.empty();
        }
        if (logs.isEmpty() && asked.namesNothing()) {
            SystemJournal.here()
                    .filter(journal -> !asked.recent() || journal.holdsMail())
                    .ifPresent(journal -> files.addJournal(journal, asked.since()));
            files.lookedFor(LOGS);
        } else if (asked.recent()) {
            asked.since().ifPresent(time -> files.from(time, asked.clock().getZone()));
        }
        if (logs.isEmpty() && !files.isAny()) {
            return Optional.empty();
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
                .filter(Files::exists)
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

    /**
     * The queue that a named configuration leads to, where logs were named too. One that names none
     * or the usual one may be a copy from elsewhere, unless it is this host's own.
     */
    private static Optional<Path> queueBesideLogs(
            Asked asked, Optional<MainCf> config, List<String> missing) {
        boolean leads =
                config.filter(MainCf::namesOtherQueue).isPresent()
                        || asked.config().filter(Servers::isOwn).isPresent();
        Optional<Path> queue = leads ? existingQueue(config) : Optional.empty();
        queue.filter(path -> !mayRead(path))
                .ifPresent(path -> missing.add(path + ": may not be read; ask as root (sudo)"));
        return queue.filter(Servers::mayRead);
    }

    private static boolean isOwn(Path config) {
        try {
            return Files.isSameFile(config, CONFIG);
        } catch (IOException _) {
            return false; // one of them is not there
        }
    }

    private static Queue queue(Path path, Asked asked) {
        return Files.isDirectory(path)
                ? new PostfixQueue(path, asked.content(), asked.queue().isEmpty())
                : new PostqueueListing(path.toString());
    }
}
