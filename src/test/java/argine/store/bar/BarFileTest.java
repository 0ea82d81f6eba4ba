// SPDX-License-Identifier: Apache-2.0
package argine.store.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.ClientAddress;
import argine.mail.Network;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BarFileTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    @TempDir Path folder;

    private Bars open() throws IOException {
        return BarFile.open(folder.resolve("bars"));
    }

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    private static Barred net(String network) {
        return new Barred.Clients(Network.parse(network).orElseThrow());
    }

    private static Bar bar(Barred whom, Instant since, Duration length, int times) {
        return new Bar(whom, "L", since, since.plus(length), times, "guesses", "guard", "a7f3");
    }

    private static Bar bar(String network, Duration length) {
        return bar(net(network), NOW, length, 1);
    }

    @Test
    void everyBarIsThereAgainAfterTheProcessWasKilled() throws IOException {
        Bar net = bar("203.0.113.9/32", Duration.ofHours(1));
        Bar login = bar(new Barred.Strangers("rossi@corp.test"), NOW, Duration.ofHours(2), 3);
        Bars killed = open();
        killed.add(net);
        killed.add(login);
        try (Bars bars = open()) {
            assertEquals(List.of(net, login), bars.standing(NOW));
            assertEquals(List.of(), bars.remarks());
        }
        killed.close();
    }

    @Test
    void whatWasTakenAwayStaysAway() throws IOException {
        try (Bars bars = open()) {
            bars.add(bar("203.0.113.9/32", Duration.ofHours(1)));
            bars.release(net("203.0.113.9/32"), NOW, "root");
            bars.flush();
        }
        try (Bars bars = open()) {
            assertEquals(List.of(), bars.standing(NOW));
        }
    }

    @Test
    void aLineThatWasCutShortOrDamagedCostsNoOther() throws IOException {
        Path file = folder.resolve("bars");
        Bar one = bar("203.0.113.9/32", Duration.ofHours(1));
        try (Bars bars = open()) {
            bars.add(one);
        }
        Files.write(
                file, "{\"torn\n{half".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        try (Bars bars = open()) {
            assertEquals(List.of(one), bars.standing(NOW));
        }
    }

    @Test
    void thereIsNoBarWithoutAnEnd() {
        assertThrows(IllegalArgumentException.class, () -> bar("203.0.113.9/32", Duration.ZERO));
        assertThrows(
                IllegalArgumentException.class, () -> bar("203.0.113.9/32", Duration.ofDays(367)));
    }

    @Test
    void everyBarEndsWhateverTheClockDoes() throws IOException {
        Random random = new Random(25);
        try (Bars bars = open()) {
            for (int i = 0; i < 500; i++) {
                Instant since = NOW.plusSeconds(random.nextInt(1_000_000) - 500_000);
                Duration length = Duration.ofSeconds(1 + random.nextInt(86_400));
                Bar bar = bar(net("10." + i % 256 + ".0." + i / 256 + "/32"), since, length, 1);
                bars.add(bar);
                long back = random.nextInt(200_000_000);
                Instant clock = since.minusSeconds(back);
                // set back by more than an hour it is over; by less it ends an hour later at most
                assertTrue(
                        bar.isOver(clock)
                                || Duration.between(clock, bar.until())
                                                .compareTo(length.plusHours(1))
                                        <= 0);
                assertTrue(bar.isOver(since.plus(length)));
            }
            assertEquals(List.of(), bars.standing(NOW.plus(Duration.ofDays(30))));
        }
    }

    @Test
    void whatIsOverIsRememberedForAWeekSoThatTheNextIsLonger() throws IOException {
        Barred whom = net("203.0.113.9/32");
        try (Bars bars = open()) {
            bars.add(bar(whom, NOW, Duration.ofMinutes(10), 2));
            assertEquals(2, bars.times(whom, NOW.plus(Duration.ofDays(6))));
            assertEquals(0, bars.times(whom, NOW.plus(Duration.ofDays(8))));
        }
    }

    @Test
    void aFloodOfAddressesTakesTheRoomOfThoseThatEndFirst() throws IOException {
        int most = 1000;
        try (Bars bars = BarFile.open(folder.resolve("bars"), most)) {
            Bar last = bar("192.0.2.1/32", Duration.ofDays(1));
            bars.add(last);
            for (int i = 0; i <= most; i++) {
                ClientAddress client = ClientAddress.v4(0x0A000000L + i);
                bars.add(bar(new Barred.Clients(client.host()), NOW, Duration.ofMinutes(10), 1));
            }
            assertTrue(bars.standing(NOW).size() <= most);
            assertEquals(Optional.of(last), bars.of(at("192.0.2.1"), NOW));
        }
    }

    @Test
    void whatAnAdministratorBarredIsNeverPushedOutByWhatIsBarredByItself() throws IOException {
        int most = 1000;
        Instant soon = NOW.plusSeconds(60);
        Bar byHand = new Bar(net("192.0.2.1/32"), "U", NOW, soon, 1, "ticket 812", "root", "b7f3");
        try (Bars bars = BarFile.open(folder.resolve("bars"), most)) {
            bars.add(byHand);
            for (int i = 0; i < 5 * most; i++) {
                bars.add(bar("2001:db8:" + Integer.toHexString(i) + "::/64", Duration.ofDays(1)));
            }
            assertEquals(Optional.of(byHand), bars.of(at("192.0.2.1"), NOW));
            assertTrue(bars.standing(NOW).size() <= most + 1);
        }
        try (Bars bars = BarFile.open(folder.resolve("bars"), most)) {
            assertEquals(Optional.of(byHand), bars.of(at("192.0.2.1"), NOW));
        }
    }

    @Test
    void aRestartBringsNobodyBackWhoMadeWayAndSetsNobodyFree() throws IOException {
        int most = 100;
        List<Bar> before;
        try (Bars bars = BarFile.open(folder.resolve("bars"), most)) {
            for (int i = 0; i < 2 * most + 5; i++) {
                Network one = ClientAddress.v4(0x0A000000L + ((long) i << 16)).host();
                bars.add(bar(new Barred.Clients(one), NOW, Duration.ofMinutes(500 - i), 1));
            }
            before = bars.standing(NOW);
        }
        try (Bars bars = BarFile.open(folder.resolve("bars"), most)) {
            assertEquals(before, bars.standing(NOW));
        }
    }

    @Test
    void barsByHandHaveABoundOfTheirOwn() throws IOException {
        int most = 100;
        try (Bars bars = BarFile.open(folder.resolve("bars"), most)) {
            Bar other = bar("203.0.113.9/32", Duration.ofMinutes(10));
            bars.add(other);
            for (int i = 0; i < 3 * most; i++) {
                Network one = ClientAddress.v4(0x0A000000L + i).host();
                Instant end = NOW.plusSeconds(60 + i);
                bars.add(new Bar(new Barred.Clients(one), "U", NOW, end, 1, "", "root", "b" + i));
            }
            assertTrue(bars.standing(NOW).size() <= most + 1);
            assertEquals(Optional.of(other), bars.of(at("203.0.113.9"), NOW));
            assertTrue(bars.of(ClientAddress.v4(0x0A000000L + 3 * most - 1), NOW).isPresent());
        }
    }

    @Test
    void theAddressesOfOneProviderPushOutEachOther() throws IOException {
        int most = 1000;
        try (Bars bars = BarFile.open(folder.resolve("bars"), most)) {
            Bar short1 = bar("198.51.100.7/32", Duration.ofMinutes(10));
            Bar short2 = bar("2001:db9::/64", Duration.ofMinutes(10));
            bars.add(short1);
            bars.add(short2);
            for (int i = 0; i < 5 * most; i++) {
                bars.add(bar("2001:db8:" + Integer.toHexString(i) + "::/64", Duration.ofDays(1)));
            }
            assertEquals(Optional.of(short1), bars.of(at("198.51.100.7"), NOW));
            assertEquals(Optional.of(short2), bars.of(at("2001:db9::1"), NOW));
        }
    }

    @Test
    void whatIsOverMakesWayFirst() {
        List<Bar> all =
                List.of(
                        bar(net("192.0.2.1/32"), NOW, Duration.ofHours(9), 1),
                        bar(net("192.0.2.2/32"), NOW, Duration.ofHours(9), 1),
                        bar(net("192.0.2.3/32"), NOW, Duration.ofHours(9), 1),
                        bar(net("203.0.113.9/32"), NOW, Duration.ofHours(1), 1));
        Instant later = NOW.plus(Duration.ofHours(2));
        assertEquals(Set.of(net("203.0.113.9/32")), Overflow.of(all, 3, later));
        assertEquals(2, Overflow.of(all, 2, later).size());
        assertEquals(1, Overflow.of(all, 3, NOW).size());
        assertTrue(!Overflow.of(all, 3, NOW).contains(net("203.0.113.9/32")));
        assertEquals(Set.of(), Overflow.of(all, 4, NOW));
    }
}
