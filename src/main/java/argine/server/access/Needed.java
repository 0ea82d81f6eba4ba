// SPDX-License-Identifier: Apache-2.0
package argine.server.access;

/**
 * An account without which something here does not go on.
 *
 * @param why a sentence without its end: {@code a program here logs in with it}
 */
public record Needed(String account, String why) {}
