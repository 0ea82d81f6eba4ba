// SPDX-License-Identifier: Apache-2.0
/**
 * The commands that put the guard's rules to the mail of the past: what they would have refused,
 * and which exceptions they need.
 */
@NullMarked
package argine.cli.past;

import org.jspecify.annotations.NullMarked;
