// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.util.Optional;

/**
 * What one check says: how it turned out, its number, what that usually is, and a sentence.
 *
 * <p>The sentence may quote names that strangers chose; whoever prints it must clean it.
 *
 * @param worst what is as bad as its state says, or how well it is
 * @param warning beside something critical, what alone would only warn; empty if there is none
 * @param besides what is told and is not wrong here; empty if there is none
 */
public record Finding(
        String check,
        State state,
        Optional<Long> value,
        Optional<Usual> usual,
        Limit limit,
        String worst,
        String warning,
        String besides) {

    /** One that is about one thing. */
    Finding(
            String check,
            State state,
            Optional<Long> value,
            Optional<Usual> usual,
            Limit limit,
            String says) {
        this(check, state, value, usual, limit, says, "", "");
    }

    /** All of it. */
    public String says() {
        return worst
                + (warning.isEmpty() ? "" : "; and warning: " + warning)
                + (besides.isEmpty() ? "" : "; besides: " + besides);
    }
}
