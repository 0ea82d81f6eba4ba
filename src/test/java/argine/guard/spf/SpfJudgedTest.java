// SPDX-License-Identifier: Apache-2.0
package argine.guard.spf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.ClientAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random records of domains that refer to each other, judged client by client. */
class SpfJudgedTest {
    private static final int ZONES = 3000;
    private static final List<String> NAMES =
            List.of("a.test", "b.test", "c.test", "d.test", "e.test", "nothing.test");

    private final Random random = new Random(7208);
    private long agreed;
    private long passed;

    @Test
    void whoIsLetThroughPassesByTheRules() {
        for (int i = 0; i < ZONES; i++) {
            judge(zone(true));
        }
        assertTrue(passed > 5_000, () -> passed + " let through");
    }

    @Test
    void whereAllCanBeKnownThoseWhoPassAreLetThrough() {
        for (int i = 0; i < ZONES; i++) {
            judge(zone(false));
        }
        assertTrue(passed * 10 > agreed * 9, () -> passed + " of " + agreed);
    }

    private void judge(Zone zone) {
        Senders senders = SpfExpansion.read("a.test", zone, () -> 0).orElseThrow();
        for (int i = 0; i < 64; i++) {
            ClientAddress client =
                    ClientAddress.parse((i % 2 == 0 ? "192.0.2." : "2001:db8::") + i / 2)
                            .orElseThrow();
            boolean isRight = CheckHost.of(client, "a.test", zone) == CheckHost.Result.PASS;
            boolean letThrough = senders.pass(client);
            assertTrue(isRight || !letThrough, () -> client + " is let through by\n" + zone);
            agreed += isRight ? 1 : 0;
            passed += letThrough ? 1 : 0;
        }
    }

    private Zone zone(boolean withUnknowable) {
        Zone zone = new Zone();
        for (String name : NAMES.subList(0, NAMES.size() - 1)) {
            zone.with(name + " TXT " + record(withUnknowable));
            for (int i = random.nextInt(3); i > 0; i--) {
                zone.with(name + " A " + v4(), name + " AAAA " + v6());
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                zone.with(name + " MX " + name());
            }
        }
        if (withUnknowable) {
            zone.with("192.0.2.3.test A 127.0.0.2", "2001.db8..3.test A 127.0.0.2");
        }
        return zone;
    }

    private String record(boolean withUnknowable) {
        List<String> terms = new ArrayList<>(List.of("v=spf1"));
        for (int i = random.nextInt(6); i > 0; i--) {
            terms.add(of("", "", "+", "-", "~", "?") + term(withUnknowable));
        }
        if (random.nextInt(3) == 0) {
            terms.add(of("-all", "~all", "?all", "redirect=" + name()));
        }
        if (random.nextInt(40) == 0) {
            terms.add(of("unknown", "ip4:1.2.3", "redirect=a.test redirect=b.test", "all:x"));
        }
        return String.join(" ", terms);
    }

    private String term(boolean withUnknowable) {
        if (withUnknowable && random.nextInt(5) == 0) {
            return of(
                    "exists:%{i}.test", "ptr", "include:%{i}.test", "a:%{i}.test", "exists:a.test");
        }
        return switch (random.nextInt(6)) {
            case 0 -> "include:" + name();
            case 1 -> of("a", "a:" + name()) + length();
            case 2 -> of("mx", "mx:" + name()) + length();
            case 3 -> "ip6:" + v6() + of("", "/128", "/126", "/124");
            default -> "ip4:" + v4() + of("", "/32", "/30", "/29", "/28");
        };
    }

    private String length() {
        return of("", "", "", "/30", "/29//125", "//126");
    }

    private String name() {
        return of(NAMES.toArray(String[]::new));
    }

    private String v4() {
        return "192.0.2." + random.nextInt(32);
    }

    private String v6() {
        return "2001:db8::" + Integer.toHexString(random.nextInt(32));
    }

    private String of(String... some) {
        return some[random.nextInt(some.length)];
    }

    @Test
    void theJudgeKnowsTheRulesHimself() {
        Zone zone =
                new Zone()
                        .with(
                                "a.test TXT v=spf1 -ip4:192.0.2.1 include:b.test mx/30 ~all",
                                "b.test TXT v=spf1 ip4:192.0.2.0/31 exists:%{i}.test -all",
                                "192.0.2.9.test A 127.0.0.2",
                                "a.test MX m.test",
                                "m.test A 192.0.2.21");
        assertEquals(
                List.of("FAIL", "PASS", "PASS", "PASS", "SOFTFAIL", "NONE"),
                List.of(
                        result("192.0.2.1", "a.test", zone),
                        result("192.0.2.0", "a.test", zone),
                        result("192.0.2.9", "a.test", zone),
                        result("192.0.2.23", "a.test", zone),
                        result("192.0.2.24", "a.test", zone),
                        result("192.0.2.24", "m.test", zone)));
    }

    private static String result(String client, String domain, Zone zone) {
        return CheckHost.of(ClientAddress.parse(client).orElseThrow(), domain, zone).name();
    }
}
