// SPDX-License-Identifier: Apache-2.0
package argine.store.block;

import argine.store.Act;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A block, or its end, as a line of a file. */
final class BlockLine {
    static final String STOPPED = "stopped";
    static final String RELEASED = "released";

    private BlockLine() {}

    static Act act(Block block, long number) {
        Act act =
                new Act(STOPPED, block.since())
                        .with("number", number)
                        .with("account", block.account())
                        .with("extent", block.extent().word())
                        .with("why", block.why())
                        .with("by", block.by());
        block.until().ifPresent(end -> act.with("until", end.toString()));
        return act;
    }

    static Act released(String account, Instant now, String by, long number) {
        return new Act(RELEASED, now)
                .with("number", number)
                .with("account", account)
                .with("by", by);
    }

    /** A line that names nobody is no block; an end that cannot be read is none. */
    static Optional<Block> block(Act act) {
        String account = act.text("account");
        if (account.isEmpty()) {
            return Optional.empty();
        }
        Block.Extent extent =
                Stream.of(Block.Extent.values())
                        .filter(one -> one.word().equals(act.text("extent")))
                        .findFirst()
                        .orElse(Block.Extent.EVERYTHING);
        return Optional.of(
                new Block(
                        account,
                        extent,
                        act.at(),
                        until(act.text("until")),
                        act.text("why"),
                        act.text("by")));
    }

    private static Optional<Instant> until(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
