// SPDX-License-Identifier: Apache-2.0
package argine.guard;

import static argine.guard.GuardOfTests.message;
import static argine.guard.GuardOfTests.outside;
import static argine.guard.GuardOfTests.settings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.guard.limit.Scope;
import argine.mail.ClientAddress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which addresses are one client. */
class NetworkRowsTest {
    @TempDir Path folder;
    private GuardOfTests house;

    @BeforeEach
    void open() throws IOException {
        house =
                new GuardOfTests(
                        folder,
                        Configuration.EMPTY.with(
                                settings(
                                        Map.of(Scope.NETWORK, List.of("1 message / hour")),
                                        false)));
    }

    @AfterEach
    void close() throws IOException {
        house.close();
    }

    private Decision through(String address) {
        return house.guard.decide(
                message("rossi@corp.test", "", outside(1))
                        .from(Client.at(ClientAddress.parse(address).orElseThrow())));
    }

    private void passes(String address) {
        assertEquals(Decision.PASS, through(address));
    }

    private void defers(String address) {
        assertInstanceOf(Decision.Defer.class, through(address));
    }

    @Test
    void row24ManySmallNetworksAreNotAsManyBudgets() {
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += through("2001:db8:1:" + i + "::1").equals(Decision.PASS) ? 1 : 0;
        }
        assertEquals(8, passed);
        defers("2001:db8:1:0:ffff::2"); // its /64 has had its message
        passes("2001:db8:2::1");
        defers("2001:db8:2::ffff");
    }

    @Test
    void row25AnAddressIsOneClientHoweverItIsWritten() {
        passes("203.0.113.9");
        for (String same :
                List.of(
                        "::ffff:203.0.113.9",
                        "::203.0.113.9",
                        "64:ff9b::203.0.113.9",
                        "64:ff9b::cb00:7109%eth0")) {
            defers(same);
        }
        passes("64:ff9b::203.0.113.10");
        passes("64:ff9b:1::203.0.113.9"); // another prefix
        assertEquals(ClientAddress.NONE, Client.NONE.address());
        assertTrue(Client.at(ClientAddress.parse("::1").orElseThrow()).address().isLoopback());
    }
}
