// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import argine.sweep.Needle;
import argine.sweep.Sighting;

/** Has this in its decoded From header; capital letters are the same as small ones. */
record HeaderFrom(String text) implements Condition {
    @Override
    public boolean holds(Sighting sighting) {
        return Needle.isIn(sighting.message().headers().from(), text);
    }

    @Override
    public String words() {
        return "header From \"" + text + "\"";
    }

    @Override
    public boolean namesWho() {
        return true;
    }

    @Override
    public boolean needsContent() {
        return true;
    }
}
