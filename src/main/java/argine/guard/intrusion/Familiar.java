// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.store.count.Charge;
import argine.store.count.Counters;
import argine.store.count.Meter;
import argine.store.count.Outcome;
import java.time.Duration;
import java.util.List;

/**
 * From which networks each login was right in the last 30 days: there it is at home.
 *
 * <p>Networks are a /24 of IPv4 and a /64 of IPv6. At home wrong passwords are the owner's: an old
 * telephone, a new password. But for so many different ones in a day that no person types them;
 * then that client is no longer taken for the owner's at that login. Which clients sent spam is
 * kept here as well.
 */
final class Familiar {
    /** More different passwords than people have, at one login from one client in one day. */
    static final int PATIENCE = 20;

    private static final int MOST_NETWORKS = 4096;
    private static final Meter HOME =
            new Meter("at home", Meter.Kind.DISTINCT, Duration.ofDays(30));
    private static final Meter SOMEBODYS =
            new Meter("somebody at home", Meter.Kind.SUM, Duration.ofDays(30));
    private static final Meter MISTYPED =
            new Meter("wrong passwords at home", Meter.Kind.DISTINCT, Duration.ofDays(1));
    private static final Meter SAME =
            new Meter("the same wrong password at home", Meter.Kind.SUM, Duration.ofDays(1));
    private static final Meter SPAM = new Meter("spam", Meter.Kind.SUM, Duration.ofDays(30));

    private final Counters counters;

    Familiar(Counters counters) {
        this.counters = counters;
    }

    /** The password was right. */
    void welcome(String account, ClientAddress client) {
        counters.settle(List.of(home(account, client, MOST_NETWORKS)));
        counters.settle(List.of(Charge.of(somebodys(client), SOMEBODYS, 1, 1)));
    }

    /** Whether a login is at home where a client is, and the client is no guesser there. */
    boolean isAtHome(String account, ClientAddress client) {
        return !account.isEmpty()
                && knows(account, client)
                && counters.used(pair(account, client), MISTYPED) < PATIENCE;
    }

    /** Whether a login is at home anywhere: else nothing can tell strangers from its owner. */
    boolean hasHome(String account) {
        return !account.isEmpty() && counters.used(subject(account), HOME) > 0;
    }

    /** Whether any login is at home where a client is. */
    boolean isSomebodysHome(ClientAddress client) {
        return counters.used(somebodys(client), SOMEBODYS) > 0;
    }

    /**
     * A wrong password where the login is at home. Returns whether it is the same so often now that
     * a program has kept an old one; that is so once a day.
     */
    boolean mistyped(String account, ClientAddress client, String mark) {
        String pair = pair(account, client);
        int[] element = {counters.element(mark)};
        counters.settle(List.of(Charge.of(pair, MISTYPED, element, PATIENCE)));
        if (mark.isEmpty()) {
            return false; // nothing tells whether it is the same
        }
        Charge same = Charge.of("the same " + mark + " " + pair, SAME, 1, PATIENCE);
        Outcome outcome = counters.settle(List.of(same));
        return outcome.taken() && outcome.levels().getFirst().after() == PATIENCE;
    }

    void sentSpam(ClientAddress client) {
        counters.settle(List.of(Charge.of("spam from " + client.host(), SPAM, 1, 1)));
    }

    boolean isSpammer(ClientAddress client) {
        return counters.used("spam from " + client.host(), SPAM) > 0;
    }

    /** What is known already adds nothing, and so there is room for it where there is none. */
    private boolean knows(String account, ClientAddress client) {
        return counters.reserve(List.of(home(account, client, 0))).taken();
    }

    private Charge home(String account, ClientAddress client, long capacity) {
        int[] element = {counters.element(network(client).toString())};
        return Charge.of(subject(account), HOME, element, capacity);
    }

    private static Network network(ClientAddress client) {
        return Network.of(client, client.isV4() ? 24 : 64);
    }

    private static String subject(String account) {
        return "home of " + account;
    }

    private static String somebodys(ClientAddress client) {
        return "home in " + network(client);
    }

    private static String pair(String account, ClientAddress client) {
        return "home of " + account + " at " + client.host();
    }
}
