// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.store.block.Block;
import argine.store.block.Blocks;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Who is stopped, by the name that an account has now.
 *
 * <p>A block is kept under the name of its day. A reload may give accounts other names, for an
 * alias domain comes or goes, or a realm; nobody must get free by that.
 */
final class Stopped {
    private static final Comparator<Block> BY_EXTENT = Comparator.comparing(Block::extent);

    private final Blocks blocks;
    private final UnaryOperator<String> formerDomain;
    private volatile Map<String, String> renamed = Map.of();

    /**
     * @param formerDomain what a domain stood for before the last reloads
     */
    Stopped(Blocks blocks, UnaryOperator<String> formerDomain) {
        this.blocks = blocks;
        this.formerDomain = formerDomain;
    }

    /** From now on accounts have their names from here. */
    void rename(Logins logins) {
        Map<String, Block> byName = new HashMap<>();
        for (Block block : blocks.all()) {
            String name = logins.of(block.account()).account();
            if (!name.equals(block.account())) {
                byName.merge(
                        name,
                        block,
                        (one, other) -> BY_EXTENT.compare(one, other) < 0 ? other : one);
            }
        }
        Map<String, String> names = new HashMap<>();
        byName.forEach((name, block) -> names.put(name, block.account()));
        renamed = Map.copyOf(names);
    }

    /** The strictest block under any of its names. */
    Optional<Block> of(String account) {
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        Optional<Block> block = blocks.of(account);
        block = stricter(block, account, renamed.getOrDefault(account, account));
        return stricter(block, account, former(account));
    }

    private Optional<Block> stricter(Optional<Block> block, String account, String name) {
        Optional<Block> other = name.equals(account) ? Optional.empty() : blocks.of(name);
        boolean isStricter =
                other.isPresent()
                        && (block.isEmpty() || BY_EXTENT.compare(block.get(), other.get()) < 0);
        return isStricter ? other : block;
    }

    private String former(String account) {
        int at = account.lastIndexOf('@');
        return at < 0
                ? account
                : account.substring(0, at + 1) + formerDomain.apply(account.substring(at + 1));
    }
}
