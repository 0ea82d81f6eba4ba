// SPDX-License-Identifier: Apache-2.0
package argine.sweep.condition;

import argine.sweep.Condition;
import argine.sweep.Needle;
import argine.sweep.Sighting;

/** Has this in its decoded Subject header; capital letters are the same as small ones. */
record HeaderSubject(String text) implements Condition {
    @Override
    public boolean holds(Sighting sighting) {
        return Needle.isIn(sighting.message().headers().subject(), text);
    }

    @Override
    public String words() {
        return "subject \"" + text + "\"";
    }

    @Override
    public boolean needsContent() {
        return true;
    }
}
