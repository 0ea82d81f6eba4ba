// SPDX-License-Identifier: Apache-2.0
package argine.sweep.custody;

import argine.store.ReceiptId;
import java.util.List;
import java.util.Optional;

/**
 * What came of one act: of how many messages it was done, and why not of the others.
 *
 * <p>{@code id} is absent when nothing was done, so that nothing can be undone. {@code reasons} are
 * the first few of the messages that were left where they were, one sentence each; {@code stopped}
 * tells that somebody asked to stop before the end.
 */
public record Receipt(
        Optional<ReceiptId> id,
        long done,
        long gone,
        long left,
        List<String> reasons,
        boolean stopped) {}
