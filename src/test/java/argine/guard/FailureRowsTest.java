// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.CLIENT;
import static argine.guard.GuardOfTests.limited;
import static argine.guard.GuardOfTests.message;
import static argine.guard.GuardOfTests.outside;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import argine.guard.limit.Failure;
import argine.guard.limit.Scope;
import argine.mail.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of recipients who do not exist. */
class FailureRowsTest {
    private static final String ROSSI = "rossi@corp.test";

    @TempDir Path folder;
    private GuardOfTests house;

    private Guard guard(Configuration configuration) throws IOException {
        house = new GuardOfTests(folder, configuration);
        return house.guard;
    }

    private Guard shared(Scope scope) throws IOException {
        return guard(
                Configuration.EMPTY.with(
                        GuardOfTests.settings(
                                Map.of(scope, List.of("3 failed recipients / hour")), false)));
    }

    @AfterEach
    void close() throws IOException {
        house.close();
    }

    private static void passes(Decision decision) {
        assertEquals(Decision.PASS, decision);
    }

    private static void holds(String rule, Decision decision) {
        assertEquals(
                rule, assertInstanceOf(Decision.Hold.class, decision).why().orElseThrow().rule());
    }

    private static void failed(Guard guard, String login, int recipient) {
        guard.failed(
                new Failure(login, CLIENT.address(), Address.of("r" + recipient + "@ext.test")));
    }

    @Test
    void failedRecipientsHoldWhatComesNext() throws IOException {
        Guard guard = guard(limited("3 failed recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        failed(guard, "Rossi@corp.test", 1);
        failed(guard, ROSSI, 1);
        failed(guard, ROSSI, 2);
        passes(guard.decide(message(ROSSI, "2", outside(1))));
        failed(guard, ROSSI, 3);
        assertInstanceOf(Decision.Hold.class, guard.decide(message(ROSSI, "3", outside(1))));
    }

    @Test
    void fewFailuresAmongVeryManyRecipientsHoldNothing() throws IOException {
        Guard guard = guard(limited("3 failed recipients / hour"));
        passes(guard.decide(message(ROSSI, "1", outside(100))));
        for (int i = 0; i < 10; i++) {
            failed(guard, ROSSI, i);
        }
        passes(guard.decide(message(ROSSI, "2", outside(1))));
    }

    @Test
    void whatFailedForADomainHoldsItsOtherAccountsToo() throws IOException {
        Guard guard = shared(Scope.DOMAIN);
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        failed(guard, ROSSI, 1);
        failed(guard, "bianchi@corp.test", 2);
        failed(guard, ROSSI, 3);
        holds(
                "domain 3 failed recipients / hour",
                guard.decide(message("x@corp.test", "2", outside(1))));
        passes(guard.decide(message("x@other.test", "3", outside(1))));
    }

    @Test
    void whatFailedFromANetworkHoldsWhatComesFromThere() throws IOException {
        Guard guard = shared(Scope.NETWORK);
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        for (int i = 0; i < 3; i++) {
            failed(guard, ROSSI, i);
        }
        holds(
                "network 3 failed recipients / hour",
                guard.decide(message("x@other.test", "2", outside(1))));
        passes(guard.decide(message(ROSSI, "3", outside(1)).from(Client.NONE)));
    }

    @Test
    void whatFailedEverywhereHoldsEverything() throws IOException {
        Guard guard = shared(Scope.EVERYWHERE);
        passes(guard.decide(message(ROSSI, "1", outside(10))));
        for (int i = 0; i < 3; i++) {
            failed(guard, "a" + i + "@other.test", i);
        }
        holds(
                "everywhere 3 failed recipients / hour",
                guard.decide(message(ROSSI, "2", outside(1))));
    }
}
