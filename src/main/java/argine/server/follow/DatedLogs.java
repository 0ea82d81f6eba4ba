// SPDX-License-Identifier: Apache-2.0
package argine.server.follow;

import argine.server.Settings;
import argine.server.log.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The logs of a server that begins another file each day and renames none.
 *
 * @param folder in which they are
 * @param format reads their lines; one for all, for it joins what lines of several files say
 */
public record DatedLogs(Path folder, Files files, Format format, Settings settings) {

    /** Finds them. */
    @FunctionalInterface
    public interface Files {
        /** Those that are there now, in the order in which they are to be read. */
        List<Path> now() throws IOException;
    }
}
