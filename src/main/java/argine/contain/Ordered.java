// SPDX-License-Identifier: Apache-2.0
package argine.contain;

/** Who is to be contained, and how. */
public record Ordered(String account, Order order) {}
