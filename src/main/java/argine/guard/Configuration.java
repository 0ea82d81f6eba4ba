// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.grey.GreySettings;
import argine.guard.intrusion.IntrusionSettings;
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
        LimitSettings limits,
        IntrusionSettings intrusion,
        GreySettings grey) {

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

    /** The same for mail of the past: nothing only told, and nobody barred or put off. */
    public Configuration enforcing() {
        return new Configuration(false, files, realm, caseMatters, sender, also, limits);
    }

    /** With nobody barred but by hand, and nobody put off. */
    public Configuration(
            boolean watch,
            Files files,
            String realm,
            boolean caseMatters,
            Mode sender,
            Map<String, List<String>> also,
            LimitSettings limits) {
        this(
                watch,
                files,
                realm,
                caseMatters,
                sender,
                also,
                limits,
                IntrusionSettings.OFF,
                GreySettings.OFF);
    }

    /** The one form of logins under this configuration. */
    public Logins logins(Directory directory) {
        return new Logins(realm, caseMatters, directory::primaryDomain);
    }

    public Configuration with(IntrusionSettings other) {
        return new Configuration(
                watch, files, realm, caseMatters, sender, also, limits, other, grey);
    }

    public Configuration with(GreySettings other) {
        return new Configuration(
                watch, files, realm, caseMatters, sender, also, limits, intrusion, other);
    }

    public Configuration with(LimitSettings other) {
        return new Configuration(
                watch, files, realm, caseMatters, sender, also, other, intrusion, grey);
    }

    public Configuration with(Mode senderMode) {
        return new Configuration(
                watch, files, realm, caseMatters, senderMode, also, limits, intrusion, grey);
    }
}
