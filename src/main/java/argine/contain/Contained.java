// SPDX-License-Identifier: Apache-2.0
package argine.contain;

import java.util.List;

/**
 * What came of containing several accounts together.
 *
 * @param receipts of those that were gone through with, in the order in which they were named
 * @param troubles of the others, a sentence each
 */
public record Contained(List<Receipt> receipts, List<String> troubles) {}
