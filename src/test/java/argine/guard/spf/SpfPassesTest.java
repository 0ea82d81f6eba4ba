// SPDX-License-Identifier: Apache-2.0
package argine.guard.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.dns.Inquiries;
import argine.guard.dns.RecordLookup;
import argine.mail.ClientAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When the record of a domain is read, for how long it holds, and how many are kept. */
class SpfPassesTest {
    private static final ClientAddress CLIENT = ClientAddress.parse("192.0.2.1").orElseThrow();
    private static final String DOMAIN = "x.test";

    private final Zone zone = new Zone();
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // it may go over
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final SpfPasses passes = new SpfPasses(zone, nanos::get, waiting::add);

    private void answers() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    private void learn(String domain) {
        passes.ask(domain);
        answers();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void nobodyPassesBeforeANameServerHasAnswered() {
        zone.with("x.test TXT v=spf1 ip4:192.0.2.0/24 -all");
        assertFalse(passes.pass(CLIENT, DOMAIN));
        assertEquals(0, waiting.size(), "to look is not to ask");
        passes.ask(DOMAIN);
        passes.ask(DOMAIN);
        assertFalse(passes.pass(CLIENT, DOMAIN));
        assertEquals(1, waiting.size());
        answers();
        assertTrue(passes.pass(CLIENT, DOMAIN));
        assertFalse(passes.pass(ClientAddress.parse("192.0.3.1").orElseThrow(), DOMAIN));
        assertFalse(passes.pass(CLIENT, "y.test"));
    }

    @Test
    void aRecordHoldsForAnHourAndIsReadAnewInItsSecondHalf() {
        zone.with("x.test TXT v=spf1 ip4:192.0.2.0/24 -all");
        learn(DOMAIN);
        pass(Duration.ofMinutes(29));
        assertTrue(passes.pass(CLIENT, DOMAIN));
        assertEquals(0, waiting.size());
        pass(Duration.ofMinutes(2));
        assertTrue(passes.pass(CLIENT, DOMAIN));
        assertEquals(1, waiting.size());
        pass(Duration.ofMinutes(30));
        assertFalse(passes.pass(CLIENT, DOMAIN), "nobody has answered since");
        answers();
        assertTrue(passes.pass(CLIENT, DOMAIN));
    }

    @Test
    void aDomainWithoutARecordIsAskedAboutAgainAfterTenMinutes() {
        learn(DOMAIN);
        zone.with("x.test TXT v=spf1 ip4:192.0.2.0/24 -all");
        pass(Duration.ofMinutes(9));
        learn(DOMAIN);
        assertFalse(passes.pass(CLIENT, DOMAIN));
        pass(Duration.ofMinutes(2));
        learn(DOMAIN);
        assertTrue(passes.pass(CLIENT, DOMAIN));
    }

    @Test
    void troubleIsTriedAgainAfterAMinuteAndTakesNothingBack() {
        zone.with("x.test TXT v=spf1 ip4:192.0.2.0/24 -all");
        zone.silent.add(DOMAIN);
        learn(DOMAIN);
        learn(DOMAIN);
        assertEquals(List.of("TXT x.test"), zone.asked);
        zone.silent.clear();
        pass(Duration.ofSeconds(61));
        learn(DOMAIN);
        assertTrue(passes.pass(CLIENT, DOMAIN));
        zone.silent.add(DOMAIN);
        pass(Duration.ofMinutes(31));
        learn(DOMAIN);
        assertTrue(passes.pass(CLIENT, DOMAIN));
    }

    @Test
    void aRecordThatPassesNobodyAnyMoreIsForgotten() {
        Zone changed = new Zone().with("x.test TXT v=spf1 ip4:192.0.2.0/24 -all");
        Zone later = new Zone().with("x.test TXT v=spf1 -all");
        SpfPasses both =
                new SpfPasses(
                        (kind, name) -> (zone.asked.isEmpty() ? changed : later).of(kind, name),
                        nanos::get,
                        waiting::add);
        both.ask(DOMAIN);
        answers();
        assertTrue(both.pass(CLIENT, DOMAIN));
        zone.asked.add("");
        pass(Duration.ofMinutes(31));
        both.ask(DOMAIN);
        answers();
        assertFalse(both.pass(CLIENT, DOMAIN));
    }

    @Test
    void onlyPlainNamesAreAskedAbout() {
        for (String odd :
                List.of(
                        "",
                        "localhost",
                        "[192.0.2.1]",
                        "192.0.2.1",
                        "a b.test",
                        "x.test.",
                        "-.test",
                        "%{i}.test",
                        "m\u00fcller.test",
                        "a_b.test",
                        "a..test",
                        "x".repeat(64) + ".test",
                        "x.".repeat(130) + "test")) {
            passes.ask(odd);
        }
        assertEquals(0, waiting.size());
        passes.ask("3com.xn--p1ai");
        assertEquals(1, waiting.size());
    }

    @Test
    void atMostAThousandQuestionsWait() {
        for (int i = 0; i < 2 * Inquiries.MOST_PENDING; i++) {
            passes.ask("d" + i + ".test");
        }
        assertEquals(Inquiries.MOST_PENDING, waiting.size());
    }

    @Test
    void fiveThousandDomainsAreKeptAndFewerThatNameManyNetworks() {
        String many =
                IntStream.range(0, 200)
                        .mapToObj(i -> "ip4:192.0.2." + i)
                        .collect(Collectors.joining(" "));
        zone.with("large.test TXT v=spf1 " + many);
        learn("large.test");
        for (int i = 0; i < 5000 - 9; i++) {
            zone.with("d" + i + ".test TXT v=spf1 ip4:192.0.2.0/24");
            learn("d" + i + ".test");
        }
        assertFalse(passes.pass(CLIENT, "large.test"), "it counts for ten");
        assertTrue(passes.pass(CLIENT, "d0.test"));
        assertEquals(5000 - 9, passes.remembered());
        for (int i = 0; i < 2 * SpfPasses.MOST_OTHERS; i++) {
            learn("e" + i + ".test");
        }
        assertEquals(5000 - 9 + SpfPasses.MOST_OTHERS, passes.remembered());
        assertTrue(passes.pass(CLIENT, "d0.test"), "those without a record push out nobody");
    }

    @Test
    void nobodyIsAskedAfterTheEndNorWhereThereIsNobodyToAsk() {
        passes.ask(DOMAIN);
        passes.close();
        answers();
        passes.ask("y.test");
        assertEquals(List.of(), zone.asked);
        assertEquals(0, waiting.size());
        new SpfPasses(RecordLookup.NONE, nanos::get, waiting::add).ask(DOMAIN);
        assertEquals(0, waiting.size());
    }

    @Test
    void aLookupThatFailsIsTrouble() {
        SpfPasses failing =
                new SpfPasses(
                        (_, _) -> {
                            throw new IllegalStateException("no resolver");
                        },
                        nanos::get,
                        waiting::add);
        failing.ask(DOMAIN);
        answers();
        failing.ask(DOMAIN);
        assertEquals(0, waiting.size());
        assertFalse(failing.pass(CLIENT, DOMAIN));
    }
}
