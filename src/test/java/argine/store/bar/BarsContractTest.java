// SPDX-License-Identifier: Apache-2.0
package argine.store.bar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.ClientAddress;
import argine.mail.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every place where bars are kept must hold, whatever keeps them. */
class BarsContractTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir Path folder;

    /** Opens what was kept in a folder before, also by one that was never closed. */
    interface Kind {
        Bars open(Path folder) throws IOException;
    }

    static Stream<Kind> kinds() {
        return Stream.of(in -> BarFile.open(in.resolve("bars")));
    }

    private static ClientAddress at(String address) {
        return ClientAddress.parse(address).orElseThrow();
    }

    private static Barred net(String network) {
        return new Barred.Clients(Network.parse(network).orElseThrow());
    }

    private static Bar bar(Barred whom, Duration length, int times) {
        return new Bar(whom, "L", NOW, NOW.plus(length), times, "guesses", "guard", "a7f3");
    }

    private static Bar bar(String network, Duration length) {
        return bar(net(network), length, 1);
    }

    private List<Bar> afterRestart(Kind kind) throws IOException {
        try (Bars bars = kind.open(folder)) {
            assertEquals(List.of(), bars.remarks());
            return bars.standing(NOW);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whoIsInABarredNetworkIsKeptOutUntilItsEnd(Kind kind) throws IOException {
        try (Bars bars = kind.open(folder)) {
            Bar one = bar("203.0.113.0/24", HOUR);
            bars.add(one);
            assertEquals(Optional.of(one), bars.of(at("203.0.113.200"), NOW));
            assertEquals(Optional.empty(), bars.of(at("203.0.114.1"), NOW));
            assertEquals(Optional.empty(), bars.of(at("203.0.113.1"), one.until()));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void ofSeveralBarsTheOneThatLastsLongestCountsAmongThoseThatAreAskedFor(Kind kind)
            throws IOException {
        Bar narrow = bar("2001:db8::/64", Duration.ofMinutes(10));
        Bar wide = bar("2001:db8::/48", HOUR);
        try (Bars bars = kind.open(folder)) {
            bars.add(narrow);
            bars.add(wide);
            assertEquals(Optional.of(wide), bars.of(at("2001:db8::5"), NOW));
            assertEquals(Optional.of(narrow), bars.of(at("2001:db8::5"), NOW, bar -> bar != wide));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void strangersAreKeptFromALoginAndFromNoOther(Kind kind) throws IOException {
        Bar login = bar(new Barred.Strangers("rossi@corp.test"), HOUR, 1);
        try (Bars bars = kind.open(folder)) {
            bars.add(login);
            assertEquals(Optional.of(login), bars.of(login.whom(), NOW));
            assertEquals(Optional.empty(), bars.of(new Barred.Strangers("bianchi@corp.test"), NOW));
            assertEquals(Optional.empty(), bars.of(at("203.0.113.9"), NOW));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasFlushedIsThereAgainAfterTheProcessWasKilled(Kind kind) throws IOException {
        Bar net = bar("203.0.113.9/32", HOUR);
        Bar login = bar(new Barred.Strangers("rossi@corp.test"), Duration.ofHours(2), 3);
        Bars killed = kind.open(folder);
        killed.add(net);
        killed.add(login);
        killed.add(bar("198.51.100.7/32", HOUR));
        killed.release(net("198.51.100.7/32"), NOW, "root");
        killed.flush();
        assertEquals(List.of(net, login), afterRestart(kind));
        killed.close();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aNewBarTakesThePlaceOfTheOldOne(Kind kind) throws IOException {
        Bar second = bar(net("203.0.113.9/32"), Duration.ofMinutes(20), 2);
        try (Bars bars = kind.open(folder)) {
            bars.add(bar("203.0.113.9/32", HOUR));
            bars.add(second);
        }
        assertEquals(List.of(second), afterRestart(kind));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatWasTakenAwayIsToldOnceAndCountsNoMore(Kind kind) throws IOException {
        Bar one = bar("203.0.113.9/32", HOUR);
        try (Bars bars = kind.open(folder)) {
            bars.add(one);
            assertEquals(Optional.of(one), bars.release(one.whom(), NOW, "root"));
            assertEquals(Optional.empty(), bars.release(one.whom(), NOW, "root"));
            assertEquals(0, bars.times(one.whom(), NOW));
            assertEquals(Optional.empty(), bars.of(at("203.0.113.9"), NOW));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsOverIsRememberedForATimeSoThatTheNextIsLonger(Kind kind) throws IOException {
        Bar one = bar(net("203.0.113.9/32"), HOUR, 2);
        Instant dayLater = NOW.plus(Duration.ofDays(1));
        Instant yearLater = NOW.plus(Duration.ofDays(366));
        try (Bars bars = kind.open(folder)) {
            bars.add(one);
            assertEquals(List.of(), bars.standing(dayLater));
            bars.forget(dayLater);
            assertEquals(Set.of(one), bars.all().collect(Collectors.toSet()));
            assertEquals(2, bars.times(one.whom(), dayLater));
            bars.forget(yearLater);
            assertEquals(Set.of(), bars.all().collect(Collectors.toSet()));
            assertEquals(0, bars.times(one.whom(), yearLater));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatAnAdministratorBarredIsNeverPushedOutByWhatIsBarredByItself(Kind kind)
            throws IOException {
        Instant soon = NOW.plusSeconds(60);
        Bar byHand = new Bar(net("192.0.2.1/32"), "U", NOW, soon, 1, "ticket 812", "root", "b7f3");
        try (Bars bars = kind.open(folder)) {
            bars.add(byHand);
            for (int i = 0; i < 120_000; i++) {
                ClientAddress client = ClientAddress.v4(0x0A000000L + i);
                bars.add(bar(new Barred.Clients(client.host()), Duration.ofDays(1), 1));
            }
            assertEquals(Optional.of(byHand), bars.of(at("192.0.2.1"), NOW));
            assertTrue(bars.standing(NOW).size() < 120_000);
        }
    }
}
