// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.Log;
import argine.server.MailServer;
import argine.server.Queue;
import argine.server.Servers;
import argine.server.Settings;
import argine.server.icewarp.queue.IcewarpQueue;
import argine.server.icewarp.queue.QueueLikeness;
import argine.server.icewarp.session.Logins;
import argine.server.icewarp.session.SessionLog;
import argine.server.log.LogFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an IceWarp server keeps what Argine reads: the folder it was installed to, or a copy of it,
 * or single folders that were named.
 */
public final class Installation {
    /** So many files tell which domains are a server's own. */
    private static final int FEW = 1024;

    private final Servers.Asked asked;
    private final Path system;
    private final List<String> missing = new ArrayList<>();
    private String recognised = "";
    private String unlogged = "";

    /** What was asked for; {@code system} is where the files of this host begin. */
    public Installation(Servers.Asked asked, Path system) {
        this.asked = asked;
        this.system = system;
    }

    /** Whether what was named looks like IceWarp's. */
    public static boolean isRecognised(List<Path> logs, Optional<Path> queue) {
        return logs.stream().anyMatch(Recognised::isLogOrRoot)
                || logs.isEmpty() && queue.filter(Recognised::isQueue).isPresent();
    }

    /** Whether an IceWarp server is installed on the host whose files begin there. */
    public static boolean isHere(Path system) {
        return Here.root(system).isPresent();
    }

    /**
     * The server.
     *
     * @throws IOException when nothing of it can be found, with what to do
     */
    public MailServer server() throws IOException {
        Optional<Root> root = root();
        OwnSettings own = OwnSettings.of(asked.config(), missing);
        missing.addAll(own.remarks());
        List<Path> logs = new ArrayList<>(asked.logs());
        root.ifPresent(
                found -> {
                    logs.remove(found.folder());
                    own.logs().or(found::logs).ifPresent(logs::add);
                });
        Optional<Path> queue = queue(root, own);
        if (logs.isEmpty() && queue.isEmpty()) {
            throw new IOException(
                    "no IceWarp server here; name its folder or copies of its logs and _outgoing:"
                            + " argine investigate --server icewarp --log DIR --queue DIR");
        }
        return server(root, logs, queue);
    }

    /** The folder of the queue that what was named as logs leads to, if it is IceWarp's. */
    public static Optional<Path> queueOf(Servers.Asked asked) {
        try {
            return !asked.logs().isEmpty() && isRecognised(asked.logs(), Optional.empty())
                    ? new Installation(asked, Path.of("/")).queueFolder()
                    : Optional.empty();
        } catch (IOException _) {
            return Optional.empty(); // who reads the settings says so
        }
    }

    /**
     * The folder of the queue that may be changed. A copy's {@code path.dat} leads to the queue of
     * the server that it is a copy of; that one has to be named.
     *
     * @throws IOException when there is none, or it lies elsewhere, with what to do
     */
    public Path queueToChange() throws IOException {
        Path queue =
                queueFolder()
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "no queue found here; name IceWarp's: --queue"
                                                        + " .../mail/_outgoing"));
        Optional<Root> root = root();
        if (asked.queue().isEmpty() && root.isPresent() && !isOf(queue, root.get())) {
            throw new IOException(
                    root.get().folder()
                            + ": its queue would be "
                            + queue
                            + ", which lies elsewhere; if that is meant, name it with --queue");
        }
        return queue;
    }

    private boolean isOf(Path queue, Root root) throws IOException {
        Path real = queue.toRealPath();
        Path folder = root.folder().toRealPath();
        Optional<Root> here = Here.root(system);
        return real.startsWith(folder)
                || real.startsWith(root.beside())
                || here.isPresent() && Files.isSameFile(here.get().folder(), folder);
    }

    private Optional<Path> queueFolder() throws IOException {
        return queue(root(), OwnSettings.of(asked.config(), missing));
    }

    private Optional<Root> root() {
        boolean nothingNamed = asked.logs().isEmpty() && asked.queue().isEmpty();
        return nothingNamed
                ? Here.root(system)
                : asked.logs().stream().filter(Recognised::isRoot).findFirst().map(Root::new);
    }

    private Optional<Path> queue(Optional<Root> root, OwnSettings own) throws IOException {
        if (asked.queue().isPresent()) {
            return Optional.of(named(asked.queue().get()));
        }
        return root.flatMap(found -> found.queue(own.mail(), missing))
                .or(() -> own.mail().flatMap(mail -> Root.directory(mail, "_outgoing")));
    }

    private static Path named(Path folder) throws IOException {
        Path queue = Root.outgoing(folder);
        if (Files.isDirectory(queue) && !QueueLikeness.mayBeQueue(queue)) {
            throw new IOException(
                    folder
                            + ": is no queue of IceWarp's, for it holds other things and neither a"
                            + " message nor retry or priority_0; name the queue: --queue"
                            + " .../mail/_outgoing");
        }
        return queue;
    }

    private MailServer server(Optional<Root> root, List<Path> logs, Optional<Path> folder)
            throws IOException {
        Logins logins = new Logins();
        if (logs.isEmpty()) {
            missing.add("no log: what was delivered, and who logged in from where, is not known");
        }
        Optional<Path> retry =
                root.flatMap(found -> found.retry(missing))
                        .or(() -> folder.flatMap(Root::linkedRetry));
        Optional<Queue> queue =
                folder.isEmpty()
                        ? Optional.empty()
                        : Optional.of(queue(folder.get(), retry, logins, logs.isEmpty()));
        if (queue.isEmpty()) {
            missing.add("no queue: what still waits is told by the log alone");
        }
        Optional<Log> log =
                logs.isEmpty()
                        ? Optional.empty()
                        : log(
                                logs,
                                logins,
                                queue.isPresent() && (root.isPresent() || asked.recent()));
        Settings settings = new Settings("", Settings.UNKNOWN.ownNetworks(), logins.domains());
        return new MailServer(
                "icewarp",
                log,
                queue,
                settings,
                List.copyOf(missing),
                recognised(root, folder),
                unlogged);
    }

    /** What was found by itself, in words. */
    private String recognised(Optional<Root> root, Optional<Path> queue) {
        List<String> parts = new ArrayList<>();
        if (!recognised.isEmpty()) {
            parts.add(recognised);
        }
        queue.ifPresent(folder -> parts.add("queue " + folder));
        String where = root.map(found -> " in " + found.folder()).orElse("");
        return "IceWarp" + where + ": " + String.join(", ", parts);
    }

    private Queue queue(Path folder, Optional<Path> retry, Logins logins, boolean alone)
            throws IOException {
        IcewarpQueue queue = new IcewarpQueue(folder, retry, asked.content(), logins);
        boolean envelopes = alone && asked.content() == Queue.Content.NONE;
        queue.sample(envelopes ? FEW : IcewarpQueue.MANY); // there is no log to name anybody in
        return queue;
    }

    /** The log; an installation that has none yet may have a queue. */
    private Optional<Log> log(List<Path> named, Logins logins, boolean mayLack) throws IOException {
        LogFolders folders = new LogFolders(named);
        missing.addAll(folders.remarks());
        recognised = folders.recognised();
        LogFiles files = asked.recent() ? recent(folders, logins) : folders.files();
        if (!files.isAny() && !folders.files().isAny()) {
            String why =
                    files.trouble().stream()
                            .findFirst()
                            .orElse(
                                    named.getFirst()
                                            + ": holds no session log of IceWarp (s20261124-00.log)");
            if (!mayLack) {
                throw new IOException(why);
            }
            unlogged = why;
            missing.add(why + "; the queue alone was read");
            return Optional.empty();
        }
        return Optional.of(
                new SessionLog(files, asked.clock(), asked.since(), asked.until(), logins));
    }

    /** The logs from shortly before the time that is asked about, for a quick look. */
    private LogFiles recent(LogFolders folders, Logins logins) {
        if (asked.since().isEmpty()) {
            return folders.files();
        }
        Instant from = asked.since().get().minus(SessionLog.LONGEST_SILENCE);
        LocalDate day = LocalDate.ofInstant(from, ZoneOffset.UTC).minusDays(1);
        LogFiles files = folders.files(day);
        files.from(from, file -> SessionLog.times(file, asked.clock(), logins));
        return files;
    }
}
