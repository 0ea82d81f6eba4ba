// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.guard.Notice;
import argine.guard.Stance;
import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.store.bar.Bar;
import argine.store.bar.Barred;
import argine.store.bar.Bars;
import argine.store.count.Charge;
import argine.store.count.Counters;
import argine.store.count.Level;
import argine.store.count.Meter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sets bars: for how long, and how wide.
 *
 * <p>IPv4 is barred by the address; IPv6 by the /64, and when enough of them offend within a day by
 * the /56 and the /48 around them. Nothing is barred that holds somebody who is allowed.
 */
final class Sentence {
    static final int HOSTS_OF_56 = 4;
    static final int HOSTS_OF_48 = 8;

    /** Who sets bars while they are only watched: such a bar keeps nobody out. */
    static final String WATCHING = "watch";

    static final String GUARD = "guard";

    private static final String LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int CODE_LETTERS = 6;
    private static final Meter OFFENDERS =
            new Meter("barred within", Meter.Kind.DISTINCT, Duration.ofDays(1));

    private final Bars bars;
    private final Counters counters;
    private final InstantSource wall;
    private final Consumer<Notice> tell;

    Sentence(Bars bars, Counters counters, InstantSource wall, Consumer<Notice> tell) {
        this.bars = bars;
        this.counters = counters;
        this.wall = wall;
        this.tell = tell;
    }

    /** Bars a client, or what is around it when others of it were barred before. */
    synchronized void client(ClientAddress client, Ground ground, IntrusionSettings settings) {
        if (bars.of(client, wall.instant(), bar -> isEnough(bar, ground)).isPresent()) {
            return;
        }
        set(new Barred.Clients(client.host()), ground, settings);
        if (!client.isV4()) {
            widen(client, 56, HOSTS_OF_56, ground, settings);
            widen(client, 48, HOSTS_OF_48, ground, settings);
        }
    }

    private void widen(
            ClientAddress client, int bits, int most, Ground ground, IntrusionSettings settings) {
        Network wide = Network.of(client, bits);
        int[] element = {counters.element(client.host().toString())};
        Charge charge = Charge.of("barred in " + wide, OFFENDERS, element, 2L * most);
        Level level = counters.settle(List.of(charge)).levels().getFirst();
        if (level.after() >= most) {
            network(wide, ground, settings);
        }
    }

    /** Bars a network as a whole. */
    synchronized void network(Network network, Ground ground, IntrusionSettings settings) {
        set(new Barred.Clients(network), ground, settings);
    }

    /** Keeps a login from those in whose networks it is not at home. */
    synchronized void strangers(String account, Ground ground, IntrusionSettings settings) {
        set(new Barred.Strangers(account), ground, settings);
    }

    private void set(Barred whom, Ground ground, IntrusionSettings settings) {
        Instant now = wall.instant();
        boolean allowed =
                whom instanceof Barred.Clients(Network network)
                        && settings.allow().within(network).isPresent();
        Optional<Bar> standing = bars.of(whom, now);
        if (allowed || standing.filter(bar -> isEnough(bar, ground)).isPresent()) {
            return;
        }
        int times = bars.times(whom, now) + 1;
        Instant until = now.plus(settings.length(times));
        if (standing.isPresent() && standing.get().until().isAfter(until)) {
            until = standing.get().until();
        }
        String by = settings.stance() == Stance.ENFORCE ? GUARD : WATCHING;
        add(whom, ground, until, times, ground.text(), by);
    }

    /** Only a bar for wrong passwords keeps a new employee of an office out, so it takes over. */
    private static boolean isEnough(Bar standing, Ground ground) {
        return ground != Ground.FAILED_LOGINS
                || standing.isByHand()
                || BarredClients.isForGuessing(standing);
    }

    /** Bars by an administrator's word, in the place of what stood before. */
    synchronized Bar byHand(Barred whom, Instant until, String why, String by) {
        return add(whom, Ground.BY_HAND, until, 1, why, by);
    }

    private Bar add(Barred whom, Ground ground, Instant until, int times, String why, String by) {
        Instant now = wall.instant();
        String letter = Character.toString(ground.letter());
        Bar bar = new Bar(whom, letter, now, until, times, why, by, code(whom, now));
        bars.add(bar);
        tell.accept(new Notice.Barred(bar));
        return bar;
    }

    /** Of this form and length no other story has its code. */
    private String code(Barred whom, Instant now) {
        long number = Integer.toUnsignedLong(counters.element("bar of " + whom + " " + now));
        StringBuilder code = new StringBuilder("b");
        for (int i = 0; i < CODE_LETTERS; i++) {
            code.append(LETTERS.charAt((int) (number & LETTERS.length() - 1)));
            number >>>= 5;
        }
        return code.toString();
    }

    Optional<Bar> release(Barred whom, String by) {
        Optional<Bar> bar = bars.release(whom, wall.instant(), by);
        bar.ifPresent(one -> tell.accept(new Notice.Unbarred(one, by)));
        return bar;
    }
}
