// SPDX-License-Identifier: Apache-2.0
package argine.server.postfix.access;

import argine.server.access.Administrators;
import argine.server.access.Deliveries;
import argine.server.access.Door;
import argine.server.access.Footholds;
import argine.server.access.Sessions;
import argine.server.log.SystemJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who gets into a Postfix: where it takes logins, and the sessions there. */
public final class PostfixAccess {
    private static final List<Path> USUAL =
            List.of(Path.of("/var/log/mail.log"), Path.of("/var/log/maillog"));

    private final Optional<Path> config;
    private final Submission submission;

    /** {@code config} is the folder of its main.cf; empty for Postfix's own. */
    public PostfixAccess(Optional<Path> config) throws IOException {
        this.config = config;
        this.submission = Submission.of(config);
    }

    /** Whether Dovecot checks the passwords of those who send. */
    public boolean asksDovecot() {
        return submission.dovecot();
    }

    /** The ports whose passwords something else checks, such as saslauthd. */
    public Set<Integer> portsElsewhere() {
        return submission.elsewhere();
    }

    /**
     * Its sessions, told apart by these logs; where none is named, by its own, in files or, where
     * there are none, in systemd's journal.
     */
    public Sessions sessions(List<Path> logs) {
        List<Path> files = logs.isEmpty() ? ownLogs() : logs;
        return new SmtpSessions(
                submission,
                files.isEmpty() ? journal().orElse(NewLines.NONE) : new FileLines(files));
    }

    private Optional<NewLines> journal() {
        return SystemJournal.shown()
                .flatMap(show -> user().map(user -> new JournalLines(show, user)));
    }

    /** The number of its user, to whom its queue belongs. */
    private Optional<Integer> user() {
        Optional<Path> queue = submission.queue();
        if (queue.isEmpty()) {
            return Optional.empty();
        }
        try {
            Object user = Files.getAttribute(queue.get().resolve("active"), "unix:uid");
            return Optional.of((Integer) user);
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    /** What it is delivering now, where its queue is known. */
    public Optional<Deliveries> deliveries() {
        return submission.queue().map(queue -> new PostfixDeliveries(queue, submission));
    }

    private List<Path> ownLogs() {
        List<Path> logs = new ArrayList<>(USUAL);
        submission.log().ifPresent(logs::add);
        Optional<Instant> journal = SystemJournal.written();
        return logs.stream()
                .filter(Files::isReadable)
                .filter(log -> FileLines.isKept(log, journal))
                .toList();
    }

    /** Where it takes logins, whoever checks them. */
    public List<Door> doors() throws IOException {
        return Submission.doors(config);
    }

    public Administrators administrators() {
        return new Postmaster(config);
    }

    public Footholds footholds(Set<String> localDomains) {
        return new AliasFootholds(config, localDomains);
    }
}
