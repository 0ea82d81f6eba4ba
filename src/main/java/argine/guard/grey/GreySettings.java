// SPDX-License-Identifier: Apache-2.0
package argine.guard.grey;

import argine.guard.Stance;
import argine.guard.intrusion.AllowList;
import java.time.Duration;

/**
 * What an administrator decided about greylisting.
 *
 * @param stance {@link Stance#WATCH} learns who comes, and refuses nothing
 * @param wholeDomain whether who was let in for one recipient is for all of that domain
 * @param delay before an attempt is let in
 * @param pending how long who was put off may take to come again
 * @param known how long who was let in need not wait again
 * @param autoAllow after so many let in, a client waits no more; 0: it always does
 * @param adaptive whether only clients are put off that sent spam in the last 30 days
 * @param spfPass whether mail that the server found right by SPF is let in at once, and where it
 *     says nothing of SPF, mail from where its domain's record names
 * @param text what who is put off reads
 * @param hangUp whether the session is ended with it (421)
 */
public record GreySettings(
        Stance stance,
        By by,
        boolean wholeDomain,
        Duration delay,
        Duration pending,
        Duration known,
        int autoAllow,
        boolean adaptive,
        boolean spfPass,
        String text,
        boolean hangUp,
        AllowList allow) {
    public static final String USUAL_TEXT = "greylisted, please come again in a few minutes";

    public static final GreySettings OFF = usual(Stance.OFF);

    public static GreySettings usual(Stance stance) {
        return new GreySettings(
                stance,
                By.SENDER_IP,
                false,
                Duration.ofMinutes(5),
                Duration.ofDays(2),
                Duration.ofDays(35),
                5,
                false,
                true,
                USUAL_TEXT,
                false,
                AllowList.NOBODY);
    }

    /** The same during a trial of the whole guard: it learns, and puts nobody off. */
    public GreySettings during(boolean watch) {
        return watch && stance == Stance.ENFORCE ? with(Stance.WATCH, allow) : this;
    }

    public GreySettings with(AllowList other) {
        return with(stance, other);
    }

    private GreySettings with(Stance otherStance, AllowList other) {
        return new GreySettings(
                otherStance,
                by,
                wholeDomain,
                delay,
                pending,
                known,
                autoAllow,
                adaptive,
                spfPass,
                text,
                hangUp,
                other);
    }
}
