// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import argine.guard.grey.Greylist;
import argine.guard.intrusion.Intrusion;
import argine.guard.limit.Limits;
import argine.guard.limit.Standing;
import argine.mail.Network;
import argine.store.bar.Bar;
import argine.store.bar.Barred;
import argine.store.block.Block;
import argine.store.why.Refusal;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What administrators ask the guard, and tell it. */
public final class Office {
    private final GuardStore store;
    private final Stopped stopped;
    private final Limits limits;
    private final Intrusion intrusion;
    private final Health health;
    private final Figures figures;
    private final Notices notices;
    private final InstantSource wall;

    Office(
            GuardStore store,
            Stopped stopped,
            Limits limits,
            Intrusion intrusion,
            Health health,
            Figures figures,
            Notices notices,
            InstantSource wall) {
        this.store = store;
        this.stopped = stopped;
        this.limits = limits;
        this.intrusion = intrusion;
        this.health = health;
        this.figures = figures;
        this.notices = notices;
        this.wall = wall;
    }

    /** How well the guard does its work. */
    public State state() {
        return health.state();
    }

    public Status status() {
        return new Status(
                health.state(),
                figures.decided(),
                (int) store.blocks().all().stream().filter(Block::stopsSending).count(),
                intrusion.inForce(),
                store.counters().subjects(),
                intrusion.leftOut(),
                limits.open(),
                remarks());
    }

    private List<String> remarks() {
        List<String> all = new ArrayList<>(store.remarks());
        if (intrusion.isFull()) {
            all.add(Crowd.FULL);
        }
        return all;
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

    /** Whether somebody logs in from where a bar is, and goes on in spite of it. */
    public boolean isHome(Bar bar) {
        return intrusion.isHome(bar);
    }

    /** Which networks are barred, and from which logins strangers are kept. */
    public List<Bar> barred() {
        return intrusion.standing();
    }

    /**
     * Bars a network for a time; when this returns the disk has it.
     *
     * @throws IllegalArgumentException when somebody in it is allowed, or the time is too long
     * @throws IOException when it cannot be written: it is barred, and a restart would forget it
     */
    public Bar bar(Network network, Duration time, String why, String by) throws IOException {
        return intrusion.bar(network, wall.instant().plus(time), why, by);
    }

    /** Ends a bar; returns what it was, or nothing. */
    public Optional<Bar> unbar(Barred whom, String by) throws IOException {
        return intrusion.unbar(whom, by);
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
        if (code.equals(Greylist.CODE)) {
            return Optional.of(greylisted());
        }
        return store.refusals()
                .of(code)
                .map(refusal -> new Why(refusal, release(refusal)))
                .or(() -> intrusion.story(code).map(Office::barred));
    }

    /** The latest refusals, the newest first. */
    public List<Refusal> refusals(int most) {
        return store.refusals().latest(most);
    }

    /** The same for all who are put off, so nothing of each is kept. */
    private Why greylisted() {
        Instant now = wall.instant();
        return new Why(
                new Refusal(
                        Greylist.CODE,
                        "greylisting",
                        "defer",
                        "whoever comes for the first time",
                        List.of("mail from somebody new is let in when it comes again"),
                        now,
                        now,
                        1,
                        List.of(),
                        List.of()),
                "nobody needs to: a mail server comes again by itself; an administrator adds a"
                        + " client that does not to [greylisting] allow");
    }

    /** Strangers bring about bars, so their stories are kept with them and push out no other. */
    private static Why barred(Bar bar) {
        Refusal story =
                new Refusal(
                        bar.code(),
                        "barred " + bar.ground(),
                        Intrusion.isInForce(bar) ? "reject" : "report",
                        bar.whom().toString(),
                        List.of(bar.why() + "; barred by " + bar.by() + " until " + bar.until()),
                        bar.since(),
                        bar.since(),
                        bar.times(),
                        List.of(),
                        List.of());
        return new Why(
                story,
                "an administrator, with: argine guard unbar \""
                        + bar.whom()
                        + "\"; else it ends by itself");
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
