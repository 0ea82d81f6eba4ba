// SPDX-License-Identifier: Apache-2.0
package argine.guard.rule;

import argine.guard.Channel;
import argine.guard.Decision;
import argine.guard.Question;
import argine.guard.Reason;
import argine.guard.Rule;
import argine.store.block.Block;
import java.util.Optional;
import java.util.function.Function;

/**
 * Refuses everything of an account that was contained, at every door and every stage.
 *
 * <p>Where only sending is stopped its owner may go on reading, and so find out what happened.
 */
public final class Contained implements Rule {
    private static final String NAME = "contained";

    private final Function<String, Optional<Block>> blockOf;

    Contained(Function<String, Optional<Block>> blockOf) {
        this.blockOf = blockOf;
    }

    @Override
    public Decision judge(Question question) {
        if (!question.hasAccount()) {
            return Decision.PASS;
        }
        Channel channel = question.request().channel();
        return !isStopped(question.account(), channel) && !isStopped(question.master(), channel)
                ? Decision.PASS
                : new Decision.Reject(
                        Reason.of(
                                NAME,
                                "5.7.1",
                                "this account was stopped because strangers may be using it;"
                                        + " ask your administrator"));
    }

    private boolean isStopped(String name, Channel channel) {
        return blockOf.apply(name).filter(block -> concerns(block, channel)).isPresent();
    }

    /** Whether an account's containment is why; that is somebody's order, and no trial. */
    public static boolean isWhy(Decision decision) {
        return decision.why().filter(reason -> reason.rule().equals(NAME)).isPresent();
    }

    private static boolean concerns(Block block, Channel channel) {
        return switch (block.extent()) {
            case SUSPECTED -> false;
            case SENDING -> channel != Channel.MAILBOX;
            case EVERYTHING -> true;
        };
    }
}
