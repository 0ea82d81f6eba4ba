// SPDX-License-Identifier: Apache-2.0
package argine.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Address;
import argine.mail.ClientAddress;
import argine.mail.MailEvent;
import argine.mail.Network;
import argine.mail.Seen;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What strangers can make grow has a bound. */
class LedgerTest {
    private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

    private final Ledger ledger = new Ledger(Town.own(), Set.of("x.test"));
    private final Trails trails = new Trails(ledger);

    private void fails(int second, String account, long ip) {
        trails.event(
                new MailEvent.LoginFailed(
                        Seen.at(START.plusSeconds(second), "mx"),
                        "submission",
                        account,
                        ClientAddress.v4(ip),
                        "",
                        MailEvent.Why.UNSAID));
    }

    @Test
    void everNewNamesFromEverNewNetworksAreForgottenAgain() {
        for (int i = 0; i < 300_000; i++) {
            fails(i, "name" + i, 0x0B00_0000L + i * 256L);
        }
        assertTrue(ledger.strangers() <= 50_000, "names kept: " + ledger.strangers());
        assertEquals(0, ledger.profiles().size());
        assertTrue(ledger.networks() <= 200_000, "networks: " + ledger.networks());
    }

    @Test
    void whatIsKnownOfAnAccountIsNotForgottenForStrangers() {
        ledger.profile(new Identity.Account("anna@x.test"));
        fails(0, "anna@x.test", 0x0B00_0001L);
        for (int i = 0; i < 100_000; i++) {
            fails(i, "name" + i, 0x0C00_0000L + i);
        }
        assertEquals(1, ledger.profile(new Identity.Account("anna@x.test")).attempts().size());
    }

    @Test
    void everNewNamesOfACatchAllAreForgottenButNotWhoseMailboxFills() {
        Address victim = Address.of("anna@x.test");
        for (int i = 0; i < 300_000; i++) {
            if (i % 100 == 0) {
                ledger.inbox(victim, victim.fingerprint()).messages++;
            }
            Address invented = Address.of("n" + i + "@x.test");
            ledger.inbox(invented, invented.fingerprint()).messages++;
        }
        assertTrue(ledger.inboxes().size() <= 200_000, "inboxes: " + ledger.inboxes().size());
        assertEquals(3000, ledger.inboxOf(victim).messages);
    }

    @Test
    void everNewSendersOfMailWithoutABeginningAreForgottenAgain() {
        for (int i = 0; i < 100_000; i++) {
            ledger.profile(new Identity.Sender(Address.of("s" + i + "@far.test")));
        }
        assertTrue(ledger.profiles().size() <= 20_000, "kept: " + ledger.profiles().size());
    }

    @Test
    void oneNameFromEverNewNetworksKeepsAFewThousand() {
        ledger.profile(new Identity.Account("anna@x.test"));
        for (int i = 0; i < 50_000; i++) {
            fails(i, "anna@x.test", 0x0B00_0000L + i * 256L);
        }
        assertTrue(ledger.profile(new Identity.Account("anna@x.test")).attempts().size() <= 4096);
    }

    @Test
    void oneNetworkThatTriesEverNewNamesKeepsAFew() {
        for (int i = 0; i < 50_000; i++) {
            fails(i, "name" + i, 0x0B00_0001L);
        }
        Network network = ClientAddress.v4(0x0B00_0001L).network();
        assertEquals(64, ledger.around(network).tried.names().size());
        assertEquals(50_000, ledger.around(network).tried.total());
    }

    @Test
    void anAccountFromEverNewNetworksKeepsAFewThousandUsages() {
        Profile anna = ledger.profile(new Identity.Account("anna@x.test"));
        for (int i = 0; i < 20_000; i++) {
            anna.usage(ClientAddress.v4(0x0B00_0000L + i * 256L).network());
        }
        assertTrue(anna.usages().size() <= 4097, "kept " + anna.usages().size());
    }

    @Test
    void anEmptyLogHasNoTime() {
        assertEquals(ledger.from(), ledger.to());
    }
}
