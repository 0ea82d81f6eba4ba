// SPDX-License-Identifier: Apache-2.0
package argine.sweep;

import java.util.Map;

/**
 * A name that was asked for and that no message of the queue has.
 *
 * @param kind what kind of name: {@code account}
 * @param nearest the names like it that messages do have, with their number, the nearest first
 */
public record Absent(String kind, String name, Map<String, Long> nearest) {}
