// SPDX-License-Identifier: Apache-2.0
package argine.cli.guard;

import static argine.cli.guard.GuardLab.to;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.limit.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One client that comes on every way through a real Postfix, whose ports have the ways' names: what
 * is used up on one is left on the others.
 *
 * <p>Only where the lab may be started.
 */
class LiveChannelsTest {
    private static final String NET = "127.0.61";
    private static final String CLIENT = "127.40.1.9";
    private static final String LIMIT = "2 recipients / hour";
    private static final int FIRST_PORT = 2610;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

    /** On the one that is left nobody sends. */
    private static final Set<Channel> WAYS = EnumSet.complementOf(EnumSet.of(Channel.MAILBOX));

    @TempDir Path folder;
    private GuardLab lab;

    @Test
    void eachChannelHasABudgetOfItsOwnThroughTheRealPostfix() throws Exception {
        try (GuardLab started = new GuardLab(folder, NET)) {
            lab = started;
            lab.startWithPolicy();
            eachHasItsOwn("policy");
            lab.stop();
            lab.startWithMilter();
            eachHasItsOwn("milter");
        }
    }

    private void eachHasItsOwn(String protocol) throws Exception {
        try (Daemon _ = lab.daemon(() -> setup(protocol))) {
            for (Channel channel : WAYS) {
                lab.serve(
                        lab.host()
                                + ":"
                                + port(channel)
                                + " inet n - n - - smtpd"
                                + " -o smtpd_relay_restrictions=permit_mynetworks,reject"
                                + " -o mynetworks="
                                + CLIENT
                                + " -o smtpd_policy_service_policy_context="
                                + channel.word()
                                + " -o milter_macro_daemon_name="
                                + channel.word());
            }
            for (Channel channel : WAYS) {
                String where = protocol + ", " + channel.word() + ": ";
                try (Smtp smtp = served(port(channel))) {
                    for (int i = 1; i <= 2; i++) {
                        String reply = send(smtp, to(i));
                        assertTrue(reply.startsWith("250 "), where + reply);
                    }
                    String third = send(smtp, to(3));
                    assertTrue(third.startsWith("450 4.7.1 "), where + third);
                    assertTrue(third.contains("the limit of " + LIMIT), where + third);
                }
            }
        }
    }

    private static int port(Channel channel) {
        return FIRST_PORT + channel.ordinal();
    }

    private static String send(Smtp smtp, String recipient) throws IOException {
        return smtp.send("someone@accept.test", "someone@accept.test", recipient);
    }

    /** Postfix opens a port a moment after it is told to. */
    private Smtp served(int port) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (true) {
            try {
                return Smtp.callFrom(CLIENT, lab.host(), port);
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50); // a mail server is at work
            }
        }
    }

    private Setup setup(String name) {
        Map<Channel, Budget> budgets = new EnumMap<>(Channel.class);
        WAYS.forEach(channel -> budgets.put(channel, LabSetups.budget(LIMIT)));
        return lab.setups.of(name, false, budgets);
    }
}
