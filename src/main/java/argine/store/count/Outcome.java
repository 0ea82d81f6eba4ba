// SPDX-License-Identifier: Apache-2.0
package argine.store.count;

import java.util.List;

/** What came of taking charges: all were taken, or none, and how each meter stood. */
public record Outcome(List<Level> levels, long at) {
    public Outcome {
        levels = List.copyOf(levels);
    }

    public boolean taken() {
        for (Level level : levels) {
            if (!level.fits()) {
                return false;
            }
        }
        return true;
    }
}
