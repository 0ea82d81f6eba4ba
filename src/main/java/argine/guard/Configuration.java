// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.limit.LimitSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What an administrator decided; never changed, only replaced as a whole.
 *
 * @param watch whether everything is only told and nothing refused, but for contained accounts
 * @param sender what comes of a message under somebody else's name
 * @param also what accounts may send as besides what is theirs
 */
public record Configuration(
        boolean watch,
        Files files,
        String realm,
        boolean caseMatters,
        Mode sender,
        Map<String, List<String>> also,
        LimitSettings limits) {

    /** Where the guard remembers; read at the start only. */
    public record Files(Path folder, Path secondCopy) {
        public static final Files USUAL =
                new Files(
                        Path.of("/var/lib/argine-guard"),
                        Path.of("/var/lib/argine-guard/stopped-accounts"));
    }

    /** Senders reported, no limits: a beginning for tests. */
    public static final Configuration EMPTY =
            new Configuration(
                    false, Files.USUAL, "", false, Mode.REPORT, Map.of(), LimitSettings.NONE);

    public Configuration {
        also = Map.copyOf(also);
    }

    /** The same, doing what it would otherwise only tell. */
    public Configuration enforcing() {
        return new Configuration(false, files, realm, caseMatters, sender, also, limits);
    }

    public Configuration with(LimitSettings other) {
        return new Configuration(watch, files, realm, caseMatters, sender, also, other);
    }

    public Configuration with(Mode senderMode) {
        return new Configuration(watch, files, realm, caseMatters, senderMode, also, limits);
    }
}
