// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.Channel;
import argine.guard.Client;
import argine.guard.Notice;
import argine.guard.PolicyRequest;
import argine.guard.Question;
import argine.guard.Stage;
import argine.guard.Stance;
import argine.mail.ClientAddress;
import argine.mail.Network;
import argine.store.ClocksOfTests;
import argine.store.bar.Bar;
import argine.store.bar.BarFile;
import argine.store.bar.Bars;
import argine.store.count.CounterFiles;
import argine.store.count.CounterStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is on a white list in the DNS is not barred, and nobody waits until that is known. */
class WhiteListedTest {
    private static final String CLIENT = "198.51.100.7";
    private static final String SIX = "2001:db8:5:1::25";

    @TempDir Path folder;
    private final NameServer server = new NameServer();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Notice> told = new ArrayList<>();
    private final ClocksOfTests clocks = new ClocksOfTests();
    private CounterStore counters;
    private Bars bars;
    private Intrusion intrusion;

    @BeforeEach
    void open() throws IOException {
        counters = CounterFiles.open(folder, clocks.clocks());
        bars = BarFile.open(folder.resolve("bars"));
        WhiteLists lists =
                new WhiteLists(
                        server,
                        clocks.clocks().nanos(),
                        (client, list) -> intrusion.listed(client, list),
                        told::add,
                        waiting::add);
        intrusion =
                new Intrusion(
                        counters.counters(),
                        counters::subjects,
                        bars,
                        clocks.clocks().wall(),
                        lists,
                        told::add);
        allow("w:dnswl.test");
    }

    @AfterEach
    void close() throws IOException {
        bars.close();
        counters.close();
    }

    private void allow(String... items) {
        intrusion.use(IntrusionSettings.usual(Stance.ENFORCE).with(AllowList.of(List.of(items))));
    }

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    private void offend(String client, Ground ground, int times) {
        for (int i = 0; i < times; i++) {
            intrusion.offended(Offence.of(at(client), ground, Source.LOG), "");
        }
    }

    private void answers() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private List<String> barred() {
        return intrusion.standing().stream().map(bar -> bar.whom().toString()).toList();
    }

    private boolean isRefused(String client) {
        PolicyRequest request =
                PolicyRequest.at(Stage.RCPT, Channel.INBOUND).from(Client.at(at(client)));
        return intrusion.rule().judge(new Question(request, "", "")).refuses();
    }

    @Test
    void whoIsKnownToBeListedBeforeTheThresholdIsCountedNoMore() {
        server.lists(CLIENT);
        offend(CLIENT, Ground.UNKNOWN_USERS, 1);
        answers();
        offend(CLIENT, Ground.UNKNOWN_USERS, 1000);
        assertEquals(List.of(), told);
        assertEquals(List.of(), barred());
    }

    @Test
    void theListIsAskedAtTheFirstOffenceButNotForOneOfManyConnections() {
        for (Ground ground : Ground.automatic()) {
            String client = "198.51.100." + ground.ordinal();
            intrusion.offended(
                    Offence.of(at(client), ground, Source.LOG).times(amount(ground)), "");
            boolean many = ground == Ground.CONNECTIONS || ground == Ground.RESETS;
            assertEquals(many ? 0 : 1, waiting.size(), ground.word());
            waiting.clear();
        }
        offend("198.51.100.99", Ground.CONNECTIONS, 5);
        assertEquals(0, waiting.size());
        offend("198.51.100.99", Ground.CONNECTIONS, 1);
        assertEquals(1, waiting.size());
    }

    private static long amount(Ground ground) {
        return ground == Ground.SPAM ? IntrusionSettings.USUAL_SPAM_SCORE : 1;
    }

    @Test
    void whoIsBarredUntilTheListAnswersIsLetGoByIt() {
        server.lists(CLIENT);
        offend(CLIENT, Ground.TRAP, 1);
        assertTrue(isRefused(CLIENT));
        Bar bar = intrusion.standing().getFirst();
        answers();
        assertFalse(isRefused(CLIENT));
        assertEquals(
                List.of(new Notice.Barred(bar), new Notice.Unbarred(bar, "w:dnswl.test")), told);
        offend(CLIENT, Ground.TRAP, 10);
        assertEquals(List.of(), barred());
    }

    @Test
    void whileTheNameServerIsSilentABarStands() {
        server.lists(CLIENT);
        server.silent = true;
        offend(CLIENT, Ground.TRAP, 1);
        answers();
        assertTrue(isRefused(CLIENT));
        assertEquals(List.of(CLIENT + "/32"), barred());
        assertEquals(1, told.stream().filter(Notice.WhiteListTrouble.class::isInstance).count());
    }

    @Test
    void whoIsNotListedIsBarredAsEver() {
        offend(CLIENT, Ground.UNKNOWN_USERS, 4);
        answers();
        assertFalse(isRefused(CLIENT));
        offend(CLIENT, Ground.UNKNOWN_USERS, 1);
        assertTrue(isRefused(CLIENT));
    }

    @Test
    void anAdministratorsBarHoldsForWhoIsListed() throws IOException {
        server.lists(CLIENT);
        intrusion.bar(
                Network.parse("198.51.100.0/24").orElseThrow(),
                clocks.now().plus(Duration.ofMinutes(5)),
                "",
                "root");
        offend(CLIENT, Ground.TRAP, 1);
        answers();
        assertTrue(isRefused(CLIENT));
        assertEquals(List.of("198.51.100.0/24"), barred());
    }

    @Test
    void aBarOfAnEarlierRunEndsWhenWhoIsListedComesAgain() {
        allow();
        offend(CLIENT, Ground.TRAP, 1);
        server.lists(CLIENT);
        allow("w:dnswl.test");
        assertTrue(isRefused(CLIENT), "nobody has been asked yet");
        answers();
        assertFalse(isRefused(CLIENT));
        assertEquals(List.of(), barred());
    }

    @Test
    void inTheNetworkOfACustomerWhoIsListedNobodyIsBarred() {
        server.lists(SIX);
        offend(SIX, Ground.TRAP, 1);
        assertEquals(List.of("2001:db8:5:1::/64"), barred());
        answers();
        offend("2001:db8:5:1::666", Ground.TRAP, 1);
        answers();
        assertEquals(List.of(), barred());
        offend("2001:db8:5:2::666", Ground.TRAP, 1);
        assertEquals(List.of("2001:db8:5:2::/64"), barred());
    }

    @Test
    void aWiderBarStandsAndWhoIsListedGoesOn() {
        server.lists(SIX);
        for (int i = 2; i < 6; i++) {
            offend("2001:db8:5:" + i + "::1", Ground.TRAP, 1);
        }
        assertTrue(isRefused(SIX));
        answers();
        assertFalse(isRefused(SIX));
        assertTrue(isRefused("2001:db8:5:7::1"));
        Bar wide =
                intrusion.standing().stream()
                        .filter(bar -> bar.whom().toString().equals("2001:db8:5::/56"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(new Notice.Spared(at(SIX), wide, "w:dnswl.test"), told.getLast());
    }

    @Test
    void aListThatIsNoLongerNamedLetsNobodyGo() {
        server.lists(CLIENT);
        offend(CLIENT, Ground.TRAP, 1);
        allow();
        answers();
        assertTrue(isRefused(CLIENT));
        assertEquals(List.of(CLIENT + "/32"), barred());
    }
}
