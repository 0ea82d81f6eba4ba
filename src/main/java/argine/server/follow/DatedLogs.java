// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import argine.server.Queue;
import argine.server.Settings;
import argine.server.log.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The logs of a server that begins another file each day and renames none.
 *
 * @param folder in which they are
 * @param format reads their lines; one for all, for it joins what lines of several files say
 * @param queue what waits on the same server, where it is known
 */
public record DatedLogs(
        Path folder, Files files, Format format, Settings settings, Optional<Queue> queue) {

    /** Finds them. */
    @FunctionalInterface
    public interface Files {
        /** Those that are there now, in the order in which they are to be read. */
        List<Path> now() throws IOException;
    }
}
