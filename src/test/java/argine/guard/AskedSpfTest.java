// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Wait;
import argine.guard.grey.By;
import argine.guard.grey.GreySettings;
import argine.guard.intrusion.AllowList;
import argine.guard.spf.Zone;
import argine.mail.Address;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Greylisting behind a mail server that says nothing of SPF: the domain's own record is read. */
class AskedSpfTest {
    private static final String SENDER = "anna@pool.test";
    private static final String FIRST = "192.0.2.1";
    private static final String OTHER = "198.51.100.77";
    private static final String STRANGER = "203.0.113.5";

    @TempDir Path folder;
    private final Zone zone =
            new Zone()
                    .with(
                            "pool.test TXT v=spf1 include:nets.pool.test -all",
                            "nets.pool.test TXT v=spf1 ip4:192.0.2.0/24 ip4:198.51.100.0/24 ~all");
    private final CountDownLatch silence = new CountDownLatch(1);
    private GuardOfTests world;

    @BeforeEach
    void open() throws IOException {
        world =
                new GuardOfTests(
                        folder, Configuration.EMPTY.with(GreySettings.usual(Stance.ENFORCE)));
        world.records =
                (kind, name) -> {
                    try {
                        silence.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    return zone.of(kind, name);
                };
    }

    @AfterEach
    void close() throws IOException {
        silence.countDown();
        world.close();
    }

    private static PolicyRequest mail(String client, String helo, String from) {
        return PolicyRequest.at(Stage.RCPT, Channel.INBOUND)
                .from(new Client(ClientAddress.parse(client).orElseThrow(), "", helo, false))
                .sending(Envelope.of(Address.of(from), List.of(Address.of("rossi@corp.test")), 0));
    }

    private boolean passes(String client, String from) {
        return world.guard.decide(mail(client, "h", from)).equals(Decision.PASS);
    }

    private List<String> asked() {
        synchronized (zone.asked) {
            return List.copyOf(zone.asked);
        }
    }

    @Test
    void theFirstTryIsPutOffAndTheSecondLetInFromAnotherAddressOfThePool() throws Exception {
        silence.countDown();
        assertTrue(!passes(FIRST, SENDER));
        Wait.until(() -> passes(OTHER, SENDER), () -> asked().toString());
        assertTrue(passes(FIRST, SENDER));
        assertTrue(passes(OTHER, "newcomer@pool.test"), "for all of the domain");
        assertTrue(!passes(STRANGER, SENDER));
        assertTrue(!passes(OTHER, "anna@elsewhere.test"));
    }

    @Test
    void whileTheDnsIsSilentNothingIsDifferentAndNobodyWaits() {
        for (int i = 0; i < 2000; i++) {
            assertTrue(!passes(FIRST, "a@d" + "abcdefghij".charAt(i % 10) + ".test"));
        }
        assertTrue(!passes(FIRST, SENDER));
        assertTrue(!passes(OTHER, SENDER));
        world.clocks.pass(Duration.ofMinutes(6));
        assertTrue(passes(FIRST, SENDER));
        assertTrue(!passes(STRANGER, SENDER));
    }

    @Test
    void aBounceIsJudgedByTheNameThatItsServerGives() throws Exception {
        silence.countDown();
        PolicyRequest bounce = mail(FIRST, "Pool.TEST", "");
        assertTrue(world.guard.decide(bounce).refuses());
        Wait.until(
                () -> world.guard.decide(mail(OTHER, "pool.test", "")).equals(Decision.PASS),
                () -> asked().toString());
        assertTrue(world.guard.decide(mail(OTHER, "[198.51.100.77]", "")).refuses());
    }

    @Test
    void whatTheMailServerSaysWins() throws Exception {
        silence.countDown();
        assertTrue(world.guard.decide(mail(FIRST, "h", SENDER).checked("softfail")).refuses());
        assertEquals(List.of(), asked());
        assertTrue(!passes(FIRST, SENDER));
        Wait.until(() -> passes(OTHER, SENDER), () -> asked().toString());
        assertTrue(world.guard.decide(mail(OTHER, "h", SENDER).checked("none")).refuses());
    }

    @Test
    void nobodyIsAskedWhereItIsSwitchedOffOrNobodyIsPutOff() {
        silence.countDown();
        GreySettings usual = GreySettings.OFF;
        world.reload(
                Configuration.EMPTY.with(
                        new GreySettings(
                                Stance.ENFORCE,
                                By.SENDER_IP,
                                false,
                                usual.delay(),
                                usual.pending(),
                                usual.known(),
                                usual.autoAllow(),
                                false,
                                false,
                                usual.text(),
                                false,
                                AllowList.NOBODY)));
        assertTrue(!passes(FIRST, SENDER));
        world.reload(Configuration.EMPTY.with(GreySettings.usual(Stance.WATCH)));
        assertTrue(passes(FIRST, "other@pool.test"));
        assertEquals(List.of(), asked());
    }
}
