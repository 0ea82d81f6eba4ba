// SPDX-License-Identifier: Apache-2.0
package argine.server;

import java.util.List;
import java.util.Optional;

/**
 * A mail server as a record of ports; an absent one is something that is not at hand.
 *
 * <p>{@code missing} says in words what was looked for and not found, {@code recognised} what was
 * recognised of what was named or found: IceWarp's files tell that, others do not, and it is empty.
 */
public record MailServer(
        String name,
        Optional<Log> log,
        Optional<Queue> queue,
        Settings settings,
        List<String> missing,
        String recognised) {}
