// SPDX-License-Identifier: Apache-2.0
/**
 * What the guard would have said to the mail of the past: the messages of a log, put to the same
 * rules and limits with the log's own clock, and what can be learned from them.
 */
@NullMarked
package argine.guard.replay;

import org.jspecify.annotations.NullMarked;
