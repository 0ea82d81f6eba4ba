// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.util.List;
import java.util.Map;

/** The table of contents: every check, the most telling first. */
public final class Checks {
    private static final List<Check> ALL =
            List.of(
                    new AccountHabits(),
                    new UnknownRecipients(),
                    new QueueGrowth(),
                    new SmallMessages(),
                    new RefusedMail(),
                    new SessionGrowth(),
                    new FailedLogins(),
                    new OldHolds());

    private Checks() {}

    /** The words of the checks, in order. */
    public static List<String> words() {
        return ALL.stream().map(Check::word).toList();
    }

    /**
     * What all checks say; {@code warn} and {@code critical} hold other limits than the check's
     * own, by its word.
     */
    public static List<Finding> judge(
            Snapshot now, Past past, Map<String, Long> warn, Map<String, Long> critical) {
        return ALL.stream()
                .map(check -> check.look(now, past, limit(check, warn, critical)))
                .toList();
    }

    private static Limit limit(Check check, Map<String, Long> warn, Map<String, Long> critical) {
        Limit own = check.limit();
        return new Limit(
                warn.getOrDefault(check.word(), own.warn()),
                critical.getOrDefault(check.word(), own.critical()));
    }
}
