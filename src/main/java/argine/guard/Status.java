// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.util.List;

/**
 * How the guard is, at a glance.
 *
 * @param stopped how many accounts are stopped
 * @param barred how many networks are barred, and logins kept from strangers
 * @param subjects accounts, domains and networks of which something is counted
 * @param leftOut offences that were not counted because there were too many subjects
 * @param open messages on their way in
 * @param remarks what was wrong with files at the start, and what is not done now
 */
public record Status(
        State state,
        Decided decided,
        int stopped,
        int barred,
        long subjects,
        long leftOut,
        int open,
        List<String> remarks) {
    public Status {
        remarks = List.copyOf(remarks);
    }

    /** Requests since the start. */
    public record Decided(long passed, long deferred, long held, long rejected) {}
}
