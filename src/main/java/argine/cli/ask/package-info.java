// SPDX-License-Identifier: Apache-2.0
/**
 * The commands that ask the guard while it runs: over its control socket, and through the mail
 * server in front of it.
 */
@NullMarked
package argine.cli.ask;

import org.jspecify.annotations.NullMarked;
