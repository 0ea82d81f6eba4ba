// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

/** What a figure usually is, and since when that is known: "at this hour on 5 days". */
public record Usual(long value, String basis) {
    private static final int FAR = 3;

    /** More than three times as much: less is ordinary from one day to the next. */
    boolean isFarBelow(long now) {
        return now > value * FAR;
    }
}
