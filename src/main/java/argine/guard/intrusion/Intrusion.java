// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.guard.Notice;
import argine.guard.PolicyRequest;
import argine.guard.Question;
import argine.guard.Rule;
import argine.guard.Stage;
import argine.guard.Stance;
import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.store.bar.Bar;
import argine.store.bar.Barred;
import argine.store.bar.Bars;
import argine.store.count.Counters;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts what clients do against the thresholds and bars those who go over one.
 *
 * <p>Clients are counted by address (IPv4) or /64 (IPv6), and the networks around them with eight
 * times the threshold: a /48 that reaches it is barred, of a /24 it is told, and of a /32 of IPv6
 * at 64 times. A wrong password counts by its fingerprint, and only where its login is not at home;
 * so neither a telephone with an old password nor a day of new passwords bars an office. Strangers
 * who guess at one login from many addresses are kept from that login alone.
 */
public final class Intrusion {
    static final int WIDER = 8;

    private static final int PROVIDER = 32;

    /** With this part of a threshold white lists are asked: everybody connects now and then. */
    private static final int EARLY = 16;

    private static final int LONGEST_WHY = 300;

    private final Bars bars;
    private final InstantSource wall;
    private final Familiar familiar;
    private final Tallies tallies;
    private final Bound bound;
    private final Sentence sentence;
    private final WhiteLists whiteLists;
    private final Consumer<Notice> tell;
    private final AtomicLong unmarked = new AtomicLong();
    private volatile IntrusionSettings settings = IntrusionSettings.OFF;

    /**
     * @param subjects how many there are of whom something is counted
     * @param whiteLists that tell {@link #listed} of whom they know
     */
    public Intrusion(
            Counters counters,
            LongSupplier subjects,
            Bars bars,
            InstantSource wall,
            WhiteLists whiteLists,
            Consumer<Notice> tell) {
        this.bars = bars;
        this.wall = wall;
        this.familiar = new Familiar(counters);
        this.bound = new Bound(subjects);
        this.tallies = new Tallies(counters, bound);
        this.sentence = new Sentence(bars, counters, wall, tell);
        this.whiteLists = whiteLists;
        this.tell = tell;
    }

    /** Goes on with other settings; who would not be barred by them is let go. */
    public void use(IntrusionSettings next) {
        settings = next;
        for (Bar bar : bars.standing(wall.instant())) {
            boolean allowed =
                    bar.whom() instanceof Barred.Clients(Network network)
                            && next.allow().within(network).isPresent();
            String stance = next.stance() == Stance.ENFORCE ? Sentence.WATCHING : Sentence.GUARD;
            if (allowed || !isByHand(bar) && bar.by().equals(stance)) {
                sentence.release(bar.whom(), "configuration");
            }
        }
    }

    /** The rule that keeps barred clients out. */
    public Rule rule() {
        return new BarredClients(bars, familiar, wall, settings, whiteLists);
    }

    /** Notes what a question itself shows: who connects, who writes to a trap, who logged in. */
    public void watch(Question question) {
        PolicyRequest request = question.request();
        ClientAddress client = request.client().address();
        if (question.hasAccount()) {
            if (request.stage() == Stage.LOGIN_AFTER) {
                loggedIn(question.account(), client);
            }
            return;
        }
        if (settings.stance().isOff()) {
            return;
        }
        if (request.stage() == Stage.CONNECT) {
            offended(Offence.of(client, Ground.CONNECTIONS, Source.DOOR), "");
        }
        String message = request.transaction().instance();
        if (request.envelope().size() > settings.largest()) {
            offended(Offence.of(client, Ground.OVERSIZED, Source.DOOR).marked(message), "");
        }
        boolean bounce = request.envelope().sender().isNull(); // a stranger wrote under that name
        for (Address recipient : bounce ? List.<Address>of() : request.envelope().recipients()) {
            if (settings.traps().contains(recipient)) {
                offended(
                        Offence.of(client, Ground.TRAP, Source.DOOR)
                                .marked(recipient + " " + message),
                        "");
            }
        }
    }

    /** A password was right. */
    public void loggedIn(String account, ClientAddress from) {
        ClientAddress client = from.inner();
        if (!account.isEmpty() && !client.equals(ClientAddress.NONE)) {
            familiar.welcome(account, client);
        }
    }

    /**
     * Counts an offence.
     *
     * @param account the login of it in its one form; empty where there was none
     */
    public void offended(Offence offence, String account) {
        IntrusionSettings now = settings;
        ClientAddress client = offence.client();
        Optional<Threshold> threshold = Optional.ofNullable(now.thresholds().get(offence.ground()));
        if (now.stance().isOff()
                || threshold.isEmpty()
                || now.allow().covers(client)
                || whiteLists.knows(client, now.allow().whiteLists())
                || isLate(offence, threshold.get())) {
            return;
        }
        switch (offence.ground()) {
            case FAILED_LOGINS -> failed(offence, account, client, threshold.get());
            case SPAM -> {
                if (offence.amount() >= now.spamScore()) {
                    familiar.sentSpam(client);
                    count(offence, client, threshold.get(), "", 1);
                }
            }
            case CONNECTIONS, RESETS, LISTED, CONTENT ->
                    count(offence, client, threshold.get(), "", offence.amount());
            case UNKNOWN_USERS, RELAYING -> {
                if (offence.source() != Source.LOG || !familiar.isSomebodysHome(client)) {
                    count(offence, client, threshold.get(), mark(offence), 1);
                }
            }
            case OVERSIZED, TRAP -> count(offence, client, threshold.get(), mark(offence), 1);
            case BY_HAND -> {}
        }
    }

    private boolean isLate(Offence offence, Threshold threshold) {
        return offence.at().isBefore(wall.instant().minus(threshold.window()));
    }

    /** Of what has nothing to tell it by each is another. */
    private String mark(Offence offence) {
        return offence.mark().isEmpty() ? "?" + unmarked.incrementAndGet() : offence.mark();
    }

    private void failed(
            Offence offence, String account, ClientAddress client, Threshold threshold) {
        if (familiar.isAtHome(account, client)) {
            if (familiar.mistyped(account, client, offence.mark())) {
                tell.accept(new Notice.OldPassword(account, client));
            }
            return;
        }
        count(offence, client, threshold, account + " " + offence.mark(), 1);
        Optional<Threshold> strangers = settings.strangers();
        if (strangers.isPresent() && familiar.hasHome(account)) {
            String mark = offence.mark().isEmpty() ? "from " + client.host() : offence.mark();
            String subject = offence.source() + " strangers at " + account;
            if (tallies.add(subject, Ground.FAILED_LOGINS, strangers.get(), mark, 1).isOver()) {
                sentence.strangers(account, Ground.FAILED_LOGINS, settings);
            }
        }
    }

    private void count(
            Offence offence, ClientAddress client, Threshold threshold, String mark, long amount) {
        Ground ground = offence.ground();
        String host = offence.source() + " " + client.host();
        Tallies.Count own = tallies.add(host, ground, threshold, mark, amount);
        if (own.after() * EARLY >= own.most()) {
            whiteLists.ask(client, settings.allow().whiteLists());
        }
        if (own.isOver()) {
            bar(client, ground);
        }
        Network wide = client.network();
        Tallies.Count around =
                tallies.add(
                        offence.source() + " " + wide,
                        ground,
                        threshold.times(WIDER),
                        mark,
                        amount);
        if (around.isOver() && !client.isV4()) {
            sentence.network(wide, ground, settings);
        } else if (around.isJustOver()) {
            tell.accept(new Notice.Unruly(wide, ground, around.after()));
        }
        if (!client.isV4()) {
            provider(offence, Network.of(client, PROVIDER), threshold, mark, amount);
        }
    }

    /** Bars a client, unless a white list has somebody in its network. */
    private void bar(ClientAddress client, Ground ground) {
        Set<WhiteList> lists = settings.allow().whiteLists();
        if (!whiteLists.knowsIn(client.host(), lists)) {
            sentence.client(client, ground, settings);
            lists.stream() // one may have answered while the bar was set
                    .filter(list -> whiteLists.knowsIn(client.host(), Set.of(list)))
                    .forEach(list -> release(client, list));
        }
    }

    /** A white list has answered that a client is on it: its bar ends, unless it was by hand. */
    public void listed(ClientAddress client, WhiteList list) {
        if (!settings.allow().whiteLists().contains(list)) {
            return;
        }
        release(client, list);
        bars.of(client, wall.instant(), bar -> !isByHand(bar))
                .ifPresent(wide -> tell.accept(new Notice.Spared(client, wide, list.toString())));
    }

    private void release(ClientAddress client, WhiteList list) {
        bars.of(new Barred.Clients(client.host()), wall.instant())
                .filter(bar -> !isByHand(bar))
                .ifPresent(bar -> sentence.release(bar.whom(), list.toString()));
    }

    /** Of a /32 of IPv6, which is a whole provider, it is told and nobody is barred for it. */
    private void provider(
            Offence offence, Network wide, Threshold threshold, String mark, long amount) {
        Tallies.Count all =
                tallies.add(
                        offence.source() + " " + wide,
                        offence.ground(),
                        threshold.times(WIDER * WIDER),
                        mark,
                        amount);
        if (all.isJustOver()) {
            tell.accept(new Notice.Unruly(wide, offence.ground(), all.after()));
        }
    }

    /** Whether a client sent spam in the last 30 days. */
    public boolean sentSpam(ClientAddress client) {
        return familiar.isSpammer(client.inner());
    }

    /** Bars by an administrator's word; when this returns the disk has it. */
    public Bar bar(Network network, Instant until, String why, String by) throws IOException {
        Optional<Network> allowed = settings.allow().within(network);
        if (allowed.isPresent() || settings.allow().covers(network.base())) {
            throw new IllegalArgumentException(
                    network
                            + " holds "
                            + allowed.map(Network::toString).orElse("this host itself")
                            + ", which is on the allow list; bar smaller networks around it");
        }
        String reason = why.substring(0, Math.min(why.length(), LONGEST_WHY));
        Bar bar = sentence.byHand(new Barred.Clients(network), until, reason, by);
        bars.flush();
        return bar;
    }

    /** Ends a bar; when this returns the disk has it. */
    public Optional<Bar> unbar(Barred whom, String by) throws IOException {
        Optional<Bar> bar = sentence.release(whom, by);
        bars.flush();
        return bar;
    }

    /** Whether so many are counted that nothing is begun for anybody new. */
    public boolean isFull() {
        return bound.isReached();
    }

    /**
     * How many offences were not counted for that since the start, each for a client or around it.
     */
    public long leftOut() {
        return bound.leftOut();
    }

    /** How many bars keep somebody out. */
    public int inForce() {
        Instant now = wall.instant();
        return (int) bars.all().filter(bar -> !bar.isOver(now) && isInForce(bar)).count();
    }

    /** The bar of a code, one that is over lately as well. */
    public Optional<Bar> story(String code) {
        return bars.all().filter(bar -> bar.code().equals(code)).findFirst();
    }

    /** All bars that stand, those that end first before the others. */
    public List<Bar> standing() {
        return bars.standing(wall.instant());
    }

    /** Whether people who log in from where a bar is go on in spite of it. */
    public boolean isHome(Bar bar) {
        return !isByHand(bar)
                && bar.whom() instanceof Barred.Clients(Network network)
                && familiar.isSomebodysHome(network.base());
    }

    /** Whether a bar keeps somebody out, and is not one that only tells. */
    public static boolean isInForce(Bar bar) {
        return isByHand(bar) || !bar.by().equals(Sentence.WATCHING);
    }

    /** Whether an administrator set it, whatever their name is. */
    static boolean isByHand(Bar bar) {
        return bar.isByHand();
    }
}
