// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import java.time.Duration;

/** Waits; handed in, so that a test need not. */
public interface Pause {
    void pause(Duration time);
}
