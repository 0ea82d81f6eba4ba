// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import argine.mail.Line;

/**
 * A line that is kept because it may have to be shown; as it is, or packed once there are many.
 *
 * <p>One object, so that sums which keep the same line need not know when it is packed.
 */
final class Kept {
    /** The line itself, or the {@link Bundle} it is in. */
    private Object held;

    /** Where it is in the bundle. */
    private int index;

    Kept(Line line) {
        this.held = line;
    }

    boolean isPacked() {
        return held instanceof Bundle;
    }

    /** The line is in a bundle from now on. */
    void packed(Bundle bundle, int at) {
        held = bundle;
        index = at;
    }

    Line line() {
        return held instanceof Bundle bundle ? bundle.line(index) : (Line) held;
    }
}
