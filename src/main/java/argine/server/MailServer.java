// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A mail server as a record of ports; an absent one is something that is not at hand.
 *
 * <p>{@code missing} says in words what was looked for and not found, {@code recognised} what was
 * recognised of what was named or found: IceWarp's files tell that, others do not, and it is empty.
 * {@code unlogged} says why there is no log, where one was looked at and could not be read.
 */
public record MailServer(
        String name,
        Optional<Log> log,
        Optional<Queue> queue,
        Settings settings,
        List<String> missing,
        String recognised,
        String unlogged) {

    /** One whose log is at hand, or was not found. */
    public MailServer(
            String name,
            Optional<Log> log,
            Optional<Queue> queue,
            Settings settings,
            List<String> missing,
            String recognised) {
        this(name, log, queue, settings, missing, recognised, "");
    }

    /** The same with only those waiting messages that arrived from one time on, before another. */
    public MailServer within(Optional<Instant> since, Optional<Instant> until) {
        if (since.isEmpty() && until.isEmpty()) {
            return this;
        }
        Optional<Queue> part =
                queue.map(
                        whole ->
                                whole.within(since.orElse(Instant.MIN), until.orElse(Instant.MAX)));
        return new MailServer(name, log, part, settings, missing, recognised, unlogged);
    }
}
