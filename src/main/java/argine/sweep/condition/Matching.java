// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import argine.sweep.Needle;
import argine.sweep.Sighting;

/** Fits this expression somewhere, in its bytes or in what a person sees. */
record Matching(String expression, int needle) implements Condition {
    static Matching of(String expression, Terms terms) {
        return new Matching(
                expression, terms.lookFor(Needle.expression(expression, terms.matchCase())));
    }

    @Override
    public boolean holds(Sighting sighting) {
        return sighting.isFound(needle);
    }

    @Override
    public String words() {
        return "matching /" + expression + "/";
    }

    @Override
    public boolean needsContent() {
        return true;
    }
}
