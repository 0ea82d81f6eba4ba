// SPDX-License-Identifier: Apache-2.0
package argine.detect.check;

import java.time.Instant;

/** An account that is contained: whose, since when its door is shut, and by which receipt. */
public record Shut(String account, Instant since, String receipt) {}
