// SPDX-License-Identifier: Apache-2.0
package argine.guard.replay;

import argine.guard.limit.Failure;
import argine.mail.QueueId;
import java.time.Instant;
import java.util.Optional;

/**
 * A recipient of the past who did not exist.
 *
 * @param at when that was known
 * @param message in which they were written to; nothing where the server refused them at the door
 */
public record PastFailure(Instant at, Optional<QueueId> message, Failure failure)
        implements PastMessages.Past {}
