// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import argine.sweep.Needle;
import argine.sweep.Sighting;

/** Holds these words somewhere, in its bytes or in what a person sees. */
record Contains(String text, int needle) implements Condition {
    static Contains of(String text, Terms terms) {
        return new Contains(text, terms.lookFor(Needle.words(text, terms.matchCase())));
    }

    @Override
    public boolean holds(Sighting sighting) {
        return sighting.isFound(needle);
    }

    @Override
    public String words() {
        return "containing \"" + text + "\"";
    }

    @Override
    public boolean needsContent() {
        return true;
    }
}
