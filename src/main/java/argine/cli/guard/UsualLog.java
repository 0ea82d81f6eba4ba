// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The mail log that a host has, for a configuration that names none: the file that syslog writes
 * while it is written, else the journal.
 *
 * <p>A file to which nothing came for more than a week is what an earlier syslog left; where the
 * journal cannot be read either it is still what somebody has to be told of.
 *
 * @param folder where syslog writes
 * @param journal whether there is a journal that can be read
 */
record UsualLog(Path folder, BooleanSupplier journal, InstantSource clock) {
    private static final Duration LONG = Duration.ofDays(8);
    private static final String DEBIANS = "mail.log";
    private static final String FEDORAS = "maillog";

    /** Of what is said in the configuration, with the log that is found in place of none. */
    Watching.Logs in(Watching.Logs said) {
        List<Path> files =
                Stream.of(DEBIANS, FEDORAS)
                        .map(folder::resolve)
                        .filter(Files::exists)
                        .limit(1)
                        .toList();
        boolean written = files.stream().anyMatch(this::isWritten);
        if (!written && journal.getAsBoolean()) {
            return said.in(List.of(), true);
        }
        return said.in(files.isEmpty() ? List.of(folder.resolve(DEBIANS)) : files, false);
    }

    private boolean isWritten(Path file) {
        try {
            Instant last = Files.getLastModifiedTime(file).toInstant();
            return Files.isReadable(file) && last.isAfter(clock.instant().minus(LONG));
        } catch (IOException _) {
            return false;
        }
    }
}
