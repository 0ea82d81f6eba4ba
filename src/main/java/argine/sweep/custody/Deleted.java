// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import java.time.Instant;
import java.util.Optional;

/**
 * What was deleted of a receipt: how many messages, when the last of them, and the folder of the
 * copies, if some were kept.
 */
public record Deleted(long messages, Instant at, Optional<String> keptIn) {}
