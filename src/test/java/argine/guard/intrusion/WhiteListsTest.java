// SPDX-License-Identifier: Apache-2.0
package argine.guard.intrusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.Wait;
import argine.guard.Notice;
import argine.guard.dns.Inquiries;
import argine.guard.dns.NameLookup;
import argine.mail.ClientAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a white list in the DNS is asked, how often, and what is believed of its answers. */
class WhiteListsTest {
    private static final String CLIENT = "198.51.100.7";
    private static final Set<WhiteList> LISTS = Set.of(NameServer.LIST);

    private final NameServer server = new NameServer();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may go over
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<String> found = new ArrayList<>();
    private final List<Notice> told = new ArrayList<>();
    private final WhiteLists lists = asking(server);

    private WhiteLists asking(NameLookup names) {
        return new WhiteLists(
                names,
                nanos::get,
                (client, list) -> found.add(client + " " + list),
                told::add,
                waiting::add);
    }

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    private boolean covers(String client) {
        return lists.covers(at(client), LISTS);
    }

    /** Name servers answer what was asked. */
    private void answers() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nobodyIsListedBeforeTheListHasAnswered() {
        server.lists(CLIENT);
        assertFalse(covers(CLIENT));
        assertFalse(covers(CLIENT));
        assertEquals(List.of(), server.asked);
        assertEquals(1, waiting.size());
        answers();
        assertTrue(covers(CLIENT));
        assertEquals(List.of(CLIENT + " w:dnswl.test"), found);
        assertEquals(List.of("7.100.51.198.dnswl.test.", "1.0.0.127.dnswl.test."), server.asked);
    }

    @Test
    void theIpv4AddressInsideOneOfIpv6IsAskedFor() {
        server.lists(CLIENT);
        covers("64:ff9b::" + CLIENT);
        answers();
        assertTrue(covers(CLIENT));
        assertTrue(covers("64:ff9b::" + CLIENT));
    }

    @Test
    void whoIsListedIsKnownForAnHourAndAskedAboutAgainBeforeItEnds() {
        server.lists(CLIENT);
        covers(CLIENT);
        answers();
        pass(Duration.ofMinutes(29));
        assertTrue(covers(CLIENT));
        assertEquals(0, waiting.size());
        pass(Duration.ofMinutes(2));
        assertTrue(covers(CLIENT));
        assertEquals(1, waiting.size());
        pass(Duration.ofMinutes(30));
        assertFalse(covers(CLIENT), "nobody has answered since");
        answers();
        assertTrue(covers(CLIENT));
    }

    @Test
    void whoIsTakenOffTheListIsNoLongerOnIt() {
        server.lists(CLIENT);
        covers(CLIENT);
        answers();
        server.forgets(CLIENT);
        pass(Duration.ofMinutes(31));
        covers(CLIENT);
        answers();
        assertFalse(covers(CLIENT));
    }

    @Test
    void whoIsNotListedIsAskedAboutAgainAfterTenMinutes() {
        covers(CLIENT);
        answers();
        pass(Duration.ofMinutes(9));
        assertFalse(covers(CLIENT));
        assertEquals(0, waiting.size());
        server.lists(CLIENT);
        pass(Duration.ofMinutes(2));
        covers(CLIENT);
        answers();
        assertTrue(covers(CLIENT));
    }

    @Test
    void aSilentListIsToldOfAndAskedAgainAfterAMinute() {
        server.lists(CLIENT);
        server.silent = true;
        covers(CLIENT);
        covers("198.51.100.8");
        answers();
        assertEquals(
                List.of(
                        new Notice.WhiteListTrouble(
                                "dnswl.test",
                                "no answer, or a refusal: it does not list 127.0.0.2, as every"
                                        + " list does")),
                told);
        assertEquals(2, server.asked.size(), "of the second client nobody is asked any more");
        server.silent = false;
        assertFalse(covers(CLIENT));
        assertEquals(0, waiting.size());
        pass(Duration.ofSeconds(61));
        covers(CLIENT);
        answers();
        assertTrue(covers(CLIENT));
    }

    @Test
    void silenceTakesNobodyOffTheList() {
        server.lists(CLIENT);
        covers(CLIENT);
        answers();
        server.silent = true;
        pass(Duration.ofMinutes(40));
        covers(CLIENT);
        answers();
        assertTrue(covers(CLIENT));
    }

    @Test
    void aListThatListsEverybodyIsNotBelieved() {
        for (String one : List.of(CLIENT, "127.0.0.1")) {
            server.answers(one, "127.0.10.3");
        }
        covers(CLIENT);
        answers();
        assertFalse(covers(CLIENT));
        assertEquals(List.of(), found);
        assertEquals(
                List.of(
                        new Notice.WhiteListTrouble(
                                "dnswl.test", "it lists 127.0.0.1 and so everybody, or refuses")),
                told);
    }

    @Test
    void whomAListHadThatComesToListEverybodyIsForgotten() {
        server.lists(CLIENT);
        covers(CLIENT);
        answers();
        assertTrue(covers(CLIENT));
        server.lists("127.0.0.1");
        server.lists("198.51.100.9");
        covers("198.51.100.9");
        answers();
        assertFalse(covers("198.51.100.9"));
        assertFalse(covers(CLIENT));
        assertEquals(1, told.size());
    }

    @Test
    void aListThatRefusesIsInTrouble() {
        for (String one : List.of(CLIENT, "127.0.0.1", "127.0.0.2")) {
            server.answers(one, "127.0.0.255");
        }
        covers(CLIENT);
        answers();
        assertFalse(covers(CLIENT));
        assertEquals(1, told.size());
    }

    @Test
    void whatGoesWrongInALookUpIsTrouble() {
        WhiteLists broken =
                asking(
                        _ -> {
                            throw new IllegalStateException("no more sockets");
                        });
        assertFalse(broken.covers(at(CLIENT), LISTS));
        answers();
        assertEquals(
                List.of(
                        new Notice.WhiteListTrouble(
                                "dnswl.test", "java.lang.IllegalStateException: no more sockets")),
                told);
    }

    @Test
    void beyondSoManyWhoWaitNobodyIsAskedAbout() {
        for (int i = 0; i < 2 * Inquiries.MOST_PENDING; i++) {
            covers("10.0." + i / 256 + "." + i % 256);
        }
        assertEquals(Inquiries.MOST_PENDING, waiting.size());
        answers();
        covers("10.1.0.0");
        assertEquals(1, waiting.size());
    }

    @Test
    void ofSoManyAnswersTheOldestMakesWayAndWhoIsListedStays() {
        server.lists(CLIENT);
        covers(CLIENT);
        for (int i = 0; i < WhiteLists.MOST_REMEMBERED + 10; i++) {
            covers("10.0." + i / 256 + "." + i % 256);
            answers();
        }
        assertEquals(WhiteLists.MOST_REMEMBERED + 1, lists.remembered());
        assertTrue(covers(CLIENT));
        covers("10.0.0.10");
        assertEquals(0, waiting.size());
        covers("10.0.0.9");
        assertEquals(1, waiting.size());
    }

    @Test
    void atMostEightAreAskedAboutAtOnce() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        CountDownLatch silence = new CountDownLatch(1);
        NameLookup slow =
                name -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    try {
                        silence.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                    now.decrementAndGet();
                    done.incrementAndGet();
                    return name.startsWith("1.0.0.127.") ? List.of() : List.of(at("127.0.0.2"));
                };
        try (WhiteLists real = new WhiteLists(slow, nanos::get, (_, _) -> {}, told::add)) {
            for (int i = 0; i < 40; i++) {
                real.ask(at("10.0.0." + i), LISTS);
            }
            Wait.until(() -> now.get() == Inquiries.MOST_AT_ONCE, now::toString);
            silence.countDown();
            Wait.until(() -> real.remembered() == 40, done::toString);
        }
        assertEquals(Inquiries.MOST_AT_ONCE, most.get());
    }

    @Test
    void afterTheEndNobodyIsAskedNorTold() {
        server.lists(CLIENT);
        covers(CLIENT);
        lists.close();
        answers();
        covers("198.51.100.8");
        assertEquals(0, waiting.size());
        assertEquals(List.of(), server.asked);
        assertEquals(List.of(), found);
    }

    @Test
    void anAnswerThatComesAfterTheEndIsToldNobody() {
        List<WhiteLists> ended = new ArrayList<>();
        ended.add(
                asking(
                        name -> {
                            ended.getFirst().close();
                            return name.startsWith("1.0.0.127.")
                                    ? List.of()
                                    : List.of(at("127.0.0.2"));
                        }));
        ended.getFirst().ask(at(CLIENT), LISTS);
        answers();
        assertEquals(List.of(), found);
        assertEquals(List.of(), told);
    }

    @Test
    void whereNobodyMayBeAskedNothingIsBegun() {
        assertFalse(asking(NameLookup.NONE).covers(at(CLIENT), LISTS));
        assertEquals(0, waiting.size());
    }
}
