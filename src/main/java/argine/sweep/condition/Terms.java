// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Needle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What conditions are made with, and the list of what is to be looked for in each message. */
public final class Terms {
    private final boolean matchCase;
    private final Function<String, Instant> moments;
    private final List<Needle> needles = new ArrayList<>();

    /**
     * @param matchCase whether capital letters are others than small ones
     * @param moments reads a point in time as people type it
     */
    public Terms(boolean matchCase, Function<String, Instant> moments) {
        this.matchCase = matchCase;
        this.moments = moments;
    }

    boolean matchCase() {
        return matchCase;
    }

    Instant moment(String text) {
        return moments.apply(text);
    }

    /** Returns the number under which a sighting will tell whether it was found. */
    int lookFor(Needle needle) {
        needles.add(needle);
        return needles.size() - 1;
    }

    public List<Needle> needles() {
        return List.copyOf(needles);
    }
}
