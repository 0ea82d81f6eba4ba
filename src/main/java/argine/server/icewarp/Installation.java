// SPDX-License-Identifier: Apache-2.0
package argine.server.icewarp;

import argine.server.Log;
import argine.server.LogFiles;
import argine.server.MailServer;
import argine.server.Queue;
import argine.server.Servers;
import argine.server.Settings;
import argine.server.icewarp.queue.IcewarpQueue;
import argine.server.icewarp.session.Logins;
import argine.server.icewarp.session.SessionLog;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an IceWarp server keeps what Argine reads: the folder it was installed to, or a copy of it,
 * or single folders that were named.
 */
public final class Installation {
    private static final List<Path> USUAL =
            List.of(Path.of("/opt/icewarp"), Path.of("C:\\Program Files\\IceWarp"));

    private final Servers.Asked asked;
    private final List<String> missing = new ArrayList<>();

    public Installation(Servers.Asked asked) {
        this.asked = asked;
    }

    /** Whether what was named looks like IceWarp's. */
    public static boolean isRecognised(List<Path> logs, Optional<Path> queue) {
        return logs.stream().anyMatch(Recognised::isLogOrRoot)
                || logs.isEmpty() && queue.filter(Recognised::isQueue).isPresent();
    }

    /**
     * The server.
     *
     * @throws IOException when nothing of it can be found, with what to do
     */
    public MailServer server() throws IOException {
        boolean nothingNamed = asked.logs().isEmpty() && asked.queue().isEmpty();
        List<Path> named =
                nothingNamed
                        ? USUAL.stream().filter(Recognised::isRoot).limit(1).toList()
                        : asked.logs();
        Optional<Root> root = named.stream().filter(Recognised::isRoot).findFirst().map(Root::new);
        List<Path> logs = new ArrayList<>(named);
        root.ifPresent(
                found -> {
                    logs.remove(found.folder());
                    found.logs().ifPresent(logs::add);
                });
        Optional<Path> queue = asked.queue().or(() -> root.flatMap(found -> found.queue(missing)));
        if (logs.isEmpty() && queue.isEmpty()) {
            throw new NoSuchFileException(
                    "no IceWarp server here; name its folder or copies of its logs and _outgoing:"
                            + " argine investigate --server icewarp --log DIR --queue DIR");
        }
        return server(logs, queue, root.flatMap(Root::retry));
    }

    private MailServer server(List<Path> logs, Optional<Path> folder, Optional<Path> retry)
            throws IOException {
        Logins logins = new Logins();
        if (logs.isEmpty()) {
            missing.add("no log: what was delivered, and who logged in from where, is not known");
        }
        Optional<Queue> queue =
                folder.isEmpty()
                        ? Optional.empty()
                        : Optional.of(queue(folder.get(), retry, logins));
        if (queue.isEmpty()) {
            missing.add("no queue: what still waits is told by the log alone");
        }
        Optional<Log> log = logs.isEmpty() ? Optional.empty() : Optional.of(log(logs, logins));
        Settings settings = new Settings("", Settings.UNKNOWN.ownNetworks(), logins.domains());
        return new MailServer("icewarp", log, queue, settings, List.copyOf(missing));
    }

    private Queue queue(Path folder, Optional<Path> retry, Logins logins) throws IOException {
        List<Path> folders = new ArrayList<>(List.of(folder));
        retry.filter(path -> !path.startsWith(folder)).ifPresent(folders::add);
        IcewarpQueue queue = new IcewarpQueue(folders, asked.content(), logins);
        queue.sample(logins::learn);
        return queue;
    }

    private Log log(List<Path> named, Logins logins) throws IOException {
        LogFolders folders = new LogFolders(named);
        missing.addAll(folders.remarks());
        LogFiles files = LogFiles.inOrder(folders.files());
        if (!files.isAny()) {
            throw new IOException(
                    files.trouble().stream()
                            .findFirst()
                            .orElse(
                                    named.getFirst()
                                            + ": holds no session log of IceWarp (s20261124-00.log)"));
        }
        return new SessionLog(files, asked.clock(), asked.since(), asked.until(), logins);
    }
}
