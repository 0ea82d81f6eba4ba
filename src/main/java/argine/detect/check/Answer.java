// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.util.Comparator;
import java.util.List;

/**
 * Whether something is wrong now: what all checks say of one snapshot, beside the past.
 *
 * <p>It is what every face shows. {@code unkept} says why the history could not be read or kept,
 * and is empty where it could: the state is what the checks say, and without a past they say less.
 */
public record Answer(Snapshot now, Past past, List<Finding> findings, String unkept) {

    public Answer(Snapshot now, Past past, List<Finding> findings) {
        this(now, past, findings, "");
    }

    /**
     * The state of the worst finding; where nothing could be looked at, or something that is there
     * could not be read and the rest is well, that.
     */
    public State worst() {
        boolean blind =
                !now.isWhole() || findings.stream().allMatch(f -> f.state() == State.NOT_LOOKED_AT);
        return findings.stream()
                .map(Finding::state)
                .filter(state -> blind || state != State.NOT_LOOKED_AT)
                .max(Comparator.naturalOrder())
                .orElse(State.NOT_LOOKED_AT);
    }

    /** What is wrong, the worst first. */
    public List<Finding> trouble() {
        return findings.stream()
                .filter(finding -> finding.state().isTrouble())
                .sorted(Comparator.comparing(Finding::state).reversed())
                .toList();
    }
}
