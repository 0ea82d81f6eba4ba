// SPDX-License-Identifier: Apache-2.0
package argine.investigate;

import java.util.List;

/**
 * The options that lead the next command to the server that was looked at.
 *
 * <p>Without them a proposed command would look at this host's own, and find nothing there.
 */
@FunctionalInterface
public interface Again {
    /** Where nothing was named: the next command finds what this one found. */
    Again NOTHING_NAMED = _ -> "";

    /** Those of these names that were given, quoted for a shell, with a blank before each word. */
    String options(List<String> names);
}
