// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import java.util.List;

/**
 * What the daemon looks at besides what it is asked, and what hinders it.
 *
 * @param looksAt the logs by their names; empty where none is looked at
 * @param loop what it does about a suspect, in one word
 * @param troubles why it sees less than it should, a sentence each
 */
public record Outlook(String looksAt, String loop, List<String> troubles) {
    public Outlook {
        troubles = List.copyOf(troubles);
    }
}
