// SPDX-License-Identifier: Apache-2.0
package argine.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import argine.mail.Account;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand accounts in eight schemes at low costs, and forty whose passwords are guessed. */
class ThousandAccountsTest {
    private static final int ALL = 1000;
    private static final int WEAK = 40;
    private static final int CHEAP = 3;

    @TempDir Path folder;

    private final List<String> secrets = new ArrayList<>();

    @Test
    void theFortyWeakOnesAreFoundAndNobodyElseAndFasterTheSecondTime() throws IOException {
        Random random = new Random(7);
        List<Account> accounts = new ArrayList<>();
        Set<String> planted = new TreeSet<>();
        for (int i = 0; i < ALL; i++) {
            String name = "person" + i + "@example.org";
            boolean weak = i % (ALL / WEAK) == 3;
            String password = weak ? guessable(i) : strong(random);
            secrets.add(password);
            if (weak) {
                planted.add(name);
            }
            String scheme = scheme(i, weak);
            accounts.add(
                    Made.account(
                            name, Made.stored(scheme, password, i), "p" + i + "x@example.org"));
        }
        Path state = folder.resolve("state");
        long begin = cpuTime();
        PasswordReport first = Made.quick(Memory.open(state), accounts);
        long middle = cpuTime();
        PasswordReport second = Made.quick(Memory.open(state), accounts);
        long end = cpuTime();
        assertEquals(planted, names(first));
        assertEquals(WEAK, planted.size());
        assertEquals(first.weak(), second.weak());
        assertTrue(second.guesses() * 2 <= first.guesses());
        assertTrue((end - middle) * 2 <= middle - begin, (middle - begin) + " " + (end - middle));
        assertNothingLeaks(Files.readString(state), first.toString());
    }

    /** What else the machine does takes nothing of it. */
    private static long cpuTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private void assertNothingLeaks(String... outputs) {
        for (String secret : secrets) {
            for (String output : outputs) {
                assertTrue(secret.startsWith("p") || !output.contains(secret));
            }
        }
    }

    private static Set<String> names(PasswordReport report) {
        return report.weak().stream()
                .map(PasswordReport.Weak::account)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** All schemes among the weak and among the first strong ones; then those that cost little. */
    private static String scheme(int i, boolean weak) {
        List<String> all = Made.SCHEMES;
        return weak ? all.get(i / 25 % 8) : i < 40 ? all.get(i % 8) : all.get(i % CHEAP);
    }

    private static String guessable(int i) {
        return switch ((i / 25 + i / 200) % 8) {
            case 0 -> "p" + i + "x";
            case 1 -> "person" + i;
            case 2 -> "person" + i + "@example.org";
            case 3 -> "Person" + i + "2026";
            case 4 -> "password";
            case 5 -> "Example123";
            case 6 -> new StringBuilder("person" + i).reverse().toString();
            default -> "person" + i + "!";
        };
    }

    private static String strong(Random random) {
        byte[] bytes = new byte[9];
        random.nextBytes(bytes);
        return "Z" + HexFormat.of().formatHex(bytes);
    }
}
