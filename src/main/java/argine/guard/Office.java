// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.limit.Limits;
import argine.guard.limit.Standing;
import argine.store.block.Block;
import argine.store.why.Refusal;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What administrators ask the guard, and tell it. */
public final class Office {
    private final GuardStore store;
    private final Stopped stopped;
    private final Limits limits;
    private final Health health;
    private final Figures figures;
    private final Notices notices;
    private final InstantSource wall;

    Office(
            GuardStore store,
            Stopped stopped,
            Limits limits,
            Health health,
            Figures figures,
            Notices notices,
            InstantSource wall) {
        this.store = store;
        this.stopped = stopped;
        this.limits = limits;
        this.health = health;
        this.figures = figures;
        this.notices = notices;
        this.wall = wall;
    }

    public Status status() {
        return new Status(
                health.state(),
                figures.decided(),
                (int) store.blocks().all().stream().filter(Block::stopsSending).count(),
                store.counters().subjects(),
                limits.open(),
                store.remarks());
    }

    /**
     * Stops an account at once, at every door; when this returns the disk has it.
     *
     * @return what stops it now: where it was stopped before, the stricter extent and the later end
     * @throws IllegalArgumentException when it would be over at once
     * @throws IOException when it cannot be written: it is stopped, and until that is written a
     *     restart would forget it
     */
    public Block block(
            String account, Block.Extent extent, Optional<Instant> until, String why, String by)
            throws IOException {
        Block block = new Block(account, extent, wall.instant(), until, why, by);
        if (block.isOver(block.since())) {
            throw new IllegalArgumentException("until is over already");
        }
        try {
            store.blocks().add(block);
        } catch (IOException e) {
            health.unwritten(e);
            throw e;
        } finally {
            notices.tell(new Notice.Blocked(standing(block)));
        }
        return standing(block);
    }

    private Block standing(Block block) {
        return stopped.of(block.account()).orElse(block);
    }

    /**
     * Lets an account go again; returns what it was stopped by, or nothing.
     *
     * @throws IOException when it cannot be written: it is free, and until that is written a
     *     restart would stop it again
     */
    public Optional<Block> unblock(String account, String by) throws IOException {
        Optional<Block> strictest = stopped.of(account);
        for (Optional<Block> next = strictest; next.isPresent(); next = stopped.of(account)) {
            release(next.get(), by); // one under each of its names
        }
        return strictest;
    }

    private void release(Block block, String by) throws IOException {
        try {
            store.blocks().release(block.account(), wall.instant(), by);
        } catch (IOException e) {
            health.unwritten(e);
            throw e;
        } finally {
            notices.tell(new Notice.Released(block, by));
        }
    }

    /** Who is stopped or suspected, the oldest first. */
    public List<Block> blocked() {
        return store.blocks().all();
    }

    /** Every limit of an account and how it stands. */
    public List<Standing> limits(String account) {
        return limits.standings(account);
    }

    /** The accounts that have used most of a limit. */
    public List<Standing> top(int most) {
        return limits.busiest(most);
    }

    /** The story behind a code. */
    public Optional<Why> why(String code) {
        return store.refusals().of(code).map(refusal -> new Why(refusal, release(refusal)));
    }

    /** The latest refusals, the newest first. */
    public List<Refusal> refusals(int most) {
        return store.refusals().latest(most);
    }

    private String release(Refusal refusal) {
        return switch (refusal.rule()) {
            case "contained" ->
                    "an administrator, once the password is changed: argine guard unblock "
                            + refusal.subject();
            case "expired-password" ->
                    "its owner, by changing the password, once an administrator types argine guard"
                            + " reload; until then one can name it in except of [password]";
            case "sender" ->
                    "an administrator, with a line in [sender.also] of the guard's configuration";
            default ->
                    "nobody needs to: what was counted runs out by itself; for more, an"
                            + " administrator adds an [[allowance]]";
        };
    }

    /**
     * A refusal and what may be done about it.
     *
     * @param release who may let it pass, and how
     */
    public record Why(Refusal refusal, String release) {}
}
